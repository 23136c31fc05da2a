package rowlock.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A plain object under construction: members in a fixed order, ready to be written as JSON.
///
/// Times are written in UTC to the millisecond, lengths of time in milliseconds, enums in lower
/// case. An empty `Optional` leaves its member out.
public final class Fields {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// An object without members yet.
  public static Fields none() {
    return new Fields();
  }

  /// An object with one member so far.
  public static Fields of(String name, Object value) {
    return new Fields().with(name, value);
  }

  /// Adds a member.
  ///
  /// @throws IllegalArgumentException if the name is there already
  public Fields with(String name, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> with(name, present));
      return this;
    }
    if (members.putIfAbsent(name, plain(value)) != null) {
      throw new IllegalArgumentException(name + " is there already");
    }
    return this;
  }

  /// Adds all members of another object.
  public Fields withAll(Map<String, Object> others) {
    others.forEach(this::with);
    return this;
  }

  /// The object, in the order its members were added.
  public Map<String, Object> map() {
    return new LinkedHashMap<>(members);
  }

  private static Object plain(Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      case Fields fields -> fields.map();
      case Map<?, ?> map -> map;
      case Path path -> path.toString();
      case Iterable<?> elements -> list(elements);
      case Instant at -> at.truncatedTo(ChronoUnit.MILLIS).toString();
      case Duration length -> length.toMillis();
      case Enum<?> constant -> label(constant);
      default -> value.toString();
    };
  }

  /// A constant's name in every interface: lower case with underscores.
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static List<Object> list(Iterable<?> elements) {
    List<Object> plain = new ArrayList<>();
    elements.forEach(element -> plain.add(plain(element)));
    return plain;
  }
}
