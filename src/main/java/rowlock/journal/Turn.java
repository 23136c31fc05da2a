package rowlock.journal;

/// The right to append to a journal until it is closed; nobody else on the machine has it
/// meanwhile.
public interface Turn extends AutoCloseable {
  /// Lets the next one have it. Closing twice does nothing.
  @Override
  void close();
}
