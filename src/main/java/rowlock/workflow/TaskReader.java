package rowlock.workflow;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowlock.task.DependencyPolicy;
import rowlock.task.Description;
import rowlock.task.Durations;
import rowlock.task.Links;
import rowlock.task.Name;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;

/// Makes what one task wants of its fields. A field that is wrong is reported and left at its
/// initial value, so that one reading finds every problem.
final class TaskReader {
  /// The longest title made of a description, in code points.
  static final int MADE_TITLE = 100;

  private static final Map<String, Integer> PRIORITIES =
      Map.of("critical", 1, "high", 3, "normal", 5, "low", 8);

  private final Fields fields;

  TaskReader(Fields fields) {
    this.fields = fields;
  }

  TaskSpec spec() {
    return new TaskSpec(description(), links(), requirement(), work(), terms());
  }

  /// Reports it if nothing says what the task is about.
  void requireWords() {
    if (fields.entries("title").isEmpty()
        && fields.entries("description").stream().allMatch(entry -> entry.text().isBlank())) {
      fields.refuse("title", "a task needs a title or a description");
    }
  }

  /// How long the author thinks it takes.
  Optional<Duration> estimate() {
    return fields.value(
        "estimate",
        text -> {
          Duration length = Durations.parse("estimate", text);
          if (length.isZero() || length.compareTo(Terms.LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                "estimate: more than 0 and at most 7 days, not " + Text.quote(text));
          }
          return length;
        });
  }

  private Description description() {
    Optional<String> title = fields.value("title", text -> Text.line("title", visible(text)));
    Optional<String> details =
        fields.value("description", text -> Text.body("description", text.strip()));
    return new Description(
        title.orElseGet(() -> titleOf(details.orElse(""))),
        details.orElse(""),
        fields.values("context_files", text -> Text.line("context_files", visible(text))),
        fields.value("hints", text -> Text.body("hints", text.strip())).orElse(""),
        Text.labels("tags", fields.values("tags", text -> Name.require("tag", text))));
  }

  private Links links() {
    return new Links(
        fields.values("dependencies", TaskId::new),
        fields
            .value("on_failed_dependency", oneOf(DependencyPolicy.values()))
            .orElse(DependencyPolicy.BLOCK),
        fields.value("parent_id", TaskId::new),
        fields.value("group_id", text -> Name.require("group", text)),
        Optional.empty());
  }

  private Requirement requirement() {
    List<String> capabilities =
        fields.values("required_capabilities", text -> Name.require("capability", text));
    return new Requirement(
        Text.labels("capabilities", capabilities),
        fields.value("agent", text -> Name.require("agent", text)));
  }

  private Work work() {
    return new Work(
        fields.values(
            "scope",
            text -> {
              PathGlob.parse(visible(text));
              return Text.line("scope", visible(text));
            }),
        fields.values("checks", TaskReader::check),
        fields.value("run", text -> Text.body("run", visible(text))));
  }

  private Terms terms() {
    Optional<Priority> priority = fields.value("priority", TaskReader::priority);
    Optional<Integer> retries =
        fields.value(
            "max_retries",
            text -> {
              RetryPolicy policy =
                  new RetryPolicy(number("max_retries", text, "0 to 100"), Duration.ZERO);
              return policy.maxRetries();
            });
    Optional<Duration> delay =
        fields.value(
            "retry_delay",
            text -> new RetryPolicy(0, Durations.parse("retry_delay", text)).firstWait());
    Optional<Duration> timeout =
        fields.value(
            "timeout",
            text ->
                new Terms(Priority.NORMAL, RetryPolicy.NORMAL, Durations.parse("timeout", text))
                    .timeout());
    return new Terms(
        priority.orElse(Priority.NORMAL),
        new RetryPolicy(
            retries.orElse(RetryPolicy.NORMAL.maxRetries()),
            delay.orElse(RetryPolicy.NORMAL.firstWait())),
        timeout.orElse(Terms.NORMAL.timeout()));
  }

  /// A command that proves work.
  static String check(String text) {
    return Text.body("checks", visible(text));
  }

  private static Priority priority(String text) {
    Integer level = PRIORITIES.get(text.toLowerCase(Locale.ROOT));
    return new Priority(
        level != null
            ? level
            : number("priority", text, "1 (most urgent) to 10, or critical, high, normal, low"));
  }

  private static int number(String field, String text, String range) {
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new IllegalArgumentException(field + ": " + range + ", not " + Text.quote(text));
    }
    return Integer.parseInt(text);
  }

  private static Function<String, DependencyPolicy> oneOf(DependencyPolicy... policies) {
    return text ->
        Stream.of(policies)
            .filter(policy -> label(policy).equals(text.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "on_failed_dependency: "
                        + Arrays.stream(policies)
                            .map(TaskReader::label)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + Text.quote(text)));
  }

  private static String label(DependencyPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private static String visible(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text.strip();
  }

  private static String titleOf(String details) {
    String first = details.lines().map(String::strip).findFirst().orElse("");
    String heading = first.replaceFirst("^#{1,6} +", "").replace('\t', ' ');
    if (heading.isBlank()) {
      return "untitled";
    }
    if (heading.codePointCount(0, heading.length()) <= MADE_TITLE) {
      return heading;
    }
    int end = heading.offsetByCodePoints(0, MADE_TITLE - 3);
    return heading.substring(0, end).strip() + "...";
  }
}
