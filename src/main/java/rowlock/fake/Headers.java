package rowlock.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Headers in which `$NAME` and `${NAME}` stand for variables of the environment.
final class Headers {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)\\}|([A-Za-z_][A-Za-z0-9_]*))");

  private Headers() {}

  /// @param allowed which variables may be used; any other one is empty
  static Map<String, String> filled(
      Object headers, Map<String, String> variables, Predicate<String> allowed) {
    Map<String, String> filled = new LinkedHashMap<>();
    Plain.object(headers)
        .forEach((name, value) -> filled.put(name, fill(value.toString(), variables, allowed)));
    return filled;
  }

  private static String fill(
      String text, Map<String, String> variables, Predicate<String> allowed) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          String name = found.group(1) == null ? found.group(2) : found.group(1);
          return Matcher.quoteReplacement(
              allowed.test(name) ? variables.getOrDefault(name, "") : "");
        });
  }
}
