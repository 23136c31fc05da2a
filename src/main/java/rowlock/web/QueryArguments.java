package rowlock.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.registry.Operation;
import rowlock.registry.Parameter;
import rowlock.registry.Type;

/// The arguments of an operation as they stand after the question mark of an address.
final class QueryArguments {
  private QueryArguments() {}

  /// The arguments, as JSON would give them: numbers and truth values where the operation takes
  /// some, lists from texts between commas. What the operation does not know stays a text, for it
  /// to refuse.
  ///
  /// @throws IllegalArgumentException if a number is none, or an object is wanted
  static Map<String, Object> of(Operation operation, Map<String, String> query) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    query.forEach((name, text) -> arguments.put(name, value(operation, name, text)));
    return arguments;
  }

  private static Object value(Operation operation, String name, String text) {
    Optional<Type> type =
        operation.parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .map(Parameter::type)
            .findFirst();
    return type.map(known -> value(name, known, text)).orElse(text);
  }

  private static Object value(String name, Type type, String text) {
    return switch (type) {
      case Type.Words _, Type.Choice _ -> text;
      case Type.Whole _ -> whole(name, text);
      case Type.Flag _ -> truth(name, text);
      case Type.Several several ->
          text.isEmpty()
              ? List.of()
              : Arrays.stream(text.split(",", -1))
                  .map(part -> value(name, several.element(), part))
                  .toList();
      case Type.Compound _ ->
          throw new IllegalArgumentException(name + ": send it in the body of a POST");
    };
  }

  private static Long whole(String name, String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw new IllegalArgumentException(name + ": a whole number is wanted here");
    }
    return Long.valueOf(text);
  }

  private static Boolean truth(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + ": true or false is wanted here");
    };
  }
}
