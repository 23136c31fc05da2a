package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rowlock.fake.Keystroke.Named;
import rowlock.fake.Situation.Phase;

/// The fake agent at a terminal: takes keys and ends of turns, one after the other.
///
/// Everything here belongs to the thread that runs it; turns have threads of their own and show
/// themselves on the [Scene].
final class TerminalSession {
  private static final long TICK_MILLIS = 500;
  private static final Duration IDLE_NOTICE = Duration.ofSeconds(60);
  private static final int MAX_QUEUED = 100;
  private static final int LEFT = 0;
  private static final int REFUSED = 1;

  private final Workings workings;
  private final Script script;
  private final Scene scene;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<String> queued = new ArrayDeque<>();
  private Optional<Running> running = Optional.empty();
  private Instant idleSince = Instant.MAX;
  private Optional<Integer> exit = Optional.empty();
  private int swallow;

  /// What this waits for.
  private sealed interface Event {
    record Key(Keystroke key) implements Event {}

    record TurnOver(Ending ending) implements Event {}
  }

  /// A turn under way.
  private record Running(Thread thread, String prompt, Instant begun) {
    Duration spent() {
      return Duration.between(begun, Instant.now());
    }
  }

  TerminalSession(Workings workings, Script script, Scene scene) {
    this.workings = workings;
    this.script = script;
    this.scene = scene;
    this.swallow = script.manners().swallowedEnters();
  }

  /// Takes what comes until the end.
  ///
  /// @return the exit code
  int run(KeyReader keys) throws InterruptedException {
    Thread.sleep(script.manners().startsAfter());
    scene.open();
    Thread.ofVirtual().name("keys").start(() -> read(keys));
    workings.place().order().prompt().ifPresent(queued::add);
    if (script.manners().trust() == Script.Trust.ASKED && !FolderTrust.isGiven(workings.place())) {
      scene.show(new Phase.Trust(0));
    } else {
      begin();
    }
    while (exit.isEmpty()) {
      Event event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (event == null) {
        tick();
      } else if (scene.attention() == Scene.Attention.PAID) {
        take(event);
      }
    }
    return exit.get();
  }

  private void read(KeyReader keys) {
    Keystroke key;
    do {
      key = keys.next();
      events.add(new Event.Key(key));
    } while (!(key instanceof Keystroke.Gone));
  }

  private void begin() throws InterruptedException {
    scene.note(scene.look().intro(workings.place()));
    scene.show(new Phase.Idle());
    boolean resumed = workings.place().order().session().origin() == Order.Origin.RESUMED;
    tell(
        "SessionStart",
        Map.of("source", resumed ? "resume" : "startup", "model", Surroundings.MODEL));
    proceed();
  }

  private void tell(String event, Map<String, Object> fields) throws InterruptedException {
    workings.hooks().fire(event, "", fields);
  }

  private void tick() throws InterruptedException {
    running.ifPresent(turn -> scene.spent(turn.spent()));
    if (idleSince.isBefore(Instant.now().minus(IDLE_NOTICE))) {
      idleSince = Instant.MAX;
      tell(
          "Notification",
          Map.of(
              "message", "Claude is waiting for your input", "notification_type", "idle_prompt"));
    }
  }

  private void take(Event event) throws InterruptedException {
    switch (event) {
      case Event.TurnOver over -> over(over.ending());
      case Event.Key key -> take(key.key());
    }
  }

  private void take(Keystroke key) throws InterruptedException {
    switch (key) {
      case Keystroke.Gone _ -> leave("other");
      case Keystroke.Sized(int rows, int columns) -> scene.resize(rows, columns);
      case Keystroke.Typed _, Keystroke.Pasted _, Keystroke.Named _ -> press(key);
    }
  }

  private void press(Keystroke key) throws InterruptedException {
    switch (scene.phase()) {
      case Phase.Trust(int chosen) -> trust(key, chosen);
      case Phase.Permission(ToolUse tool, int chosen) -> permit(key, tool, chosen);
      case Phase.Idle _, Phase.Working _, Phase.Limited _ -> edit(key);
    }
  }

  private void trust(Keystroke key, int chosen) throws InterruptedException {
    if (key == Named.UP || key == Named.DOWN) {
      scene.show(new Phase.Trust(1 - chosen));
    } else if (key == Named.ENTER && chosen == scene.look().trusting()) {
      begin();
    } else if (key == Named.ENTER || key == Named.ESCAPE || key == Named.CTRL_C) {
      exit = Optional.of(REFUSED);
    }
  }

