package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import rowlock.agent.Sessions;
import rowlock.bench.Subject;
import rowlock.bench.Venue;
import rowlock.board.Request;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.json.Json;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;

/// What benchmarks measure: the system as commands put it together.
final class Bench implements Subject {
  private static final String PLAN_HASH = "0".repeat(64);

  private final Workshop workshop = new Workbench(InstantSource.system(), "bench");

  @Override
  public void create(Path folder) {
    Projects.create(folder, "Measure", new Caller(Request.OPERATOR, Optional.empty()));
  }

  @Override
  public Coordinator open(Path folder) {
    // The coordinator closes the journal, and there is nothing else to close.
    return Projects.open(folder).project().coordinator();
  }

  @Override
  public void conduct(Trial trial) {
    if (!Projects.isProject(trial.folder())) {
      create(trial.folder());
    }
    try (Desk desk = Projects.open(trial.folder())) {
      desk.hub();
      RunOutcome outcome = workshop.conduct(desk, order(trial), new Silence());
      if (outcome != RunOutcome.DONE) {
        throw new IllegalStateException("the run ended as " + outcome);
      }
    }
  }

  @Override
  public void teach(Path folder, String kind, List<String> argv) {
    try {
      Files.writeString(
          folder.resolve(Project.HOME).resolve("agents.yaml"),
          """
          %s:
            mode: interactive
            command: %s
            brief: prompt_argument
            prompt: ["--", "{prompt}"]
            session: {choose: [--session-id, "{session}"], resume: [--resume, "{session}"]}
            home: own
            mcp: claude_json
            hooks: claude_settings
            screen: claude
            permissions: {default: ask, ask: [--permission-mode, default]}
            may_cost: false
          """
              .formatted(kind, Json.compact(argv)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public Duration pauseBeforeEnter() {
    return Sessions.PAUSE_BEFORE_ENTER;
  }

  @Override
  public Venue serve(Path folder, List<String> argv) {
    return BenchVenue.open(folder, argv);
  }

  private static RunOrder order(Trial trial) {
    return new RunOrder(
        "bench",
        new RunOrder.Assignment("Measure", PLAN_HASH, trial.tasks()),
        trial.agents(),
        "shell",
        switch (trial.place()) {
          case FOLDER -> Optional.empty();
          case REPOSITORY ->
              Optional.of(new RunOrder.Place(trial.folder(), Optional.empty(), Optional.empty()));
        },
        switch (trial.terminal()) {
          case TMUX -> RunOrder.Terminal.TMUX_IF_PRESENT;
          case PLAIN -> RunOrder.Terminal.PLAIN;
        },
        RunOrder.Choices.NONE);
  }

  /// Nobody watches.
  private static final class Silence implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {}

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
