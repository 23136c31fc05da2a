package rowlock.process;

/// What is known of a job at a moment.
public sealed interface JobState {
  /// It has not begun; it may at any moment if its start was asked for.
  record NotStarted() implements JobState {}

  /// It runs.
  ///
  /// @param identity the process that runs the program and waits for it
  record Running(ProcessIdentity identity) implements JobState {}

  /// Its program has ended and the end was recorded.
  ///
  /// @param code the exit status of the program; 128 plus the signal's number when a signal ended
  ///   it; 125 when it could not be run, 126 and 127 when the system would not execute it
  /// @param note why it could not be run or was ended; empty when the program ended by itself
  record Exited(int code, String note) implements JobState {}

  /// It will not go on, and how it ended was not recorded: its process was killed or the machine
  /// was. What descends from it may still run; [Job#end] sees to that.
  record Vanished() implements JobState {}

  /// It cannot be told at the moment. Never to be treated as an end.
  ///
  /// @param reason what kept it from being told
  record Unknown(String reason) implements JobState {}

  /// Whether this is the last state, which never changes again.
  default boolean over() {
    return this instanceof Exited || this instanceof Vanished;
  }
}
