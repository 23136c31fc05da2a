package rowlock.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A meter for every token that was used lately. Safe to share between threads.
final class Throttle {
  // More tokens than a project has: only those of a project that is being swept meet it.
  private static final int SWEEP_AT = 4_000;

  private final WebLimits.Rate rate;
  private final Map<String, Meter> meters = new ConcurrentHashMap<>();

  Throttle(WebLimits.Rate rate) {
    this.rate = rate;
  }

  /// The meter of a token.
  Meter of(String tokenId, long nowNanos) {
    if (meters.size() >= SWEEP_AT) {
      meters.values().removeIf(meter -> meter.isAtRest(nowNanos));
    }
    return meters.computeIfAbsent(tokenId, _ -> new Meter(rate, nowNanos));
  }
}
