package rowlock.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rowlock.process.Capture;
import rowlock.process.Command;
import rowlock.process.Environment;

/// Uses tools the way Claude Code does: hooks before and after, permission where it is needed.
final class ToolRunner {
  private static final Duration BASH_TIME = Duration.ofMinutes(10);
  private static final int BASH_BYTES = 1 << 16;

  /// How long a request for permission stands before a notification is sent, as measured.
  private static final long NOTICE_SECONDS = 6;

  private final Workings workings;
  private final Stage stage;
  private final String promptId;

  /// Whether a script wants permission to be asked for.
  enum Consent {
    ASKED,
    AS_CONFIGURED
  }

  /// What came of using a tool.
  ///
  /// @param text what the model would read
  /// @param value what an MCP server answered for programs
  /// @param ending how the turn ended by it, if it did
  record Outcome(State state, String text, Map<String, Object> value, Optional<Ending> ending) {
    static Outcome done(String text) {
      return new Outcome(State.DONE, text, Map.of(), Optional.empty());
    }

    static Outcome failed(String text) {
      return new Outcome(State.FAILED, text, Map.of(), Optional.empty());
    }

    boolean failed() {
      return state == State.FAILED;
    }
  }

  /// Whether a tool did what it should.
  enum State {
    DONE,
    FAILED
  }

  ToolRunner(Workings workings, Stage stage, String promptId) {
    this.workings = workings;
    this.stage = stage;
    this.promptId = promptId;
  }

  Outcome use(ToolUse tool, Consent consent) throws InterruptedException {
    String id = "toolu_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "tool_use");
    block.put("id", id);
    block.put("name", tool.name());
    block.put("input", tool.input());
    Map<String, Object> usage = workings.meter().message(tool.name(), 0);
    stage.using(tool, workings.transcript().assistant(block, usage));
    long begunNanos = System.nanoTime();
    Outcome outcome = consented(tool, id, consent);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("type", "tool_result");
    result.put("tool_use_id", id);
    result.put("content", outcome.text());
    result.put("is_error", outcome.failed());
    stage.used(tool, outcome, workings.transcript().user(List.of(result)));
    if (outcome.ending().isEmpty() && !outcome.failed()) {
      Map<String, Object> fields = fields(tool, id);
      fields.put("tool_response", Map.of("type", "text", "text", outcome.text()));
      fields.put("duration_ms", (System.nanoTime() - begunNanos) / 1_000_000);
      workings.hooks().fire("PostToolUse", promptId, fields);
    }
    return outcome;
  }

