package rowlock.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON schemas of plans, as plain values: of everything [PlanReader] takes, and of what an agent
/// is asked for that makes a plan.
///
/// An agent is asked for less: it says what is to be done, not who does it and how often. Its
/// schema is one that strict providers take: every member is required, what may be left out may be
/// null, and there are no ranges; the reader sees to those.
public final class PlanSchema {
  private static final Map<String, Object> SCALAR =
      Map.of("type", List.of("string", "integer", "null"));
  private static final Map<String, Object> TEXTS =
      Map.of("anyOf", List.of(SCALAR, Map.of("type", "array", "items", Map.of("type", "string"))));

  private PlanSchema() {}

  /// The schema of everything a plan may say.
  public static Map<String, Object> whole() {
    Map<String, Object> plan = new LinkedHashMap<>();
    for (String field : Vocabulary.PLAN.spellings()) {
      plan.put(
          field,
          switch (field) {
            case "defaults" -> object(taskFields(Vocabulary.DEFAULTS), List.of());
            case "groups" -> list(object(groupFields(), List.of("id")));
            case "tasks" -> list(object(taskFields(Vocabulary.TASK), List.of()));
            case "checks" -> TEXTS;
            default -> SCALAR;
          });
    }
    return object(plan, List.of("tasks"));
  }

  private static Map<String, Object> groupFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    Vocabulary.GROUP.spellings().forEach(field -> fields.put(field, SCALAR));
    return fields;
  }

  private static Map<String, Object> taskFields(Vocabulary known) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : known.spellings()) {
      fields.put(
          field,
          switch (field) {
            case "dependencies",
                "context_files",
                "files",
                "tags",
                "required_capabilities",
                "capabilities",
                "scope",
                "checks" ->
                TEXTS;
            default -> SCALAR;
          });
    }
    return fields;
  }

  /// The schema of the plan that an agent is asked for.
  public static Map<String, Object> asked() {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", text("a short name: letters, digits, - and _"));
    task.put("title", text("what is done, in one line"));
    task.put("description", text("everything its agent must know: it sees nothing else"));
    task.put("priority", maybe("integer", "1 (most urgent) to 10; null for 5"));
    task.put("dependencies", texts("ids of the tasks that must be done before"));
    task.put("context_files", texts("paths worth reading first"));
    task.put("hints", maybe("string", "advice on how to do it"));
    task.put("tags", texts("names to find tasks by"));
    task.put("scope", texts("patterns of the paths it may change, such as src/parser/**"));
    task.put("checks", texts("commands that prove it, run in the repository's top folder"));
    task.put("estimate", maybe("string", "how long an agent takes, such as 10m"));
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("goal", text("what it is for, in one line"));
    plan.put("master_plan", maybe("string", "the plan in words: the way and why"));
    plan.put("checks", texts("commands that prove every task"));
    plan.put("tasks", list(object(task, new ArrayList<>(task.keySet()))));
    return object(plan, new ArrayList<>(plan.keySet()));
  }

  private static Map<String, Object> text(String description) {
    return described(Map.of("type", "string"), description);
  }

  private static Map<String, Object> maybe(String type, String description) {
    return described(Map.of("type", List.of(type, "null")), description);
  }

  private static Map<String, Object> texts(String description) {
    return described(list(Map.of("type", "string")), description);
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", items);
    return schema;
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> both = new LinkedHashMap<>(schema);
    both.put("description", description);
    return both;
  }
}
