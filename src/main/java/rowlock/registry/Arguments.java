package rowlock.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rowlock.task.Durations;
import rowlock.task.Spelling;
import rowlock.task.Text;

/// What an operation is called with, checked against what it takes: nothing unknown is in it,
/// nothing required is missing, every value has its type and keeps to its range.
public final class Arguments {
  static final String AGENT = "agent_id";

  /// The range of fences: numbers beyond it are not exact in JSON.
  static final Type.Whole FENCE = new Type.Whole(1, 1L << 53);

  private final Map<String, Object> values;

  private Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /// Checks what was given.
  ///
  /// @throws IllegalArgumentException naming the parameter and what is wanted there
  static Arguments of(List<Parameter> parameters, Map<String, Object> given) {
    List<String> known = parameters.stream().map(Parameter::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no parameter %s%s; there are %s"
                .formatted(
                    Text.quote(name),
                    Spelling.question(name, known),
                    known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Object value = given.get(parameter.name());
      if (value != null) {
        values.put(parameter.name(), checked(parameter.name(), parameter.type(), value));
      } else if (parameter.presence() == Parameter.Presence.REQUIRED) {
        throw new IllegalArgumentException(
            parameter.name() + ": is missing (" + parameter.description() + ")");
      }
    }
    return new Arguments(values);
  }

  private static Object checked(String name, Type type, Object value) {
    return switch (type) {
      case Type.Words words -> words(name, words, value);
      case Type.Whole whole -> whole(name, whole, value);
      case Type.Choice choice -> choice(name, choice, value);
      case Type.Flag _ when value instanceof Boolean -> value;
      case Type.Flag _ -> throw wrong(name, "true or false", value);
      case Type.Several several -> several(name, several, value);
      case Type.Compound compound -> compound(name, compound, value);
    };
  }

  private static String words(String name, Type.Words wanted, Object value) {
    if (!(value instanceof String text)) {
      throw wrong(name, "a text", value);
    }
    if (text.length() > wanted.maxLength()) {
      throw new IllegalArgumentException(
          "%s: at most %d characters, not %d".formatted(name, wanted.maxLength(), text.length()));
    }
    return text;
  }

  private static Long whole(String name, Type.Whole wanted, Object value) {
    if (!(value instanceof Number number)
        || number.longValue() != number.doubleValue()
        || number.longValue() < wanted.least()
        || number.longValue() > wanted.most()) {
      throw wrong(
          name, "a whole number from %d to %d".formatted(wanted.least(), wanted.most()), value);
    }
    return number.longValue();
  }

  private static String choice(String name, Type.Choice wanted, Object value) {
    if (!(value instanceof String text) || !wanted.words().contains(text)) {
      String near = value instanceof String text ? Spelling.question(text, wanted.words()) : "";
      throw wrong(name, "one of " + String.join(", ", wanted.words()) + near, value);
    }
    return text;
  }

  private static List<Object> several(String name, Type.Several wanted, Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "a list", value);
    }
    if (list.size() > wanted.most()) {
      throw new IllegalArgumentException(
          "%s: at most %d entries, not %d".formatted(name, wanted.most(), list.size()));
    }
    List<Object> checked = new ArrayList<>();
    for (Object element : list) {
      checked.add(checked(name + "[" + checked.size() + "]", wanted.element(), element));
    }
    return checked;
  }

  private static Arguments compound(String name, Type.Compound wanted, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object", value);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put(String.valueOf(key), member));
    try {
      return of(wanted.members(), members);
    } catch (IllegalArgumentException inside) {
      throw new IllegalArgumentException(name + ": " + inside.getMessage(), inside);
    }
  }

  private static IllegalArgumentException wrong(String name, String wanted, Object value) {
    return new IllegalArgumentException(
        "%s: %s is wanted here, not %s".formatted(name, wanted, Text.quote(String.valueOf(value))));
  }

  /// Whether something was given.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// A text that must be there.
  public String text(String name) {
    return optional(name).orElseThrow(() -> new IllegalArgumentException(name + ": is missing"));
  }

  /// A text.
  public Optional<String> optional(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /// A whole number.
  public Optional<Long> whole(String name) {
    return Optional.ofNullable((Long) values.get(name));
  }

  /// A whole number that fits into an `int`, as its range says.
  public Optional<Integer> integer(String name) {
    return whole(name).map(Math::toIntExact);
  }

  /// Whether a flag was given and is true.
  public boolean isSet(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /// A length of time.
  public Optional<Duration> duration(String name) {
    return optional(name).map(text -> Durations.parse(name, text));
  }

  /// A moment.
  public Optional<Instant> moment(String name) {
    return optional(name).map(text -> moment(name, text));
  }

  private static Instant moment(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw wrong(name, "a moment like 2026-11-21T13:42:00Z", text);
    }
  }

  /// The texts of a list; none if it was not given.
  public List<String> texts(String name) {
    return elements(name).stream().map(String.class::cast).toList();
  }

  /// The objects of a list; none if it was not given.
  public List<Arguments> objects(String name) {
    return elements(name).stream().map(Arguments.class::cast).toList();
  }

  private List<?> elements(String name) {
    return values.get(name) instanceof List<?> list ? list : List.of();
  }

  /// The constant that a choice made by [#choiceOf] names.
  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return optional(name).map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  /// The choice between the constants of an enum, in lower case.
  static <E extends Enum<E>> Type.Choice choiceOf(Class<E> type) {
    return new Type.Choice(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList());
  }
}
