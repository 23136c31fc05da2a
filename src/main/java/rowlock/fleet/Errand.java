package rowlock.fleet;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Something that is done for a whole fleet, in up to three ways.
///
/// @param name what is done, and how often
/// @param size how large the fleet is
/// @param goal how many times the floor ours may take
/// @param ways how it is done in each way; the floor and ours always
/// @param how what is timed, in words
record Errand(String name, int size, double goal, Map<Way, Act> ways, String how) {
  /// A way to do something.
  enum Way {
    /// As one would write it first.
    NAIVE,
    /// The least that could do the job.
    FLOOR,
    /// As rowlock does it.
    OURS
  }

  /// Does it once.
  interface Act {
    /// Does it; what must be there before and what is left over is nobody's time.
    ///
    /// @return how long the thing itself took
    Duration run();
  }

  Errand {
    ways = new EnumMap<>(ways);
    if (!ways.keySet().containsAll(List.of(Way.FLOOR, Way.OURS))) {
      throw new IllegalArgumentException(name + " needs a floor and ours");
    }
  }

  /// How long some work takes.
  static Duration timed(Runnable work) {
    long from = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - from);
  }
}
