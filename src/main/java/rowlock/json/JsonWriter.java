package rowlock.json;

import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// A JSON text that is written piece by piece. Members come in the order they are written.
///
/// What it writes to is closed with it.
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private JsonWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  static JsonWriter compact(Writer out) {
    return new JsonWriter(FACTORY.createGenerator(ObjectWriteContext.empty(), out));
  }

  static JsonWriter compact(OutputStream out) {
    return new JsonWriter(FACTORY.createGenerator(ObjectWriteContext.empty(), out));
  }

  static JsonWriter pretty(Writer out) {
    return new JsonWriter(FACTORY.createGenerator(new Indented(), out));
  }

  /// Begins an object, in an array or on its own.
  public JsonWriter beginObject() {
    generator.writeStartObject();
    return this;
  }

  /// Begins an object as a member.
  public JsonWriter beginObject(String name) {
    generator.writeName(name);
    generator.writeStartObject();
    return this;
  }

  /// Ends the object.
  public JsonWriter endObject() {
    generator.writeEndObject();
    return this;
  }

  /// Begins an array, in another one or on its own.
  public JsonWriter beginArray() {
    generator.writeStartArray();
    return this;
  }

  /// Begins an array as a member.
  public JsonWriter beginArray(String name) {
    generator.writeName(name);
    generator.writeStartArray();
    return this;
  }

  /// Ends the array.
  public JsonWriter endArray() {
    generator.writeEndArray();
    return this;
  }

  /// Writes a member.
  public JsonWriter member(String name, String text) {
    generator.writeStringProperty(name, text);
    return this;
  }

  /// Writes a member.
  public JsonWriter member(String name, long number) {
    generator.writeNumberProperty(name, number);
    return this;
  }

  /// Writes a member with a plain value.
  ///
  /// @throws IllegalArgumentException if there is something in it that has no JSON
  public JsonWriter member(String name, Object value) {
    generator.writeName(name);
    return value(value);
  }

  /// Writes an element.
  public JsonWriter element(String text) {
    generator.writeString(text);
    return this;
  }

  /// Writes a plain value.
  ///
  /// @throws IllegalArgumentException if there is something in it that has no JSON
  public JsonWriter value(Object value) {
    switch (value) {
      case Map<?, ?> object -> object(object);
      case Iterable<?> elements -> {
        generator.writeStartArray();
        elements.forEach(element -> value(present(element)));
        generator.writeEndArray();
      }
      case String text -> generator.writeString(text);
      case Boolean truth -> generator.writeBoolean(truth);
      case Number number -> number(number);
      default -> throw new IllegalArgumentException("there is no JSON for " + value.getClass());
    }
    return this;
  }

  @Override
  public void close() {
    generator.close();
  }

  private void object(Map<?, ?> object) {
    generator.writeStartObject();
    Map<?, ?> ordered = object instanceof SequencedMap ? object : new TreeMap<>(object);
    ordered.forEach((name, value) -> {
      if (!(name instanceof String text)) {
        throw new IllegalArgumentException("a member's name is a text, not " + name);
      }
      generator.writeName(text);
      value(present(value));
    });
    generator.writeEndObject();
  }

  private void number(Number number) {
    switch (number) {
      case Long whole -> generator.writeNumber(whole.longValue());
      case Integer whole -> generator.writeNumber(whole.intValue());
      case BigInteger whole -> generator.writeNumber(whole);
      case BigDecimal exact -> generator.writeNumber(exact);
      case Double nearest when Double.isFinite(nearest) ->
          generator.writeNumber(nearest.doubleValue());
      default ->
          throw new IllegalArgumentException(
              "there is no JSON for %s of %s".formatted(number, number.getClass()));
    }
  }

  private static Object present(Object value) {
    if (value == null) {
      throw new IllegalArgumentException("there is no null in plain values; leave it out");
    }
    return value;
  }

  /// Two spaces for each level, and no space before a colon.
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(lines)
          .withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
