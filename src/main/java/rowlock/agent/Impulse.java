package rowlock.agent;

import rowlock.kind.Signal;
import rowlock.process.Job;

/// Something that a session is told by another thread.
sealed interface Impulse {
  /// A hook told something.
  record Told(Signal signal) implements Impulse {}

  /// Something on the board concerns it.
  record Changed() implements Impulse {}

  /// Something happened in its terminal.
  record Stirred() implements Impulse {}

  /// The messages that wait are not to wait for more.
  record Hastened() implements Impulse {}

  /// One of its programs is over.
  record Ended(Job job) implements Impulse {}

  /// What is to become of it.
  sealed interface Order extends Impulse {}

  /// It is to be ended and started again.
  record Restart(String reason) implements Order {}

  /// It is to be ended with the hub.
  record End(String reason) implements Order {}

  /// It is to be ended for good and leaves the team.
  record Retire(String reason) implements Order {}

  /// Whether the session would find out by itself, only later.
  default boolean isHint() {
    return switch (this) {
      case Changed _, Stirred _, Hastened _ -> true;
      case Told _, Ended _, Order _ -> false;
    };
  }
}
