package rowlock.fake;

import java.nio.file.Path;
import java.util.Map;

/// Where the fake agent finds itself.
///
/// @param order what it was started to do
/// @param folder its working directory
/// @param variables its environment
record Surroundings(Order order, Path folder, Map<String, String> variables) {
  static final String CLAUDE_VERSION = "2.1.329";
  static final String CODEX_VERSION = "0.169.0";

  /// The model it names: none.
  static final String MODEL = "rowlock-fake";

  Surroundings {
    variables = Map.copyOf(variables);
  }

  String session() {
    return order.session().id();
  }

  boolean isCodex() {
    return order.dialect() == Order.Dialect.CODEX;
  }

  /// Where the genuine program would keep its things.
  Path home() {
    return isCodex() ? CodexOrder.home(variables) : ClaudeOrder.home(variables);
  }

  /// The conversation, as the genuine program would keep it.
  Path transcript() {
    if (isCodex()) {
      return home().resolve("sessions").resolve("rollout-" + session() + ".jsonl");
    }
    String project = folder.toString().replaceAll("[^A-Za-z0-9]", "-");
    return home().resolve("projects").resolve(project).resolve(session() + ".jsonl");
  }

  /// What was done once: by the option, or in the home, for each session.
  OnceMarks marks() {
    Path all = order.own().state().orElseGet(() -> home().resolve("rowlock-fake"));
    return new OnceMarks(all.resolve(session()));
  }

  /// What was done once whichever session it was.
  OnceMarks commonMarks() {
    return new OnceMarks(
        order.own().state().orElseGet(() -> home().resolve("rowlock-fake")).resolve("tasks"));
  }

  /// The folder as the genuine programs show it.
  String shownFolder() {
    String user = variables.getOrDefault("HOME", "");
    String whole = folder.toString();
    return !user.isEmpty() && (whole + "/").startsWith(user + "/")
        ? "~" + whole.substring(user.length())
        : whole;
  }
}
