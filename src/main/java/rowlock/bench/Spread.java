package rowlock.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How a number of samples of one thing are spread.
///
/// @param count how many samples
/// @param p50 half of them were at most this
/// @param p99 99 of 100 were at most this; the largest when there are fewer than 100
/// @param max the largest
public record Spread(long count, double p50, double p99, double max) {
  /// The spread of samples, by the nearest rank.
  public static Spread of(double[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples, no spread");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted.length, rank(sorted, 0.50), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  /// The median over several rounds of each figure, and all samples counted.
  public static Spread median(List<Spread> rounds) {
    return new Spread(
        rounds.stream().mapToLong(Spread::count).sum(),
        median(rounds, Spread::p50),
        median(rounds, Spread::p99),
        median(rounds, Spread::max));
  }

  /// The median of one figure; the mean of the two in the middle when there are two.
  public static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
