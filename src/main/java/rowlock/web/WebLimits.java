package rowlock.web;

import java.time.Duration;

/// How much the server takes from whom.
///
/// @param bodyBytes how long a body may be, 1 KiB to 16 MiB
/// @param connections how many connections there may be at once, 8 to 10,000; a new one beyond that
///   closes the one that was idle longest
/// @param patience how long a connection may be idle, a header or a body may take to arrive, and a
///   reader may pause, 100 ms to 5 min
/// @param rate requests of one token
/// @param guesses refused tokens, of everybody together
public record WebLimits(
    int bodyBytes, int connections, Duration patience, Rate rate, Rate guesses) {
  /// The limits of a hub: 4 MiB, 2,000 connections, 30 s; 1,000 requests a second after the first
  /// 2,000, 64 at once.
  public static final WebLimits STANDARD =
      new WebLimits(
          4 << 20,
          2_000,
          Duration.ofSeconds(30),
          new Rate(1_000, 2_000, 64),
          new Rate(5, 20, 1_000));

  /// The headers of a request, with its first line.
  static final int HEADER_BYTES = 16 << 10;

  public WebLimits {
    requireRange("body_bytes", bodyBytes, 1 << 10, 16 << 20);
    requireRange("connections", connections, 8, 10_000);
    requireRange("patience", patience.toMillis(), 100, 300_000);
  }

  /// A bucket of tokens: how many at once after a pause, how many a second for ever.
  ///
  /// @param perSecond for ever, 1 to 1,000,000
  /// @param burst after a pause, 1 to 1,000,000
  /// @param atOnce how many may be in the making, 1 to 10,000
  public record Rate(int perSecond, int burst, int atOnce) {
    public Rate {
      requireRange("per_second", perSecond, 1, 1_000_000);
      requireRange("burst", burst, 1, 1_000_000);
      requireRange("at_once", atOnce, 1, 10_000);
    }
  }

  /// The same with another limit on bodies.
  public WebLimits withBodyBytes(int bytes) {
    return new WebLimits(bytes, connections, patience, rate, guesses);
  }

  /// The same with another patience.
  public WebLimits withPatience(Duration another) {
    return new WebLimits(bodyBytes, connections, another, rate, guesses);
  }

  /// The same with another number of connections.
  public WebLimits withConnections(int most) {
    return new WebLimits(bodyBytes, most, patience, rate, guesses);
  }

  /// The same with another rate.
  public WebLimits withRate(Rate another) {
    return new WebLimits(bodyBytes, connections, patience, another, guesses);
  }

  /// The same with another rate of refused tokens.
  public WebLimits withGuesses(Rate another) {
    return new WebLimits(bodyBytes, connections, patience, rate, another);
  }

  private static void requireRange(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d to %d, not %d".formatted(what, least, most, value));
    }
  }
}
