package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import rowlock.agent.Purse;
import rowlock.board.RunOutcome;
import rowlock.budget.Amount;
import rowlock.git.GitException;
import rowlock.git.RefName;
import rowlock.git.RefUpdate;
import rowlock.git.Repository;
import rowlock.kind.Spending;
import rowlock.operation.Desk;
import rowlock.operation.PlanProposal;
import rowlock.operation.PlanRequest;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;
import rowlock.process.Foreground;
import rowlock.process.JobHost;
import rowlock.process.JobName;
import rowlock.process.Patience;
import rowlock.process.PlainHost;
import rowlock.task.AgentId;
import rowlock.tmux.PaneHost;
import rowlock.tmux.ServerState;
import rowlock.tmux.TmuxServer;

/// What rowlock can do on this machine, put together from the drivers and reconcilers.
public final class Workbench implements Workshop {
  /// How long a hub may take to stop when it is asked to.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final String version;

  /// @param clock the wall clock, for the dates of recovery points
  /// @param version of this program
  public Workbench(InstantSource clock, String version) {
    this.clock = clock;
    this.version = version;
  }

  @Override
  public RunOutcome conduct(Desk desk, RunOrder order, RunListener listener) {
    Path home = desk.folder().resolve(Project.HOME);
    try (HubLock lock = HubLock.takeOver(home).orElseThrow(Workbench::secondHub)) {
      Household household = new Household();
      try (Hub hub = Hub.open(desk, household, version, listener::noticed)) {
        return new RunConductor(
                desk.project(), order, listener, new RunConductor.House(lock, hub, household))
            .conduct();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return RunOutcome.STOPPED;
    }
  }

  @Override
  public void serve(Desk desk, RunListener listener) {
    try {
      new Serving(desk, listener, version).serve();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Refusal secondHub() {
    return new Refusal(
        Refusal.Kind.ENVIRONMENT,
        "another run is active in this project",
        "wait for it, or end it with `rowlock stop`");
  }

  @Override
  public boolean mayCost(Path projectFolder, String kind) {
    return Staff.kinds(projectFolder.resolve(Project.HOME))
        .find(kind)
        .map(known -> known.cost() == Spending.Cost.MAY_COST)
        .orElse(true);
  }

  @Override
  public Amount estimate(Path projectFolder, String kind) {
    return Staff.kinds(projectFolder.resolve(Project.HOME))
        .find(kind)
        .filter(known ->
            known.cost() == Spending.Cost.FREE
                || !known.spending().estimate().equals(Spending.Estimate.NONE))
        .map(Purse::estimate)
        .orElse(Amount.UNKNOWN);
  }

  @Override
  public PlanProposal propose(
      Desk desk, PlanRequest request, PlanProposal.Critic critic, RunListener listener) {
    try {
      return new Planning(desk, request, clock).propose(critic, listener);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.Kind.ENVIRONMENT, "interrupted while a plan was made", "try again");
    }
  }

  @Override
  public List<AgentId> stopAgents(Project project) {
    TreeSet<AgentId> working = new TreeSet<>();
    project.coordinator().board().tasks().stream()
        .flatMap(task -> task.lease().stream())
        .forEach(lease -> working.add(lease.holder()));
    Optional<HubLock> free = HubLock.tryTake(project.home());
    if (free.isPresent()) {
      try (HubLock _ = free.get()) {
        endLeftovers(project);
      }
      return List.copyOf(working);
    }
    HubLock.askToStop(project.home());
    Patience patience = new Patience(STOP_LIMIT);
    while (patience.pause()) {
      Optional<HubLock> stopped = HubLock.tryTake(project.home());
      if (stopped.isPresent()) {
        stopped.get().close();
        return List.copyOf(working);
      }
    }
    throw new Refusal(
        Refusal.Kind.ENVIRONMENT,
        "the run did not stop within " + STOP_LIMIT.toSeconds() + " seconds",
        "press Ctrl-C twice where it was started");
  }

  private static void endLeftovers(Project project) {
    TmuxServer server = Hosts.server(project.folder());
    boolean up = server.state() instanceof ServerState.Running;
    JobHost host = up ? new PaneHost(server) : new PlainHost();
    new Leftovers(project.home().resolve("attempts")).endAll(host);
    for (Path residence : Leftovers.residences(project.home())) {
      new Leftovers(residence).endAll(host);
    }
    if (up) {
      server.shutDown();
    }
  }

  @Override
  public List<String> attachCommand(Project project, AgentId agent) {
    Optional<List<String>> command =
        JobName.isWellFormed(agent.value())
            ? new PaneHost(Hosts.server(project.folder())).attachCommand(new JobName(agent.value()))
            : Optional.empty();
    return command.orElseThrow(() ->
        new Refusal(
            Refusal.Kind.INPUT,
            "agent " + agent + " has no terminal now",
            "see `rowlock agents`; what it printed is under .rowlock/attempts"));
  }

  @Override
  public int show(List<String> command) {
    return Foreground.run(command);
  }

  @Override
  public List<RecoveryPoint> recoveryPoints(Path repository) {
    return inRepository(
        repository,
        at ->
            at.recovery().list().stream()
                .map(point ->
                    new RecoveryPoint(
                        point.number(),
                        point.when(),
                        point.reason(),
                        point.refs().stream().map(ref -> ref.name().value()).toList()))
                .toList());
  }

  @Override
  public List<String> undo(Path repository, Optional<Integer> number) {
    return inRepository(repository, at -> undo(at, number));
  }

  private List<String> undo(Repository repository, Optional<Integer> number) {
    int chosen =
        number.orElseGet(() ->
            repository.recovery().list().stream()
                .findFirst()
                .orElseThrow(() ->
                    new Refusal(
                        Refusal.Kind.INPUT,
                        "there is nothing to undo",
                        "recovery points are made when a run begins"))
                .number());
    List<RefName> refs =
        repository.recovery().list().stream()
            .filter(point -> point.number() == chosen)
            .flatMap(point -> point.refs().stream())
            .map(ref -> ref.name())
            .toList();
    RefUpdate update =
        repository
            .recovery()
            .restore(chosen, clock.instant())
            .orElseThrow(() ->
                new Refusal(
                    Refusal.Kind.INPUT,
                    "there is no recovery point " + chosen,
                    "`rowlock undo --list` shows those there are"));
    return switch (update) {
      case RefUpdate.Updated updated ->
          refs.stream().map(ref -> ref + " is where it was before point " + chosen).toList();
      case RefUpdate.Moved moved ->
          throw new Refusal(
              Refusal.Kind.INPUT,
              moved.ref() + " moved while it was being restored",
              "end what moves it and try again");
    };
  }

  private static <T> T inRepository(Path folder, Function<Repository, T> work) {
    try {
      Path home = folder.resolve(Project.HOME);
      Path state =
          Files.isDirectory(home) ? home.resolve("git") : Files.createTempDirectory("rowlock-git");
      return work.apply(Repository.open(folder, state));
    } catch (GitException broken) {
      throw new Refusal(
          Refusal.Kind.INPUT, String.valueOf(broken.getMessage()), "see `rowlock doctor`");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public List<Finding> examine(Optional<Path> projectFolder) {
    return new Examination(projectFolder).findings();
  }

  @Override
  public List<Finding> examineAgents(Optional<Path> projectFolder) {
    return new Examination(projectFolder).agents();
  }
}
