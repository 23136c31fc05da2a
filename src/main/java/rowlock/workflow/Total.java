package rowlock.workflow;

import java.time.Duration;
import java.util.Collection;
import rowlock.task.Durations;

/// A sum of estimates that remembers how many of them were guessed.
///
/// @param length the sum
/// @param given how many estimates were given in the plan
/// @param guessed how many were guessed
public record Total(Duration length, int given, int guessed) {
  static Total of(Collection<Estimate> estimates) {
    Duration sum = estimates.stream().map(Estimate::length).reduce(Duration.ZERO, Duration::plus);
    int guessed =
        (int) estimates.stream().filter(e -> e.origin() == Estimate.Origin.GUESSED).count();
    return new Total(sum, estimates.size() - guessed, guessed);
  }

  /// How the sum came about, in words.
  public String how() {
    if (guessed == 0) {
      return "given";
    }
    return given == 0 ? "guessed" : guessed + " of " + (given + guessed) + " guessed";
  }

  /// The sum with its origin: `1h10m (2 of 5 guessed)`.
  @Override
  public String toString() {
    return Durations.format(length) + " (" + how() + ")";
  }
}
