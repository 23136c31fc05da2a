package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;
import rowlock.json.MalformedJson;
import rowlock.process.Command;

/// Does the steps of one turn.
final class Performance {
  /// So many steps no script of sense takes; one that only loops would go on for ever.
  private static final int MAX_STEPS = 100_000;

  /// Clipboard, hyperlink, device control, cursor report, title, and 8-bit forms of some: what must
  /// never reach the terminal of somebody who looks.
  private static final String SEQUENCES =
      "\u001b]52;c;cm93bG9jaw==\u0007"
          + "\u001b]8;;http://127.0.0.1/\u001b\\link\u001b]8;;\u001b\\"
          + "\u001bP+q544e\u001b\\"
          + "\u001b[6n"
          + "\u001b]2;#(touch CANARY)\u0007"
          + "\u009b6n\u009d52;c;cm93bG9jaw==\u009c";

  private final Workings workings;
  private final Stage stage;
  private final String promptId;
  private final ToolRunner tools;
  private final TaskDesk desk;
  private Optional<TaskDesk.Held> task = Optional.empty();
  private Optional<String> structured = Optional.empty();
  private String lastSaid = "";
  private String prompt = "";

  Performance(Workings workings, Stage stage, String promptId) {
    this.workings = workings;
    this.stage = stage;
    this.promptId = promptId;
    this.tools = new ToolRunner(workings, stage, promptId);
    this.desk = new TaskDesk(workings, tools);
  }

  Optional<String> structured() {
    return structured;
  }

  Ending perform(List<Step> steps, String text) throws InterruptedException {
    prompt = text;
    int next = 0;
    for (int done = 0; next < steps.size() && done < MAX_STEPS; done++) {
      Step step = steps.get(next);
      Optional<Ending> ending = perform(step, workings.place().marks());
      if (ending.isPresent()) {
        return ending.get();
      }
      next = step instanceof Step.Loop ? 0 : next + 1;
    }
    return new Ending.Completed(lastSaid);
  }

  private Optional<Ending> perform(Step step, OnceMarks marks) throws InterruptedException {
    return switch (step) {
      case Step.Say(String text) -> say(text, 0);
      case Step.Think(Duration time) -> think(time);
      case Step.Use(ToolUse tool) -> tools.use(tool, ToolRunner.Consent.AS_CONFIGURED).ending();
      case Step.Ask(ToolUse tool) -> tools.use(tool, ToolRunner.Consent.ASKED).ending();
      case Step.Claim _ -> claim();
      case Step.Work _ -> work();
      case Step.Submit(String text) -> submit(text);
      case Step.Call(String tool, String arguments) -> call(tool, arguments);
      case Step.Loop _ -> Optional.empty();
      case Step.Structured(String json) -> {
        structured = Optional.of(json);
        yield say(json, 0);
      }
      case Step.Spend spend -> {
        workings.meter().spend(spend.usd());
        yield say("I spent something.", spend.tokens());
      }
      case Step.Once(String mark, Step once) ->
          marks.make(mark) ? perform(once, marks) : Optional.empty();
      case Step.Stall _,
          Step.Die _,
          Step.Kill _,
          Step.Limit _,
          Step.Fail _,
          Step.EscapeSequences _ ->
          fault(step);
    };
  }

  private Optional<Ending> fault(Step step) throws InterruptedException {
    return switch (step) {
      case Step.Stall _ -> {
        stage.frozen();
        Thread.sleep(Duration.ofDays(365));
        yield Optional.empty();
      }
      case Step.Die(int code) -> Optional.of(new Ending.Died(code));
      case Step.Kill _ -> {
        kill();
        yield Optional.empty();
      }
      case Step.Limit(Duration time) -> limit(Instant.now().plus(time));
      case Step.Fail(int status, String text) ->
          Optional.of(Ending.Failed.of(status, text.isEmpty() ? "API Error: " + status : text));
      case Step.EscapeSequences _ -> {
        stage.raw(SEQUENCES);
        yield Optional.empty();
      }
      default -> throw new IllegalStateException("no fault: " + step);
    };
  }

  private Optional<Ending> say(String text, long tokens) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "text");
    block.put("text", text);
    Map<String, Object> usage = workings.meter().message(text, tokens);
    stage.said(text, workings.transcript().assistant(block, usage));
    lastSaid = text;
    return Optional.empty();
  }

  private Optional<Ending> think(Duration time) throws InterruptedException {
    Thread.sleep(time);
    return Optional.empty();
  }

  private Optional<Ending> claim() throws InterruptedException {
    task = desk.claim();
    if (task.isEmpty()) {
      say("There is nothing for me to do.", 0);
      return Optional.of(new Ending.Completed(lastSaid));
    }
    return say("I take task " + task.get().id() + ".", 0);
  }

  private Optional<Ending> work() throws InterruptedException {
    String owner = task.map(held -> "task-" + held.id()).orElse("prompt");
    List<Step> steps = ScriptReader.stepsIn(owner, task.map(TaskDesk.Held::text).orElse(prompt));
    OnceMarks marks = task.isPresent() ? workings.place().commonMarks() : workings.place().marks();
    for (Step step : steps) {
      boolean recursive = step instanceof Step.Work || step instanceof Step.Loop;
      Optional<Ending> ending = recursive ? Optional.empty() : perform(step, marks);
      if (ending.isPresent()) {
        return ending;
      }
    }
    return say(steps.isEmpty() ? "There was no line for a fake agent in it." : "I did it.", 0);
  }

  private Optional<Ending> submit(String text) throws InterruptedException {
    if (task.isEmpty()) {
      return say("I hold no task.", 0);
    }
    ToolRunner.Outcome outcome = desk.submit(task.get(), text);
    if (outcome.failed()) {
      say("I could not hand it in: " + outcome.text(), 0);
      return Optional.of(outcome.ending().orElseGet(() -> new Ending.Completed(lastSaid)));
    }
    task = Optional.empty();
    return outcome.ending();
  }

  private Optional<Ending> call(String tool, String arguments) throws InterruptedException {
    if (workings.server().isEmpty()) {
      return say("There is no MCP server.", 0);
    }
    try {
      ToolUse use =
          ToolUse.mcp(workings.server().get().name(), tool, Json.STANDARD.parseObject(arguments));
      ToolRunner.Outcome outcome = tools.use(use, ToolRunner.Consent.AS_CONFIGURED);
      say(outcome.text(), 0);
      return outcome.ending();
    } catch (MalformedJson malformed) {
      return say("The arguments are no JSON: " + malformed.getMessage(), 0);
    }
  }

  /// Told as a failed turn; at a terminal the genuine program goes on by itself at the reset.
  private Optional<Ending> limit(Instant until) throws InterruptedException {
    Ending.Failed failed = Ending.Failed.of(429, ResetTime.message(until));
    if (stage.limited(until) == Stage.Audience.NOBODY) {
      return Optional.of(failed);
    }
    Map<String, Object> fields = Turn.failure(failed);
    fields.put("error_details", "usage limit reached|" + until.getEpochSecond());
    workings.hooks().fire("StopFailure", promptId, fields);
    Thread.sleep(Duration.between(Instant.now(), until));
    stage.resumed();
    return Optional.empty();
  }

  private void kill() throws InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Command.of(workings.place().folder(), "/bin/sh", "-c", "kill -9 \"$1\"", "sh", pid).run();
    // The signal is on its way.
    Thread.sleep(Duration.ofDays(1));
  }
}
