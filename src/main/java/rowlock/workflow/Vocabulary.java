package rowlock.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.task.Spelling;
import rowlock.task.Text;

/// The fields one kind of mapping may have, and how they may be spelled.
final class Vocabulary {
  static final Vocabulary PLAN =
      new Vocabulary("a plan")
          .with("goal")
          .with("master_plan")
          .with("defaults")
          .with("checks")
          .with("groups")
          .with("tasks");

  static final Vocabulary GROUP =
      new Vocabulary("a group").with("id").with("title").with("barrier");

  static final Vocabulary TASK = withTaskFields(new Vocabulary("a task").with("id"));

  static final Vocabulary DEFAULTS = withTaskFields(new Vocabulary("'defaults'"));

  /// Names other tools use for what has another name here; too far away for the edit distance.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("name", "title"),
          Map.entry("prompt", "description"),
          Map.entry("depends_on", "dependencies"),
          Map.entry("depends", "dependencies"),
          Map.entry("needs", "dependencies"),
          Map.entry("blocked_by", "dependencies"),
          Map.entry("parent", "parent_id"),
          Map.entry("group", "group_id"),
          Map.entry("labels", "tags"),
          Map.entry("retries", "max_retries"),
          Map.entry("paths", "scope"),
          Map.entry("script", "run"),
          Map.entry("command", "run"),
          Map.entry("kind", "agent"),
          Map.entry("steps", "tasks"),
          Map.entry("plan", "master_plan"));

  private final String owner;
  private final Map<String, String> fieldBySpelling = new LinkedHashMap<>();

  private Vocabulary(String owner) {
    this.owner = owner;
  }

  private static Vocabulary withTaskFields(Vocabulary start) {
    return start
        .with("title")
        .with("description")
        .with("priority")
        .with("dependencies")
        .with("on_failed_dependency")
        .with("context_files", "files")
        .with("hints")
        .with("tags")
        .with("parent_id")
        .with("group_id")
        .with("required_capabilities", "capabilities")
        .with("agent")
        .with("max_retries")
        .with("retry_delay")
        .with("timeout", "timeout_minutes")
        .with("estimate", "estimated_duration")
        .with("scope")
        .with("checks")
        .with("run");
  }

  private Vocabulary with(String name, String... otherSpellings) {
    fieldBySpelling.put(name, name);
    for (String spelling : otherSpellings) {
      fieldBySpelling.put(spelling, name);
    }
    return this;
  }

  /// The field that is spelled like this.
  Optional<String> field(String spelling) {
    return Optional.ofNullable(fieldBySpelling.get(spelling));
  }

  /// The spellings, in the order of the reference.
  List<String> spellings() {
    return List.copyOf(fieldBySpelling.keySet());
  }

  /// What to say about a spelling that means nothing here.
  String unknown(String spelling) {
    String start = owner + " has no field " + Text.quote(spelling) + "; ";
    if (spelling.equals("<<")) {
      return start + "merge keys are not expanded, use 'defaults' of the plan";
    }
    Optional<String> near = nearest(spelling);
    return near.isPresent()
        ? start + "did you mean '" + near.get() + "'?"
        : start + "it may have " + String.join(", ", spellings());
  }

  private Optional<String> nearest(String spelling) {
    String meant = ELSEWHERE.getOrDefault(spelling, "");
    if (fieldBySpelling.containsKey(meant)) {
      return Optional.of(meant);
    }
    return Spelling.nearest(spelling, fieldBySpelling.keySet());
  }
}
