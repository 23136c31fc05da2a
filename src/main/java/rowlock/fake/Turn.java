package rowlock.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/// One turn: from a prompt to the point where the agent has nothing more to do.
///
/// Its hooks come in the order of the genuine program: the prompt, the tools, the stop, which may
/// send the agent back to work.
final class Turn {
  /// How often in a row a stop may be refused, as with Claude Code.
  private static final int MAX_REFUSED_STOPS = 8;

  private final Workings workings;
  private final Script script;
  private final Stage stage;
  private final String promptId = UUID.randomUUID().toString();
  private final Performance performance;

  Turn(Workings workings, Script script, Stage stage) {
    this.workings = workings;
    this.script = script;
    this.stage = stage;
    this.performance = new Performance(workings, stage, promptId);
  }

  /// JSON that was demanded and given.
  Optional<String> structured() {
    return performance.structured();
  }

  /// Runs to the end; an interrupt of this thread ends it early.
  Ending run(String prompt) {
    try {
      Map<String, Object> answer =
          workings.hooks().fire("UserPromptSubmit", promptId, Map.of("prompt", prompt));
      if (isBlocked(answer)) {
        stage.noted("Prompt refused by a hook: " + Plain.text(answer, "reason"));
        return new Ending.Completed("");
      }
      stage.prompted(prompt);
      workings.transcript().user(prompt);
      return perform(prompt);
    } catch (InterruptedException | CancellationException _) {
      return new Ending.Interrupted();
    }
  }

  private Ending perform(String first) throws InterruptedException {
    String prompt = first;
    for (int refused = 0; ; refused++) {
      Ending ending = performance.perform(steps(prompt), prompt);
      switch (ending) {
        case Ending.Completed(String text) -> {
          Map<String, Object> answer = stop(text, refused > 0);
          if (!isBlocked(answer) || refused >= MAX_REFUSED_STOPS) {
            return ending;
          }
          prompt = "Stop hook feedback:\n" + Plain.text(answer, "reason");
          workings.transcript().user(prompt);
          stage.noted(prompt);
        }
        case Ending.Failed failed -> {
          workings.hooks().fire("StopFailure", promptId, failure(failed));
          return ending;
        }
        case Ending.Interrupted _, Ending.Died _ -> {
          return ending;
        }
      }
    }
  }

  /// A prompt that begins with `fake:` is the script of its turn.
  private List<Step> steps(String prompt) {
    return prompt.startsWith("fake:") ? ScriptReader.stepsIn("prompt", prompt) : script.steps();
  }

  private Map<String, Object> stop(String text, Boolean again) throws InterruptedException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stop_hook_active", again);
    fields.put("last_assistant_message", text);
    fields.put("background_tasks", List.of());
    fields.put("session_crons", List.of());
    return workings.hooks().fire("Stop", promptId, fields);
  }

  static Map<String, Object> failure(Ending.Failed failed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", failed.error());
    fields.put("last_assistant_message", failed.text());
    return fields;
  }

  private static boolean isBlocked(Map<String, Object> answer) {
    return Plain.text(answer, "decision").equals("block");
  }
}
