package rowlock.kind;

/// Tokens that a model read and wrote.
///
/// @param input read anew, without those of the cache
/// @param output written, thinking included
/// @param cacheRead read from the provider's cache
/// @param cacheWrite written to the provider's cache
public record Usage(long input, long output, long cacheRead, long cacheWrite) {
  /// No tokens.
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage {
    if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
      throw new IllegalArgumentException("tokens are never negative");
    }
  }

  /// These and those.
  ///
  /// @throws ArithmeticException if there are more than 2^63
  public Usage plus(Usage other) {
    return new Usage(
        Math.addExact(input, other.input),
        Math.addExact(output, other.output),
        Math.addExact(cacheRead, other.cacheRead),
        Math.addExact(cacheWrite, other.cacheWrite));
  }

  /// All tokens, those of the cache included.
  public long total() {
    return Math.addExact(Math.addExact(input, output), Math.addExact(cacheRead, cacheWrite));
  }
}
