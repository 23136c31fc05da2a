package rowlock.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Everything that is drawn in one simulation, in one order, from one seed.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Whether something happens that happens once in so many times; never for 0.
  boolean oneIn(int times) {
    return times > 0 && random.nextInt(times) == 0;
  }

  /// A number from 0 to just below the bound.
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /// A length of time from one to another, in whole microseconds.
  Duration between(Duration shortest, Duration longest) {
    long least = shortest.toNanos() / 1_000;
    long most = longest.toNanos() / 1_000;
    return Duration.ofNanos(1_000 * random.nextLong(least, most + 1));
  }

  /// A length of time up to this one.
  Duration upTo(Duration longest) {
    return between(Duration.ZERO, longest);
  }
}
