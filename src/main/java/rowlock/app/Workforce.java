package rowlock.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import rowlock.agent.Crew;
import rowlock.agent.Launcher;
import rowlock.agent.Openings;
import rowlock.agent.Passes;
import rowlock.agent.Purse;
import rowlock.agent.Resident;
import rowlock.agent.Sessions;
import rowlock.agent.Workplace;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.ScreenReader;
import rowlock.meter.Meters;
import rowlock.operation.Hiring;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.team.Role;
import rowlock.tmux.TmuxServer;

/// The agents of a hub: those that do one task and end, and those that live in terminals and take
/// one task after the other.
final class Workforce implements Household.Staffing {
  private static final int LAST_NUMBER = 10_000;

  private final Roster roster;
  private final Crew.Equipment equipment;
  private final Path project;
  private final Optional<Sessions> sessions;
  private final Crew crew;
  private final Predicate<Task> isOurs;
  private final Purse purse;

  /// Who is to work on what.
  ///
  /// @param kinds the kinds there are
  /// @param usual the kind for tasks that name none
  /// @param seats how many agents work at a time
  /// @param isOurs which tasks they work on
  /// @param branch what their work is merged onto, in words
  record Roster(
      AgentKinds kinds, AgentKind usual, int seats, Predicate<Task> isOurs, String branch) {
    AgentKind kindFor(Task task) {
      return task.spec().requirement().assignee().flatMap(kinds::find).orElse(usual);
    }
  }

  /// @param equipment what all agents use
  /// @param terminals where agents live that want a terminal, if there are any
  /// @param meters what is measured
  Workforce(
      Roster roster,
      Crew.Equipment equipment,
      Path home,
      Optional<TmuxServer> terminals,
      Meters meters) {
    this.roster = roster;
    this.project = home.resolve("..").toAbsolutePath().normalize();
    this.equipment = equipment;
    this.isOurs = roster.isOurs();
    this.purse = new Purse(equipment.desk(), roster.kinds());
    this.sessions = terminals.map(there -> sessions(home, there, meters));
    this.crew =
        new Crew(
            equipment,
            new Crew.Staffing(
                roster.usual().isInteractive() ? 1 : roster.seats(),
                roster.kinds(),
                roster.usual(),
                task -> isOurs.test(task) && !roster.kindFor(task).isInteractive()),
            purse);
  }

  private Sessions sessions(Path home, TmuxServer terminals, Meters meters) {
    Passes passes = equipment.access().passes().orElseThrow();
    return new Sessions(
        new Sessions.Equipment(
            equipment.desk(),
            home.resolve("agents"),
            new Sessions.Terminals(
                terminals, ScreenReader.builtIn().andThoseOf(home.resolve(ScreenReader.FILE))),
            equipment.workplace(),
            new Launcher(equipment.host(), passes, equipment.access().choices(), System.getenv()),
            new Openings(task -> isOurs.test(task) && roster.kindFor(task).isInteractive(), purse),
            meters));
  }

  /// Lets everybody begin.
  void start(Household household, Board board) {
    sessions.ifPresent(all -> {
      household.furnish(all, this);
      for (AgentKind kind : residentKinds(board)) {
        int wanted = kind.equals(roster.usual()) ? roster.seats() : 1;
        for (int number = 1; number <= wanted; number++) {
          all.settle(
              new Resident(Household.nameOf(kind, number), kind, Role.WORKER, Optional.empty()));
        }
      }
    });
    household.open();
    crew.start();
  }

  /// The kinds of agents that live in terminals and are wanted.
  private List<AgentKind> residentKinds(Board board) {
    Set<AgentKind> kinds = new HashSet<>();
    board.tasks().stream().filter(isOurs).map(roster::kindFor).forEach(kinds::add);
    return kinds.stream().filter(AgentKind::isInteractive).toList();
  }

