package rowlock.sim;

/// What the world does to a process while it uses its journal.
@FunctionalInterface
public interface Interference {
  /// Nothing.
  Interference NONE = moment -> {};

  /// Called at every step of a journal. May do anything: let other processes act, throw a [Crash],
  /// or keep the caller waiting.
  ///
  /// @throws Crash if the process ends here
  void at(Moment moment);

  /// A step of a journal.
  enum Moment {
    /// Before the turn is asked for.
    TURN,
    /// Before entries are read.
    READ,
    /// Before a batch is offered; others may still be faster.
    APPEND,
    /// After a batch was written, before it is synced: from here on it may survive.
    SYNC,
    /// After a batch became durable, before the caller learns of it.
    SYNCED
  }
}