  private void permit(Keystroke key, ToolUse tool, int chosen) {
    int choices = scene.look().choices(tool).size();
    if (key == Named.UP || key == Named.DOWN) {
      int step = key == Named.UP ? choices - 1 : 1;
      scene.show(new Phase.Permission(tool, (chosen + step) % choices));
    } else if (key == Named.ENTER) {
      scene.decide(verdict(chosen + 1, choices));
    } else if (key == Named.ESCAPE || key == Named.CTRL_C) {
      scene.decide(new Verdict.Cancelled());
    } else if (key instanceof Keystroke.Typed(String text)
        && text.matches("[1-9]")
        && Integer.parseInt(text) <= choices) {
      scene.decide(verdict(Integer.parseInt(text), choices));
    }
  }

  private static Verdict verdict(int number, int choices) {
    return number == choices ? new Verdict.Cancelled() : new Verdict.Allowed();
  }

  private void edit(Keystroke key) throws InterruptedException {
    if (key == Named.ENTER && !scene.draft().isEmpty()) {
      if (swallow > 0) {
        swallow--;
      } else {
        send(scene.takeDraft());
      }
    } else if (key == Named.ESCAPE || key == Named.CTRL_C) {
      cancel(key);
    } else {
      scene.edit(key);
    }
  }

  private void send(String prompt) throws InterruptedException {
    switch (prompt.strip()) {
      case "/exit", "/quit" -> leave("prompt_input_exit");
      case "/clear" -> {
        tell("SessionEnd", Map.of("reason", "clear"));
        tell("SessionStart", Map.of("source", "clear"));
      }
      default -> {
        if (running.isPresent() && queued.size() < MAX_QUEUED) {
          scene.note(scene.look().prompt(prompt));
          scene.note(List.of("  ⎿  Queued · ctrl+x ctrl+s to send now", ""));
        }
        if (queued.size() < MAX_QUEUED) {
          queued.add(prompt);
        }
        if (running.isEmpty()) {
          proceed();
        }
      }
    }
  }

  /// Goes on with the next prompt, or waits for one.
  private void proceed() {
    if (queued.isEmpty()) {
      idleSince = Instant.now();
      scene.show(new Phase.Idle());
      return;
    }
    idleSince = Instant.MAX;
    String prompt = queued.remove();
    Turn turn = new Turn(workings, script, scene);
    Thread thread =
        Thread.ofVirtual()
            .name("turn")
            .unstarted(() -> events.add(new Event.TurnOver(ended(turn, prompt))));
    running = Optional.of(new Running(thread, prompt, Instant.now()));
    scene.beginTurn();
    thread.start();
  }

  /// A turn that breaks is shown as one that failed, so that whoever looks sees why.
  private static Ending ended(Turn turn, String prompt) {
    try {
      return turn.run(prompt);
    } catch (RuntimeException broken) {
      return Ending.Failed.of(500, "API Error: " + broken);
    }
  }

  private void cancel(Keystroke key) throws InterruptedException {
    if (running.isPresent()) {
      running.get().thread().interrupt();
    } else if (!scene.draft().isEmpty()) {
      scene.takeDraft();
    } else if (key == Named.CTRL_C && !scene.notice().footer().isEmpty()) {
      leave("prompt_input_exit");
    } else if (key == Named.CTRL_C) {
      scene.point(new Situation.Notice("", "Press Ctrl-C again to exit"));
    }
  }

  private void leave(String reason) throws InterruptedException {
    tell("SessionEnd", Map.of("reason", reason));
    scene.close();
    exit = Optional.of(LEFT);
  }

  private void over(Ending ending) {
    Running turn = running.orElseThrow();
    running = Optional.empty();
    switch (ending) {
      case Ending.Completed _ -> {
        scene.note(scene.look().done(turn.spent()));
        proceed();
      }
      case Ending.Interrupted _ -> {
        interrupted(turn);
        proceed();
      }
      case Ending.Failed failed -> {
        scene.note(scene.look().failed(failed));
        proceed();
        scene.point(new Situation.Notice(scene.look().hintAfter(failed), ""));
      }
      case Ending.Died(int code) -> exit = Optional.of(code);
    }
  }

  /// A prompt that nothing was seen of yet comes back into the input line.
  private void interrupted(Running turn) {
    switch (scene.answer()) {
      case NONE -> scene.restoreDraft(turn.prompt());
      case SOME -> scene.note(List.of("  ⎿  Interrupted · What should Claude do instead?", ""));
    }
  }
}
