package rowlock.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// A JSON text that is read piece by piece. It always stands at the beginning of a value.
///
/// Every method throws [MalformedJson] where the text is not what is asked for.
public final class JsonReader implements AutoCloseable {
  // Beyond this a BigDecimal of a few characters turns into megabytes of digits.
  private static final int LARGEST_EXPONENT = 400;

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonReader on(JsonParser parser) {
    JsonReader reader = new JsonReader(parser);
    if (reader.guarded(parser::nextToken) == null) {
      throw reader.malformed("there is nothing in it");
    }
    return reader;
  }

  /// Steps into the object here; [#nextMember] goes on from there.
  public void enterObject() {
    require(JsonToken.START_OBJECT, "an object is wanted here");
  }

  /// Steps to the value of the next member of the object that was entered, or out of it.
  ///
  /// @return the member's name; empty at the end
  public Optional<String> nextMember() {
    while (next() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (next() != JsonToken.VALUE_NULL) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /// Steps into the array here; [#nextElement] goes on from there.
  public void enterArray() {
    require(JsonToken.START_ARRAY, "an array is wanted here");
  }

  /// Steps to the next element of the array that was entered, or out of it.
  ///
  /// @return whether there is one
  public boolean nextElement() {
    return next() != JsonToken.END_ARRAY;
  }

  /// The whole value here, as plain values.
  public Object value() {
    return guarded(() -> read(parser.currentToken()));
  }

  /// Steps over the value here.
  public void skip() {
    guarded(parser::skipChildren);
  }

  /// Makes sure that nothing comes after the value that was read.
  public void end() {
    if (guarded(parser::nextToken) != null) {
      throw malformed("there is something after the end");
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private Object read(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> throw malformed("null is not a value here; leave it out");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw malformed("a value is wanted here");
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token != JsonToken.VALUE_NULL && members.put(name, read(token)) != null) {
        throw malformed("the member \"" + name + "\" is there twice");
      }
    }
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(read(token));
      token = parser.nextToken();
    }
    return elements;
  }

  private Object integer() {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER -> new BigDecimal(parser.getBigIntegerValue());
      case FLOAT, DOUBLE, BIG_DECIMAL -> throw new AssertionError("not an integer token");
    };
  }

  private Object fraction() {
    BigDecimal exact = parser.getDecimalValue();
    if (Math.abs((long) exact.precision() - exact.scale()) > LARGEST_EXPONENT
        || Math.abs((long) exact.scale()) > LARGEST_EXPONENT) {
      throw malformed("the number is too large or too small");
    }
    double nearest = exact.doubleValue();
    boolean same = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(exact) == 0;
    return same ? (Object) nearest : exact;
  }

  private void require(JsonToken wanted, String otherwise) {
    if (parser.currentToken() != wanted) {
      throw malformed(otherwise);
    }
  }

  private JsonToken next() {
    JsonToken token = guarded(parser::nextToken);
    if (token == null) {
      throw malformed("the text ends too early");
    }
    return token;
  }

  private <T> T guarded(Supplier<T> step) {
    try {
      return step.get();
    } catch (JacksonException malformed) {
      // What is beyond a limit is reported without a place.
      TokenStreamLocation where = malformed.getLocation();
      throw new MalformedJson(
          malformed.getOriginalMessage(), where == null ? parser.currentLocation() : where);
    }
  }

  private MalformedJson malformed(String what) {
    return new MalformedJson(what, parser.currentTokenLocation());
  }
}
