package rowlock.json;

/// How much a JSON text may ask of whoever reads it.
///
/// @param depth arrays and objects inside each other, 1 to 1,000
/// @param textLength characters of one string
/// @param numberLength characters of one number
/// @param documentLength characters or bytes of the whole text
/// @param tokens names, values, and beginnings and ends of arrays and objects: an empty object of
///   two characters takes 60 bytes of memory
public record JsonLimits(
    int depth, int textLength, int numberLength, long documentLength, long tokens) {
  /// For what comes from agents, users and the network: 64 levels, strings of a million characters,
  /// 16 MiB and 500,000 tokens in all.
  public static final JsonLimits STANDARD = new JsonLimits(64, 1_000_000, 100, 16L << 20, 500_000);

  public JsonLimits {
    if (depth < 1
        || depth > 1_000
        || textLength < 1
        || numberLength < 1
        || documentLength < 1
        || tokens < 1) {
      throw new IllegalArgumentException("limits: positive, and a depth of at most 1,000");
    }
  }

  /// Limits for a text of our own, with as many tokens as fit into it.
  public JsonLimits(int depth, int textLength, int numberLength, long documentLength) {
    this(depth, textLength, numberLength, documentLength, documentLength);
  }

  /// The same limits for a longer or shorter text.
  public JsonLimits withDocumentLength(long length) {
    return new JsonLimits(depth, textLength, numberLength, length, tokens);
  }
}
