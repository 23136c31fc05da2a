package rowlock.app;

import java.time.Duration;
import java.util.Optional;
import rowlock.agent.Crew;
import rowlock.agent.Desk;
import rowlock.agent.FolderWorkplace;
import rowlock.agent.JobEnds;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.LaunchWish;
import rowlock.meter.Meters;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;

/// A hub that serves until somebody stops it, and steps back for every run that wants to be the hub
/// meanwhile.
final class Serving {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final rowlock.operation.Desk desk;
  private final RunListener listener;
  private final String version;
  private final Project project;

  /// Why a hub ended.
  private enum End {
    STOP,
    STEP_BACK
  }

  Serving(rowlock.operation.Desk desk, RunListener listener, String version) {
    this.desk = desk;
    this.listener = listener;
    this.version = version;
    this.project = desk.hub();
  }

  /// Serves until a stop is wanted.
  void serve() throws InterruptedException {
    Optional<HubLock> lock = HubLock.tryTake(project.home());
    if (lock.isEmpty()) {
      throw new Workshop.Refusal(
          Workshop.Refusal.Kind.ENVIRONMENT,
          "a hub runs for this project already",
          "use it, or end it with `rowlock stop`");
    }
    while (lock.isPresent() && serve(lock.get()) == End.STEP_BACK) {
      listener.noticed("stepped back for a run");
      lock = awaitLock();
    }
  }

  /// The right to be the hub again, once the run is over; nothing if a stop is wanted before.
  private Optional<HubLock> awaitLock() throws InterruptedException {
    while (!listener.isStopWanted()) {
      Thread.sleep(LOOK);
      Optional<HubLock> free =
          HubLock.isYieldWanted(project.home())
              ? Optional.empty()
              : HubLock.tryTake(project.home());
      if (free.isPresent()) {
        return free;
      }
    }
    return Optional.empty();
  }

  private End serve(HubLock taken) throws InterruptedException {
    Household household = new Household();
    Hosts hosts = Hosts.choose(RunOrder.Terminal.TMUX_IF_PRESENT, project.folder());
    try (HubLock lock = taken;
        Hub hub = Hub.open(desk, household, version, listener::noticed);
        JobEnds ends = new JobEnds()) {
      lock.serveOnly(project.home());
      listener.opened("", hub.address().toString());
      Workforce workforce = workforce(hosts, hub, ends, household.meters().orElseThrow());
      workforce.start(household, project.coordinator().board());
      try {
        return await(lock);
      } finally {
        workforce.stop(household);
        hosts.server().ifPresent(server -> server.shutDown());
        lock.serveNoMore(project.home());
      }
    }
  }

  private End await(HubLock lock) throws InterruptedException {
    while (true) {
      if (listener.isStopWanted() || lock.isStopWanted()) {
        return End.STOP;
      }
      if (HubLock.isYieldWanted(project.home())) {
        return End.STEP_BACK;
      }
      Thread.sleep(LOOK);
    }
  }

  /// Nobody at first; agents come when they are spawned, for tasks outside of runs.
  private Workforce workforce(Hosts hosts, Hub hub, JobEnds ends, Meters meters) {
    Desk toBoard = new Desk(project.coordinator(), listener::noticed);
    AgentKinds kinds = Staff.kinds(project.home());
    Crew.Equipment equipment =
        new Crew.Equipment(
            toBoard,
            project.home().resolve("attempts"),
            hosts.host(),
            ends,
            new FolderWorkplace(project.folder()),
            new BriefDesk(toBoard),
            new Crew.Access(Optional.of(hub.passes()), LaunchWish.Choices.NONE));
    return new Workforce(
        new Workforce.Roster(
            kinds,
            kinds.find(AgentKind.SHELL).orElseThrow(),
            0,
            task -> task.spec().links().run().isEmpty(),
            "nothing"),
        equipment,
        project.home(),
        hosts.server(),
        meters);
  }
}
