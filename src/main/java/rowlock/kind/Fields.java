package rowlock.kind;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rowlock.task.Text;

/// A mapping in a YAML text, read strictly: whatever is wrong names its place.
///
/// @param where the place, for messages
/// @param values the fields
record Fields(String where, Map<String, Object> values) {
  private static final int LONGEST_PATTERN = 1_000;

  /// The mapping that a YAML text is; an empty text is an empty one.
  ///
  /// @param source what the text is, for messages
  /// @throws IllegalArgumentException if it is anything else
  static Fields of(String source, String yaml) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      Object root = new Load(settings).loadFromString(yaml);
      return of(source, root == null ? Map.of() : root, Map.class);
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          source + " is not YAML: " + malformed.getMessage(), malformed);
    }
  }

  private static Fields of(String where, @Nullable Object value, Class<?> mapping) {
    if (!mapping.isInstance(value)) {
      throw new IllegalArgumentException(where + ": must be a mapping of names to values");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value)
        .forEach((key, entry) -> fields.put(String.valueOf(key), entry == null ? "" : entry));
    return new Fields(where, fields);
  }

  /// @throws IllegalArgumentException if there is a field that is none of these
  Fields knowing(Set<String> known) {
    for (String field : values.keySet()) {
      if (!known.contains(field)) {
        throw new IllegalArgumentException(
            "%s: unknown field %s; there are %s"
                .formatted(
                    where, Text.quote(field), String.join(", ", known.stream().sorted().toList())));
      }
    }
    return this;
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  /// The mapping of this name; an empty one if it is not there.
  Fields mapping(String field) {
    return of(where + "." + field, values.getOrDefault(field, Map.of()), Map.class);
  }

  /// The mappings of a list.
  List<Fields> mappings(String field) {
    if (!(values.getOrDefault(field, List.of()) instanceof List<?> list)) {
      throw wrong(field, "must be a list of mappings");
    }
    return list.stream().map(each -> of(where + "." + field, each, Map.class)).toList();
  }

  List<String> texts(String field) {
    if (values.getOrDefault(field, List.of()) instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(field, "must be a list of texts");
  }

  Optional<String> text(String field) {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw wrong(field, "must be a text");
  }

  /// True, false, or absent.
  Optional<Boolean> flag(String field) {
    Object value = values.get(field);
    if (value == null || value instanceof Boolean) {
      return Optional.ofNullable((Boolean) value);
    }
    throw wrong(field, "must be true or false");
  }

  long count(String field) {
    Object value = values.getOrDefault(field, 0);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw wrong(field, "must be a whole number");
  }

  /// An amount of US dollars, in millionths.
  long dollars(String field) {
    Object value = values.getOrDefault(field, 0);
    if (value instanceof Integer || value instanceof Long || value instanceof Double) {
      try {
        return new BigDecimal(value.toString()).movePointRight(6).longValueExact();
      } catch (ArithmeticException | NumberFormatException tooFine) {
        throw wrong(field, "must be an amount with at most 6 decimals");
      }
    }
    throw wrong(field, "must be an amount of US dollars");
  }

  <E extends Enum<E>> E choice(String field, E otherwise) {
    Object value = values.get(field);
    if (value == null) {
      return otherwise;
    }
    List<E> constants = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
    return constants.stream()
        .filter(constant -> label(constant).equals(value))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                field,
                "one of %s, not %s"
                    .formatted(
                        String.join(", ", constants.stream().map(Fields::label).toList()),
                        Text.quote(String.valueOf(value)))));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  IllegalArgumentException wrong(String field, String what) {
    return new IllegalArgumentException(where + "." + field + ": " + what);
  }

  /// A regular expression of a description.
  ///
  /// @throws IllegalArgumentException if it is not a regular expression; it names the field
  static Pattern pattern(String field, String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          field + ": a pattern has at most " + LONGEST_PATTERN + " characters");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "%s: %s is not a regular expression: %s"
              .formatted(field, Text.quote(pattern), wrong.getDescription()),
          wrong);
    }
  }
}
