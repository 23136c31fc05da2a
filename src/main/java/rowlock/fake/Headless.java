package rowlock.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rowlock.fake.Order.Form;
import rowlock.json.Json;

/// The fake agent without a terminal: prompts in, JSON lines or a text out.
final class Headless implements Stage {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MAX_PROMPT_BYTES = 10 << 20;

  private final Workings workings;
  private final Script script;
  private final PrintStream out;
  private final Form form;
  private final Protocol protocol;
  private final List<String> denied = new ArrayList<>();
  private int rounds;

  Headless(Workings workings, Script script, PrintStream out) {
    this.workings = workings;
    this.script = script;
    this.out = out;
    this.form = workings.place().order().form();
    this.protocol =
        workings.place().isCodex() ? new CodexProtocol(workings) : new ClaudeProtocol(workings);
  }

  /// Runs one turn, or one for each line of the input.
  ///
  /// @return the exit code
  int run(InputStream in) throws InterruptedException {
    Order order = workings.place().order();
    String source = order.session().origin() == Order.Origin.RESUMED ? "resume" : "startup";
    workings
        .hooks()
        .fire("SessionStart", "", Map.of("source", source, "model", Surroundings.MODEL));
    try {
      int code = form == Form.CONVERSATION ? converse(in) : turn(prompt(in));
      workings.hooks().fire("SessionEnd", "", Map.of("reason", "other"));
      return code;
    } catch (IOException broken) {
      throw new UncheckedIOException("the prompt cannot be read", broken);
    }
  }

  private String prompt(InputStream in) throws IOException {
    Optional<String> given = workings.place().order().prompt();
    return given.isPresent()
        ? given.get()
        : new String(in.readNBytes(MAX_PROMPT_BYTES), StandardCharsets.UTF_8);
  }

  private int converse(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int code = DONE;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<String, Object> message = line.isBlank() ? Map.of() : Json.STANDARD.parseObject(line);
      if (Plain.text(message, "type").equals("user")) {
        Map<String, Object> said = Plain.object(message.getOrDefault("message", Map.of()));
        code = turn(content(said.getOrDefault("content", "")));
      }
    }
    return code;
  }

  private static String content(Object content) {
    if (content instanceof String text) {
      return text;
    }
    StringBuilder texts = new StringBuilder();
    Plain.list(content)
        .forEach(block -> texts.append(Plain.text(Plain.object(block), "text")).append('\n'));
    return texts.toString().strip();
  }

  private int turn(String prompt) {
    Instant begun = Instant.now();
    print(protocol.begun(tools(), serverStatus()));
    Turn turn = new Turn(workings, script, this);
    Ending ending = turn.run(prompt);
    if (ending instanceof Ending.Died(int code)) {
      return code;
    }
    Duration spent = Duration.between(begun, Instant.now());
    conclude(new Protocol.Account(ending, turn.structured(), List.copyOf(denied), spent, rounds));
    return ending instanceof Ending.Completed ? DONE : FAILED;
  }

  private List<String> tools() {
    try {
      return workings.server().isPresent() ? workings.server().get().connect() : List.of();
    } catch (IOException _) {
      // Told as the status of the server.
      return List.of();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private String serverStatus() {
    return workings.server().filter(McpClient::connected).isPresent() ? "connected" : "failed";
  }

  private void conclude(Protocol.Account account) {
    List<Map<String, Object>> lines = protocol.ended(account);
    switch (form) {
      case LINES, CONVERSATION -> print(lines);
      case RESULT -> lines.forEach(line -> out.println(Json.compact(line)));
      case TEXT, SCREEN -> out.println(text(account.ending()));
    }
    out.flush();
  }

  private static String text(Ending ending) {
    return switch (ending) {
      case Ending.Completed(String text) -> text;
      case Ending.Failed(int _, String _, String text) -> text;
      case Ending.Interrupted _, Ending.Died _ -> "";
    };
  }

  private void print(List<Map<String, Object>> lines) {
    if (form == Form.LINES || form == Form.CONVERSATION) {
      // A newline of our own: the lines are the same on every system.
      lines.forEach(line -> out.print(Json.compact(line) + "\n"));
      out.flush();
    }
  }

  @Override
  public void prompted(String prompt) {}

  @Override
  public void said(String text, Map<String, Object> line) {
    rounds++;
    print(protocol.said(text, line));
  }

  @Override
  public void using(ToolUse tool, Map<String, Object> line) {
    rounds++;
    print(protocol.using(tool, line));
  }

  @Override
  public void used(ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line) {
    print(protocol.used(tool, outcome, line));
  }

  @Override
  public void noted(String text) {}

  @Override
  public Audience ask(ToolUse tool, Consumer<Verdict> answer) {
    return Audience.NOBODY;
  }

  @Override
  public void asked(ToolUse tool, Verdict verdict) {
    if (!(verdict instanceof Verdict.Allowed)) {
      denied.add(tool.name());
      print(protocol.denied(tool));
    }
  }

  @Override
  public Audience limited(Instant until) {
    print(protocol.limited(until));
    return Audience.NOBODY;
  }

  @Override
  public void resumed() {}

  @Override
  public void raw(String sequences) {
    // In JSON they are escaped; whoever shows them has to clean them again.
    said(
        sequences,
        workings
            .transcript()
            .assistant(Map.of("type", "text", "text", sequences), workings.meter().message("", 0)));
  }

  @Override
  public void frozen() {}
}
