package rowlock.tmux;

import rowlock.process.ProcessIdentity;

/// What is known of the server at a moment.
public sealed interface ServerState {
  /// It answered.
  ///
  /// @param identity its process
  record Running(ProcessIdentity identity) implements ServerState {}

  /// There is none.
  record Absent() implements ServerState {}

  /// It is busy, or cannot be reached although it runs. Never to be treated as absent.
  ///
  /// @param reason what it did instead of answering
  record Unknown(String reason) implements ServerState {}
}
