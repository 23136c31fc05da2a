package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The schemas of plans, held against the examples of the documents and against what strict
/// providers take.
final class PlanSchemaTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleOfTheDocumentsFits() throws IOException {
    List<Object> examples = examples("docs/plan-files.md");
    assertThat(examples).isNotEmpty();
    for (Object example : examples) {
      assertThat(complaints("", PlanSchema.whole(), example)).isEmpty();
    }
  }

  @Test
  void whatTheReaderRefusesForItsFormDoesNotFit() {
    assertThat(complaints("", PlanSchema.whole(), yaml("tasks: [{id: a, titel: T}]"))).isNotEmpty();
    assertThat(complaints("", PlanSchema.whole(), yaml("goal: g"))).isNotEmpty();
    assertThat(complaints("", PlanSchema.whole(), yaml("tasks: [{id: [a]}]"))).isNotEmpty();
  }

  @Test
  void theSchemaForAgentsIsStrict() {
    requireStrict(PlanSchema.asked());
  }

  @Test
  void whatIsAskedForIsWhatTheReaderTakes() {
    Map<String, Object> task = new LinkedHashMap<>();
    properties(tasks(PlanSchema.asked()))
        .keySet()
        .forEach(field -> task.put(field, field.equals("dependencies") ? List.of() : ""));
    task.putAll(Map.of("id", "a", "title", "A", "priority", 3, "estimate", "10m"));
    task.put("scope", List.of("src/**"));
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("goal", "g");
    plan.put("tasks", List.of(task));
    PlanReading reading = PlanReader.read(PlanWriter.yaml(List.of("by hand"), plan));
    assertThat(reading).isInstanceOf(PlanReading.Accepted.class);
    assertThat(complaints("", PlanSchema.whole(), plan)).isEmpty();
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    String hostile = "line one\n# no remark: - & * ? | > ' \" % @ ` {a} [b] !!tag <<\n\tdone: yes";
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", "on");
    task.put("title", "null");
    task.put("description", hostile);
    task.put("estimate", "10m");
    String text =
        PlanWriter.yaml(
            List.of("first\nsecond: {", "third\u2028fourth"),
            Map.of("goal", "- no", "tasks", List.of(task)));
    Plan plan = ((PlanReading.Accepted) PlanReader.read(text)).plan();
    assertThat(plan.goal()).isEqualTo("- no");
    assertThat(plan.tasks().getFirst().spec().description().details()).isEqualTo(hostile);
    assertThat(plan.tasks().getFirst().id().value()).isEqualTo("on");
  }

  private static void requireStrict(Map<String, Object> schema) {
    if (schema.containsKey("properties")) {
      assertThat(schema).containsEntry("additionalProperties", false);
      assertThat(schema.get("required")).isEqualTo(List.copyOf(properties(schema).keySet()));
      properties(schema).values().forEach(inner -> requireStrict(map(inner)));
    }
    if (schema.containsKey("items")) {
      requireStrict(member(schema, "items"));
    }
  }

  private static Map<String, Object> tasks(Map<String, Object> schema) {
    return member(member(properties(schema), "tasks"), "items");
  }

  private static Map<String, Object> properties(Map<String, Object> schema) {
    return member(schema, "properties");
  }

  /// As much of JSON Schema as ours use.
  private static List<String> complaints(String at, Map<String, Object> schema, Object value) {
    if (schema.get("anyOf") instanceof List<?> ways) {
      boolean fits = ways.stream().anyMatch(way -> complaints(at, map(way), value).isEmpty());
      return fits ? List.of() : List.of(at + ": fits none of " + ways);
    }
    Object one = Objects.requireNonNull(schema.get("type"));
    List<?> types = one instanceof List<?> several ? several : List.of(one);
    if (!types.contains(type(value))) {
      return List.of(at + ": " + type(value) + " is none of " + types);
    }
    List<String> complaints = new ArrayList<>();
    if (value instanceof Map<?, ?> object) {
      for (Object name : (List<?>) Objects.requireNonNull(schema.get("required"))) {
        if (!object.containsKey(name)) {
          complaints.add(at + ": lacks " + name);
        }
      }
      object.forEach((name, member) -> {
        Object inner = properties(schema).get(String.valueOf(name));
        if (inner == null) {
          complaints.add(at + ": has " + name);
        } else {
          complaints.addAll(complaints(at + "." + name, map(inner), member));
        }
      });
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> complaints.addAll(complaints(at + "[]", member(schema, "items"), each)));
    }
    return complaints;
  }

  private static String type(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      case Number _ -> "integer";
      default -> "string";
    };
  }

  private static List<Object> examples(String file) throws IOException {
    List<Object> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of(file)));
    while (matcher.find()) {
      examples.add(yaml(matcher.group(1)));
    }
    return examples;
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static Map<String, Object> member(Map<String, Object> schema, String name) {
    return map(Objects.requireNonNull(schema.get(name)));
  }

  @SuppressWarnings("unchecked") // schemas are objects
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
