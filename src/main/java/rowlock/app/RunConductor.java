package rowlock.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.agent.Crew;
import rowlock.agent.Desk;
import rowlock.agent.FolderWorkplace;
import rowlock.agent.JobEnds;
import rowlock.agent.Workplace;
import rowlock.agent.WorktreeWorkplace;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.board.Run;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.merge.MergeQueue;
import rowlock.meter.Meters;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// Carries out one run, from looking whether it can begin to closing it.
///
/// Everything that must survive is on the board and in the attempts' folders; this object only
/// compares and acts, so a run that was cut off anywhere goes on by being conducted again.
final class RunConductor {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Project project;
  private final RunOrder order;
  private final RunListener listener;
  private final House house;

  /// The hub that carries the run.
  ///
  /// @param lock the right to be it
  /// @param hub how it is reached
  /// @param household the agents in it
  record House(HubLock lock, Hub hub, Household household) {}

  RunConductor(Project project, RunOrder order, RunListener listener, House house) {
    this.project = project;
    this.order = order;
    this.listener = listener;
    this.house = house;
  }

  RunOutcome conduct() throws InterruptedException {
    AgentKinds kinds = Staff.kinds(project.home());
    Hosts hosts = Hosts.choose(order.terminal(), project.folder());
    AgentKind usual = Staff.fitting(Staff.usual(kinds, order), kinds, hosts);
    Staff.requireDoable(order, kinds, usual);
    Staff.requireUsable(order, kinds, usual, AgentExamination.here(project.folder()))
        .forEach(listener::noticed);
    Optional<Run> known = board().run(order.run());
    Optional<Site> site =
        order.place().map(place -> Site.survey(order, place, known, project.home()));
    open(site);
    listener.opened(
        order.run(), site.map(Site::integration).map(Run.Integration::branch).orElse(""));
    hosts.notice().ifPresent(listener::noticed);
    site.ifPresent(at -> at.open(known, coordinator(), listener));
    new Leftovers(attempts())
        .endStale(board(), hosts.host())
        .forEach(name -> listener.noticed("ended " + name + ", which an earlier run left"));
    known.flatMap(Run::outcome).ifPresent(outcome -> retryFailed());
    RunEnd.Ending ending =
        work(
            site,
            hosts,
            new Workforce.Roster(
                kinds,
                usual,
                order.agents(),
                this::isOurs,
                site.map(Site::integration).map(Run.Integration::branch).orElse("nothing")));
    site.ifPresent(at -> at.restoreSettings(listener));
    give(new Command.CloseRun(order.run(), ending.outcome(), ending.reason()));
    hosts.server().ifPresent(server -> server.shutDown());
    return ending.outcome();
  }

  /// Puts the run on the board, with its tasks when it is new.
  private void open(Optional<Site> site) {
    Run run =
        new Run(
            order.run(),
            order.assignment().goal(),
            order.assignment().planHash(),
            site.map(Site::integration),
            coordinator().now(),
            Optional.empty());
    Optional<Run> known = board().run(order.run());
    give(new Command.OpenRun(run, order.assignment().tasks()));
    new Sponsorship(order, this::board, this::give).begin(known);
  }

  /// A run that ended with failures and is begun again gets another chance for them.
  private void retryFailed() {
    for (Task task : List.copyOf(board().tasks())) {
      if (isOurs(task)
          && task.state() instanceof TaskState.Failed failed
          && failed.retryAt().isEmpty()) {
        give(new Command.RetryTask(task.id()));
      }
    }
  }

  private RunEnd.Ending work(Optional<Site> site, Hosts hosts, Workforce.Roster roster)
      throws InterruptedException {
    Optional<MergeQueue> queue = site.map(this::queue);
    Workplace workplace =
        site.<Workplace>map(at -> worktrees(at, queue.orElseThrow()))
            .orElseGet(() -> new FolderWorkplace(project.folder()));
    try (JobEnds ends = new JobEnds()) {
      Desk desk = new Desk(coordinator(), listener::noticed);
      Crew.Equipment equipment =
          new Crew.Equipment(
              desk,
              attempts(),
              hosts.host(),
              ends,
              workplace,
              new BriefDesk(desk),
              new Crew.Access(Optional.of(house.hub().passes()), Staff.choices(order)));
      Workforce workforce =
          new Workforce(
              roster,
              equipment,
              project.home(),
              hosts.server(),
              house.household().meters().orElseThrow());
      releaseUnseated(workforce);
      new Sponsorship(order, this::board, this::give).tidy();
      endUnseated(workforce, hosts);
      MergeThread merging = new MergeThread(queue);
      merging.start();
      workforce.start(house.household(), board());
      RunEnd.Ending ending = watch(site, workforce, merging);
      workforce.stop(house.household());
      merging.stop();
      rethrow(workforce.trouble().or(merging::trouble));
      return ending;
    }
  }

