package rowlock.app;

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
import rowlock.operation.Premises;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.team.Role;
import rowlock.tmux.TmuxServer;

/// The agents of a hub: those that do one task and end, and those that live in terminals and take
/// one task after the other.
final class Workforce implements Household.Hiring {
  private final Roster roster;
  private final Crew.Equipment equipment;
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
  Workforce(Roster roster, Crew.Equipment equipment, Path home, Optional<TmuxServer> terminals) {
    this.roster = roster;
    this.equipment = equipment;
    this.isOurs = roster.isOurs();
    this.purse = new Purse(equipment.desk(), roster.kinds());
    this.sessions = terminals.map(there -> sessions(home, there));
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

  private Sessions sessions(Path home, TmuxServer terminals) {
    Passes passes = equipment.access().passes().orElseThrow();
    return new Sessions(
        new Sessions.Equipment(
            equipment.desk(),
            home.resolve("agents"),
            terminals,
            ScreenReader.builtIn().andThoseOf(home.resolve(ScreenReader.FILE)),
            equipment.workplace(),
            new Launcher(equipment.host(), passes, equipment.access().choices(), System.getenv()),
            new Openings(
                task -> isOurs.test(task) && roster.kindFor(task).isInteractive(), purse)));
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
  public Resident find(Premises.Hiring wish) {
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
    AgentId id = wish.id().orElseGet(() -> freeName(kind));
    return new Resident(id, kind, wish.role(), wish.parent());
  }

  private List<String> interactive() {
    return roster.kinds().all().stream()
        .filter(AgentKind::isInteractive)
        .map(AgentKind::name)
        .toList();
  }

  private AgentId freeName(AgentKind kind) {
    Board board = equipment.desk().board();
    for (int number = 1; number <= Sessions.MAX_SESSIONS; number++) {
      AgentId id = Household.nameOf(kind, number);
      if (board.agent(id).isEmpty()) {
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
