package rowlock.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// A JSON object that somebody else wrote, read tolerantly: what is not there, or is something else
/// than expected, is absent.
///
/// @param members its members
record Tree(Map<String, Object> members) {
  private static final Tree EMPTY = new Tree(Map.of());

  /// The object that a line is, if it is one.
  static Optional<Tree> parse(String line) {
    String text = line.strip();
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Tree(Json.STANDARD.parseObject(text)));
    } catch (MalformedJson notAnObject) {
      // Programs print anything between their JSON lines.
      return Optional.empty();
    }
  }

  private static Tree of(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return EMPTY;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((key, each) -> members.put(String.valueOf(key), each));
    return new Tree(members);
  }

  /// The object inside, by the names that lead there; an empty one if it is not there.
  Tree at(String... names) {
    Tree inside = this;
    for (String name : names) {
      inside = of(inside.members.getOrDefault(name, ""));
    }
    return inside;
  }

  /// The objects of a list; none if it is no list.
  List<Tree> list(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(Tree::of).toList()
        : List.of();
  }

  /// A text; empty if there is none.
  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  boolean is(String name, Object value) {
    return value.equals(members.get(name));
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /// A whole number that is not negative.
  OptionalLong number(String name) {
    if (members.get(name) instanceof Number number) {
      double value = number.doubleValue();
      if (value >= 0 && value < 1e18) {
        return OptionalLong.of(number.longValue());
      }
    }
    return OptionalLong.empty();
  }

  /// A count; 0 if there is none.
  long count(String name) {
    return number(name).orElse(0);
  }

  /// An amount of US dollars in millionths, rounded up.
  OptionalLong dollars(String name) {
    if (members.get(name) instanceof Number number) {
      double value = number.doubleValue();
      if (value >= 0 && value < 1e9) {
        return OptionalLong.of(
            new BigDecimal(number.toString())
                .movePointRight(6)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
      }
    }
    return OptionalLong.empty();
  }
}
