package rowlock.fleet;

import java.util.Map;
import java.util.OptionalDouble;

/// How a cost grows with the size of a fleet: the exponent of the power law that fits best.
final class Growth {
  private Growth() {}

  /// The slope of the straight line through the logarithms, by least squares: 1 means that twice as
  /// many cost twice as much.
  ///
  /// @param costs by size; nothing is told of fewer than two sizes
  static OptionalDouble exponent(Map<Integer, Double> costs) {
    if (costs.size() < 2) {
      return OptionalDouble.empty();
    }
    double meanX = mean(costs.keySet().stream().mapToDouble(Math::log).toArray());
    double meanY = mean(costs.values().stream().mapToDouble(Math::log).toArray());
    double both = 0;
    double alone = 0;
    for (Map.Entry<Integer, Double> cost : costs.entrySet()) {
      double x = Math.log(cost.getKey()) - meanX;
      both += x * (Math.log(cost.getValue()) - meanY);
      alone += x * x;
    }
    return OptionalDouble.of(both / alone);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
