package rowlock.json;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// JSON within certain limits. Safe to share between threads.
public final class Json {
  /// JSON within [JsonLimits#STANDARD].
  public static final Json STANDARD = new Json(JsonLimits.STANDARD);

  private static final int LONGEST_NAME = 1_000;

  private final JsonLimits limits;
  private final JsonFactory factory;

  /// JSON within these limits.
  public Json(JsonLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.textLength())
                    .maxNumberLength(limits.numberLength())
                    .maxNameLength(LONGEST_NAME)
                    .maxDocumentLength(limits.documentLength())
                    .maxTokenCount(limits.tokens())
                    .build())
            .build();
  }

  /// The one value in a text.
  ///
  /// @throws MalformedJson if it is not exactly one value, or a member is there twice
  public Object parse(String text) {
    // Jackson counts only what it loads in pieces, so a text that is in memory is measured here.
    requireLength(text.length());
    return whole(factory.createParser(ObjectReadContext.empty(), text));
  }

  /// The one value in a text in UTF-8.
  ///
  /// @throws MalformedJson if it is not exactly one value, or a member is there twice
  public Object parse(byte[] text) {
    requireLength(text.length);
    return whole(factory.createParser(ObjectReadContext.empty(), text));
  }

  /// The one object in a text.
  ///
  /// @throws MalformedJson if it is anything else, or a member is there twice
  public Map<String, Object> parseObject(String text) {
    return asObject(parse(text));
  }

  /// The one object in a text in UTF-8.
  ///
  /// @throws MalformedJson if it is anything else, or a member is there twice
  public Map<String, Object> parseObject(byte[] text) {
    return asObject(parse(text));
  }

  /// Reads a long text piece by piece. The stream is closed with the reader.
  ///
  /// @throws MalformedJson if there is no value in it
  public JsonReader reader(InputStream in) {
    return JsonReader.on(factory.createParser(ObjectReadContext.empty(), in));
  }

  /// The value on one line. Members keep the order of a `SequencedMap`; those of any other map are
  /// sorted, so that equal values give equal texts.
  ///
  /// @throws IllegalArgumentException if there is something in it that has no JSON
  public static String compact(Object value) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = JsonWriter.compact(text)) {
      writer.value(value);
    }
    return text.toString();
  }

  /// The value as people like to read it, indented by two, without a newline at the end.
  ///
  /// @throws IllegalArgumentException if there is something in it that has no JSON
  public static String pretty(Object value) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = JsonWriter.pretty(text)) {
      writer.value(value);
    }
    return text.toString();
  }

  /// Writes a text piece by piece, in UTF-8 on one line. The stream is closed with the writer.
  public static JsonWriter writer(OutputStream out) {
    return JsonWriter.compact(out);
  }

  private static Object whole(JsonParser parser) {
    try (JsonReader reader = JsonReader.on(parser)) {
      Object value = reader.value();
      reader.end();
      return value;
    }
  }

  @SuppressWarnings("unchecked") // the reader makes maps with names for keys only
  private static Map<String, Object> asObject(Object value) {
    if (value instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw new MalformedJson("an object is wanted here", new TokenStreamLocation(null, 0, 1, 1));
  }

  private void requireLength(long length) {
    if (length > limits.documentLength()) {
      throw new MalformedJson(
          "the text is longer than %d".formatted(limits.documentLength()), TokenStreamLocation.NA);
    }
  }
}
