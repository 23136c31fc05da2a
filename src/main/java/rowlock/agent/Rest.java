package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long a session rests when nothing happens.
final class Rest {
  /// The longest time without a look at the board: whatever concerns an agent is told at once.
  static final Duration LONGEST = Duration.ofSeconds(5);

  /// How soon what is overdue and could not be done is tried again.
  static final Duration AGAIN = Duration.ofMillis(250);

  private Rest() {}

  /// How long until the first of some moments.
  static Duration until(Instant now, Instant one, List<Optional<Instant>> others) {
    Instant next =
        others.stream()
            .flatMap(Optional::stream)
            .reduce(one, (first, other) -> other.isBefore(first) ? other : first);
    if (!next.isAfter(now)) {
      return AGAIN;
    }
    Duration left = Duration.between(now, next);
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }
}