  private static Map<String, Object> fields(ToolUse tool, String id) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tool_name", tool.name());
    fields.put("tool_input", tool.input());
    if (!id.isEmpty()) {
      fields.put("tool_use_id", id);
    }
    if (tool.isMcp()) {
      fields.put("mcp_server", Map.of("name", tool.server(), "source", "dynamic"));
    }
    return fields;
  }

  private Outcome consented(ToolUse tool, String id, Consent consent) throws InterruptedException {
    Map<String, Object> answer = workings.hooks().fire("PreToolUse", promptId, fields(tool, id));
    Map<String, Object> output = Plain.object(answer.getOrDefault("hookSpecificOutput", Map.of()));
    String decision = Plain.text(output, "permissionDecision");
    if (decision.equals("deny") || Plain.text(answer, "decision").equals("block")) {
      String reason = Plain.text(output, "permissionDecisionReason");
      return Outcome.failed(reason.isEmpty() ? Plain.text(answer, "reason") : reason);
    }
    boolean asks = consent == Consent.ASKED || decision.equals("ask") || !isAllowed(tool);
    if (!asks || decision.equals("allow")) {
      return perform(tool, id);
    }
    Verdict verdict = ask(tool);
    stage.asked(tool, verdict);
    return switch (verdict) {
      case Verdict.Allowed _ -> perform(tool, id);
      case Verdict.Denied(String message) -> Outcome.failed(message);
      case Verdict.Cancelled _ ->
          new Outcome(
              State.FAILED,
              "[Request interrupted by user for tool use]",
              Map.of(),
              Optional.of(new Ending.Interrupted()));
    };
  }

  /// Whether a tool of MCP may be used without asking; all others only ask when a script says so.
  private boolean isAllowed(ToolUse tool) {
    Order.Wiring wiring = workings.place().order().wiring();
    return !tool.isMcp()
        || wiring.mode().equals("bypassPermissions")
        || wiring.allowed().contains("mcp__" + tool.server())
        || wiring.allowed().contains(tool.name());
  }

  /// The hook and the person at the terminal are asked together; who answers first decides.
  private Verdict ask(ToolUse tool) throws InterruptedException {
    LinkedBlockingQueue<Verdict> answers = new LinkedBlockingQueue<>(4);
    Stage.Audience audience = stage.ask(tool, answers::offer);
    Thread asking =
        Thread.ofVirtual().name("permission").start(() -> askHook(tool, audience, answers));
    try {
      Verdict quick = answers.poll(NOTICE_SECONDS, TimeUnit.SECONDS);
      if (quick != null) {
        return quick;
      }
      Map<String, Object> notice = new LinkedHashMap<>();
      notice.put("message", "Claude needs your permission");
      notice.put("notification_type", "permission_prompt");
      workings.hooks().fire("Notification", promptId, notice);
      return answers.take();
    } finally {
      asking.interrupt();
    }
  }

  private void askHook(
      ToolUse tool, Stage.Audience audience, LinkedBlockingQueue<Verdict> answers) {
    try {
      Map<String, Object> fields = fields(tool, "");
      fields.put("permission_suggestions", List.of());
      Optional<Verdict> verdict =
          Verdict.of(workings.hooks().fire("PermissionRequest", promptId, fields));
      if (verdict.isEmpty() && audience == Stage.Audience.NOBODY) {
        verdict = Optional.of(new Verdict.Denied(tool.name() + " requires approval"));
      }
      verdict.ifPresent(answers::offer);
    } catch (InterruptedException _) {
      // Somebody else decided.
      Thread.currentThread().interrupt();
    }
  }

  private Outcome perform(ToolUse tool, String id) throws InterruptedException {
    if (tool.isMcp()) {
      return call(tool, id);
    }
    return switch (tool.name()) {
      case ToolUse.BASH -> run(tool.text("command"));
      case ToolUse.WRITE -> write(tool, tool.text("content"), StandardOpenOption.TRUNCATE_EXISTING);
      case ToolUse.EDIT -> write(tool, tool.text("new_string"), StandardOpenOption.APPEND);
      default -> Outcome.done("ok");
    };
  }

  private Outcome call(ToolUse tool, String id) throws InterruptedException {
    McpClient server = workings.server().orElseThrow();
    try {
      if (!server.connected()) {
        server.connect();
      }
      McpClient.Reply reply = server.call(tool.bareName(), tool.input(), id);
      State state = reply.error() ? State.FAILED : State.DONE;
      return new Outcome(state, reply.text(), reply.value(), Optional.empty());
    } catch (IOException broken) {
      return Outcome.failed("MCP server \"" + tool.server() + "\": " + broken.getMessage());
    }
  }

  /// Runs a command line of a script or a task, which is for a shell by its nature.
  private Outcome run(String line) {
    Command command =
        Command.of(workings.place().folder(), "/bin/sh", "-c", line)
            .with(new Environment(List.of("*"), Map.of()))
            .with(new Capture.Merged(BASH_BYTES))
            .within(BASH_TIME);
    var result = command.run();
    String text = result.out().text().strip();
    return result.succeeded() ? Outcome.done(text) : Outcome.failed("Exit code: " + text);
  }

  private Outcome write(ToolUse tool, String content, StandardOpenOption how) {
    Path folder = workings.place().folder();
    Path file = folder.resolve(tool.text("file_path")).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      return Outcome.failed(file + " is not in the folder of the session");
    }
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, content, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
      return Outcome.done("File written: " + file);
    } catch (IOException broken) {
      return Outcome.failed(file + " cannot be written: " + broken.getMessage());
    }
  }
}