  /// The agents that may hold tasks of this run.
  boolean hasSeat(AgentId agent, Board board) {
    Set<AgentId> residents = new TreeSet<>();
    for (AgentKind kind : residentKinds(board)) {
      for (int number = 1; number <= roster.seats(); number++) {
        residents.add(Household.nameOf(kind, number));
      }
    }
    return residents.contains(agent)
        || Crew.hasSeat(
            agent, new Crew.Staffing(roster.seats(), roster.kinds(), roster.usual(), isOurs));
  }

  /// Why nobody may begin with a task now, although it could be begun; empty if somebody may.
  Optional<Rejection> objection(Board board, Task task) {
    return purse.objection(board, task, roster.kindFor(task));
  }

  /// What broke an agent's thread, if something did.
  Optional<Throwable> trouble() {
    return crew.trouble().or(() -> sessions.flatMap(Sessions::trouble));
  }

  /// Ends everybody and gives their tasks back.
  void stop(Household household) throws InterruptedException {
    if (sessions.isPresent()) {
      sessions.get().stop("the run is over");
    }
    household.clear();
    crew.stop();
  }

  @Override
  public Resident find(Hiring wish, Set<AgentId> taken) {
    AgentKind kind =
        roster
            .kinds()
            .find(wish.kind())
            .filter(AgentKind::isInteractive)
            .orElseThrow(() ->
                Household.refusal(
                    "agents of kind " + wish.kind() + " do not live in terminals",
                    "there are " + String.join(", ", interactive())));
    AgentExamination.here(Path.of("").toAbsolutePath()).requireUsable(kind);
    Resident.Engagement terms =
        new Resident.Engagement(
            wish.terms().capabilities(),
            wish.terms().model(),
            wish.terms().context(),
            lodging(wish.terms()));
    AgentId id = wish.id().orElseGet(() -> freeName(kind, taken));
    return new Resident(id, kind, wish.role(), wish.parent(), terms);
  }

  private Resident.Engagement.Lodging lodging(Hiring.Terms terms) {
    Path within = Path.of(terms.folder().orElse("")).normalize();
    if (within.isAbsolute() || within.startsWith("..")) {
      throw Household.refusal(
          "work_dir: %s is not within the agent's place".formatted(within),
          "name a folder relative to the project");
    }
    boolean canBeAlone = equipment.workplace().isEachAlone();
    boolean isShared = terms.workspace().map(Hiring.Workspace.SHARED::equals).orElse(!canBeAlone);
    if (isShared) {
      return new Resident.Engagement.Lodging.Shared(shared(within));
    }
    if (!canBeAlone) {
      throw Household.refusal(
          "agents of this hub share the project's folder: no run has a repository here",
          "leave workspace_mode out, or let `rowlock run` carry a plan in a repository");
    }
    return new Resident.Engagement.Lodging.Own(within);
  }

  private Path shared(Path within) {
    Path folder = project.resolve(within);
    try {
      if (folder.toRealPath().startsWith(project.toRealPath())) {
        return folder;
      }
    } catch (IOException absent) {
      throw Household.refusal(
          "work_dir: there is no folder " + within, "name an existing one in the project");
    }
    throw Household.refusal(
        "work_dir: %s leads out of the project".formatted(within), "name a folder in the project");
  }

  private List<String> interactive() {
    return roster.kinds().all().stream()
        .filter(AgentKind::isInteractive)
        .map(AgentKind::name)
        .toList();
  }

  private AgentId freeName(AgentKind kind, Set<AgentId> taken) {
    Board board = equipment.desk().board();
    for (int number = 1; number <= LAST_NUMBER; number++) {
      AgentId id = Household.nameOf(kind, number);
      if (board.agent(id).isEmpty() && !taken.contains(id)) {
        return id;
      }
    }
    throw Household.refusal("all names are taken", "name it yourself");
  }

  @Override
  public Assignment.Workplace describe(Command.Claim claim, Workplace.Place place) {
    return new Assignment.Workplace(
        place.folder().toString(), "a branch of the task's own", roster.branch());
  }
}
