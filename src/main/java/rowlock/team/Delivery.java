package rowlock.team;

import java.time.Instant;

/// How far a message got with one recipient.
public sealed interface Delivery {
  /// Stored, not handed over yet.
  record Accepted() implements Delivery {}

  /// Handed to the agent; nothing proves that it was read.
  record Delivered(Instant at) implements Delivery {}

  /// The agent read it.
  record Confirmed(Instant at) implements Delivery {}

  /// It will not arrive.
  record Undeliverable(Instant at, String reason) implements Delivery {}

  /// Whether nothing more will happen to it.
  default boolean isSettled() {
    return this instanceof Confirmed || this instanceof Undeliverable;
  }
}
