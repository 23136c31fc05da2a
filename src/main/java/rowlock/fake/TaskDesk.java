package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;

/// Where the fake agent gets its tasks and hands them in, by the tools of the MCP server. What it
/// holds it remembers over a restart of its session, as a model has its history.
final class TaskDesk {
  private final Workings workings;
  private final ToolRunner tools;

  /// A claimed task.
  ///
  /// @param id of the task
  /// @param answer what the server answered to the claim
  /// @param text all it says
  record Held(String id, Map<String, Object> answer, String text) {}

  TaskDesk(Workings workings, ToolRunner tools) {
    this.workings = workings;
    this.tools = tools;
  }

  /// The task it holds already, or the next one.
  Optional<Held> claim() throws InterruptedException {
    Optional<Held> before = held();
    if (before.isPresent()) {
      return before;
    }
    ToolRunner.Outcome outcome = call("claim_task", Map.of());
    if (outcome.failed()) {
      return Optional.empty();
    }
    Map<String, Object> answer = new LinkedHashMap<>(outcome.value());
    answer.put("said", outcome.text());
    Optional<Held> held = read(answer);
    held.ifPresent(_ -> remember(answer));
    return held;
  }

  /// Hands a task in.
  ToolRunner.Outcome submit(Held held, String text) throws InterruptedException {
    Map<String, Object> known = new LinkedHashMap<>();
    List.of("task", "task_id", "id").forEach(name -> known.put(name, held.id()));
    Plain.find(held.answer(), "fence").ifPresent(fence -> known.put("fence", fence));
    List.of("output", "summary", "result", "text", "message", "note", "report")
        .forEach(name -> known.put(name, text));
    ToolRunner.Outcome outcome = call("submit_task", known);
    if (!outcome.failed()) {
      forget();
    }
    return outcome;
  }

  /// Calls a tool with those of the values that it takes.
  private ToolRunner.Outcome call(String tool, Map<String, Object> known)
      throws InterruptedException {
    if (workings.server().isEmpty()) {
      return ToolRunner.Outcome.failed("there is no MCP server to ask for tasks");
    }
    McpClient server = workings.server().get();
    try {
      if (!server.connected()) {
        server.connect();
      }
    } catch (IOException broken) {
      return ToolRunner.Outcome.failed(
          "MCP server \"" + server.name() + "\": " + broken.getMessage());
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (String parameter : server.parameters(tool)) {
      Optional.ofNullable(known.get(parameter)).ifPresent(value -> arguments.put(parameter, value));
    }
    ToolUse use = ToolUse.mcp(server.name(), tool, arguments);
    return tools.use(use, ToolRunner.Consent.AS_CONFIGURED);
  }

  private Optional<Held> held() {
    try {
      return read(Json.STANDARD.parseObject(Files.readAllBytes(memory())));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("the claim cannot be remembered", broken);
    }
  }

  private static Optional<Held> read(Map<String, Object> answer) {
    Optional<Object> task = Plain.find(answer, "task");
    Optional<Object> id =
        task.isPresent() && task.get() instanceof Map<?, ?>
            ? Plain.find(task.get(), "id")
            : task.or(() -> Plain.find(answer, "task_id")).or(() -> Plain.find(answer, "id"));
    return id.map(found -> new Held(found.toString(), answer, Plain.texts(answer)));
  }

  private void remember(Map<String, Object> answer) {
    try {
      Files.createDirectories(workings.place().marks().folder());
      Files.writeString(memory(), Json.compact(answer));
    } catch (IOException broken) {
      throw new UncheckedIOException("the claim cannot be remembered", broken);
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(memory());
    } catch (IOException broken) {
      throw new UncheckedIOException("the claim cannot be forgotten", broken);
    }
  }

  private Path memory() {
    return workings.place().marks().folder().resolve("claim.json");
  }
}
