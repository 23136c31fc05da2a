package rowlock.journal;

/// What checking a whole journal found.
public sealed interface Verdict {
  /// Every entry is there, in order, and as it was written.
  ///
  /// @param count how many entries there are
  /// @param headHash the chain's hash after the last one, in hex; kept elsewhere it proves later
  ///   that nothing before was changed or cut off
  record Sound(long count, String headHash) implements Verdict {}

  /// Something is not as it was written.
  ///
  /// @param position the first position in doubt
  /// @param what what is wrong there, in words
  record Broken(long position, String what) implements Verdict {}

  /// A hash of the chain that was noted somewhere else.
  ///
  /// @param position the entry after which it was the chain's hash
  /// @param hash in hex, as [Sound] gives it
  record Witness(long position, String hash) {}
}
