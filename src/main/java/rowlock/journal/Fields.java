package rowlock.journal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The members of a JSON object that was read. Members nobody asks for are ignored, because a newer
/// rowlock may have written them.
///
/// Every method throws an [IllegalArgumentException] naming the member when it is missing or not of
/// the kind that is asked for.
final class Fields {
  private final Map<?, ?> members;

  Fields(Map<?, ?> members) {
    this.members = members;
  }

  String text(String name) {
    return value(name, String.class);
  }

  Optional<String> maybeText(String name) {
    return members.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  String textOrEmpty(String name) {
    return maybeText(name).orElse("");
  }

  long number(String name) {
    return value(name, Long.class);
  }

  Optional<Long> maybeNumber(String name) {
    return members.containsKey(name) ? Optional.of(number(name)) : Optional.empty();
  }

  /// A number that is left out when it is 0.
  long numberOrZero(String name) {
    return maybeNumber(name).orElse(0L);
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  boolean flag(String name) {
    return value(name, Boolean.class);
  }

  Instant time(String name) {
    try {
      return Times.parse(text(name));
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(name + " is not a time: " + text(name), malformed);
    }
  }

  Optional<Instant> maybeTime(String name) {
    return members.containsKey(name) ? Optional.of(time(name)) : Optional.empty();
  }

  Duration length(String name) {
    try {
      return Duration.parse(text(name));
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(name + " is no length of time: " + text(name), malformed);
    }
  }

  List<String> texts(String name) {
    return texts(name, Function.identity());
  }

  <T> List<T> texts(String name, Function<String, ? extends T> read) {
    return elements(name).stream()
        .<T>map(text -> read.apply(cast(name, text, String.class)))
        .toList();
  }

  Fields object(String name) {
    return new Fields(value(name, Map.class));
  }

  Optional<Fields> maybeObject(String name) {
    return members.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
  }

  <T> List<T> objects(String name, Function<Fields, ? extends T> read) {
    return elements(name).stream()
        .<T>map(element -> read.apply(new Fields(cast(name, element, Map.class))))
        .toList();
  }

  private List<?> elements(String name) {
    return members.containsKey(name) ? value(name, List.class) : List.of();
  }

  private <T> T value(String name, Class<T> kind) {
    Object value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return cast(name, value, kind);
  }

  private static <T> T cast(String name, Object value, Class<T> kind) {
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s is a %s, not a %s"
              .formatted(name, value.getClass().getSimpleName(), kind.getSimpleName()));
    }
    return kind.cast(value);
  }
}