  private MergeQueue queue(Site site) {
    return new MergeQueue(
        coordinator(), site.target(), this::isOurs, project.home().resolve("logs"), meters());
  }

  /// Where agents work, with somebody who answers questions about it.
  private WorktreeWorkplace worktrees(Site site, MergeQueue queue) {
    WorktreeWorkplace workplace = site.workplace(queue::head, coordinator()::now);
    house.household().know(site.desk(workplace, this::isOurs, coordinator(), meters()));
    return workplace;
  }

  private Meters meters() {
    return house.household().meters().orElseThrow();
  }

  /// Gives back what agents held that have no seat any more.
  private void releaseUnseated(Workforce workforce) {
    for (Task task : List.copyOf(board().tasks())) {
      Optional<Lease> lease = task.lease();
      if (isOurs(task) && lease.isPresent() && !workforce.hasSeat(lease.get().holder(), board())) {
        Command.Claim claim =
            new Command.Claim(lease.get().holder(), task.id(), lease.get().fence());
        give(new Command.ReleaseClaim(claim, "its agent has no seat in this run"));
      }
    }
  }

  /// Ends agents in terminals that an earlier hub left and that have no seat any more.
  private void endUnseated(Workforce workforce, Hosts hosts) {
    for (Path residence : Leftovers.residences(project.home())) {
      AgentId agent = new AgentId(String.valueOf(residence.getFileName()));
      if (!workforce.hasSeat(agent, board())) {
        new Leftovers(residence)
            .endAll(hosts.host())
            .forEach(start -> listener.noticed("ended " + agent + ", which an earlier hub left"));
      }
    }
  }

  private RunEnd.Ending watch(Optional<Site> site, Workforce workforce, MergeThread merging)
      throws InterruptedException {
    RunEnd end = new RunEnd(order.run(), this::isOurs, workforce::objection);
    long looked = -1;
    boolean wasLate = false;
    while (true) {
      Board board = board();
      if (listener.isStopWanted() || house.lock().isStopWanted()) {
        return RunEnd.Ending.of(RunOutcome.STOPPED);
      }
      if (workforce.trouble().isPresent() || merging.trouble().isPresent()) {
        return RunEnd.Ending.of(RunOutcome.STOPPED);
      }
      boolean isLate = end.isLate(board, coordinator().now());
      // Only a new board can have come to its end; looking at it costs as much as it has tasks.
      Optional<RunEnd.Ending> ending =
          board.position() == looked && isLate == wasLate ? Optional.empty() : end.at(board);
      ending = ending.or(() -> end.overtime(board, coordinator().now()));
      if (ending.isPresent()) {
        return ending.get();
      }
      if (board.position() != looked) {
        site.ifPresent(at -> at.tune(board));
      }
      looked = board.position();
      wasLate = isLate;
      coordinator().awaitBeyond(board.position(), LOOK);
    }
  }

  private boolean isOurs(Task task) {
    return task.spec().links().run().filter(order.run()::equals).isPresent();
  }

  private Answer give(Command command) {
    return switch (coordinator().submit(Request.bySystem(command))) {
      case Reply.Done done -> done.answer();
      case Reply.Refused refused -> throw refusal(refused.rejection());
      case Reply.Failed failed -> throw failed.cause();
    };
  }

  private static Workshop.Refusal refusal(Rejection rejection) {
    return new Workshop.Refusal(Workshop.Refusal.Kind.INPUT, rejection.message(), rejection.hint());
  }

  private static void rethrow(Optional<Throwable> trouble) {
    @Nullable Throwable cause = trouble.orElse(null);
    switch (cause) {
      case null -> {}
      case RuntimeException unchecked -> throw unchecked;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  private Board board() {
    return coordinator().board();
  }

  private Coordinator coordinator() {
    return project.coordinator();
  }

  private Path attempts() {
    return project.home().resolve("attempts");
  }
}
