package rowlock.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.fake.Order.Dialect;

/// The reader of the command line: first what is the fake agent's own, then the rest as the genuine
/// program takes it.
final class OrderReader {
  private OrderReader() {}

  /// @param variables the environment
  /// @throws IllegalArgumentException if an argument makes no sense
  static Order read(List<String> arguments, Map<String, String> variables) {
    List<String> rest = new ArrayList<>();
    Dialect dialect = Dialect.CLAUDE;
    Optional<Path> script = Optional.empty();
    Optional<Path> state = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--")) {
        rest.addAll(arguments.subList(i, arguments.size()));
        break;
      }
      switch (word) {
        case "--as" -> dialect = dialect(value(arguments, ++i, word));
        case "--script" -> script = Optional.of(Path.of(value(arguments, ++i, word)));
        case "--state" -> state = Optional.of(Path.of(value(arguments, ++i, word)));
        default -> rest.add(word);
      }
    }
    Order.Own own = new Order.Own(script, state);
    return switch (dialect) {
      case CLAUDE -> new ClaudeOrder(variables).read(rest, own);
      case CODEX -> new CodexOrder(variables).read(rest, own);
    };
  }

  private static Dialect dialect(String name) {
    return switch (name) {
      case "claude" -> Dialect.CLAUDE;
      case "codex" -> Dialect.CODEX;
      default -> throw new IllegalArgumentException("--as claude or --as codex, not " + name);
    };
  }

  /// The value of an option.
  static String value(List<String> arguments, int index, String option) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return arguments.get(index);
  }
}
