package rowlock.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.LaunchWish;
import rowlock.process.JobHost;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;
import rowlock.team.AgentCondition;
import rowlock.team.Role;

/// The agents of a run: so many seats, each filled again and again by an agent of the kind that the
/// next task wants.
///
/// Each seat has a virtual thread of its own, which owns everything that concerns the seat; what
/// they share is the board.
public final class Crew {
  private static final Duration REST = Duration.ofMillis(500);

  private final Equipment equipment;
  private final Staffing staffing;
  private final Purse purse;
  private final Stopping stopping = new Stopping();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> broken = new ArrayList<>();

  /// What all seats use.
  ///
  /// @param desk to the coordinator
  /// @param attempts the folder of all attempts
  /// @param host where programs run
  /// @param ends the watch over them
  /// @param workplace where agents work
  /// @param briefs what agents are told
  /// @param access how agents get to the hub, and what the user chose for them
  public record Equipment(
      Desk desk,
      Path attempts,
      JobHost host,
      JobEnds ends,
      Workplace workplace,
      Briefs briefs,
      Access access) {
    Optional<Passes> passes() {
      return access.passes();
    }

    LaunchWish.Choices choices() {
      return access.choices();
    }
  }

  /// How agents get to the hub, and what the user chose for them.
  ///
  /// @param passes the way to the hub, if there is one
  /// @param choices permissions and model
  public record Access(Optional<Passes> passes, LaunchWish.Choices choices) {}

  /// Who works on what.
  ///
  /// @param seats how many agents work at a time
  /// @param kinds the kinds there are
  /// @param usual the kind for tasks that name none
  /// @param isOurs which tasks this crew works on
  public record Staffing(int seats, AgentKinds kinds, AgentKind usual, Predicate<Task> isOurs) {}

  /// What an agent is told about its task.
  public interface Briefs {
    /// The text for one claim.
    ///
    /// @param folder where the agent works
    String of(Command.Claim claim, Task task, Path folder);
  }

  /// The wish that all seats come to an end.
  static final class Stopping {
    private volatile boolean wanted;

    boolean isWanted() {
      return wanted;
    }
  }

  /// @param purse what they may spend
  public Crew(Equipment equipment, Staffing staffing, Purse purse) {
    this.equipment = equipment;
    this.staffing = staffing;
    this.purse = purse;
  }

  /// Lets all seats begin. Claims that a crew before this one left are taken up where they stand.
  public void start() {
    for (int seat = 1; seat <= staffing.seats(); seat++) {
      int number = seat;
      threads.add(Thread.ofVirtual().name("seat-" + seat).start(() -> occupy(number)));
    }
  }

  /// Ends all programs and gives their tasks back.
  public void stop() throws InterruptedException {
    stopping.wanted = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// What broke a seat, if something did; then the run cannot go on.
  public synchronized Optional<Throwable> trouble() {
    return broken.isEmpty() ? Optional.empty() : Optional.of(broken.getFirst());
  }

  private void occupy(int seat) {
    try {
      takeUp(seat);
      long looked = -1;
      while (!stopping.isWanted()) {
        Board board = equipment.desk().board();
        // Looking costs as much as the board has tasks, and only a new one has something new.
        Optional<Assignment> assignment =
            board.position() == looked ? Optional.empty() : claim(seat, board);
        looked = board.position();
        if (assignment.isPresent()) {
          work(assignment.get());
        } else {
          equipment.desk().awaitBeyond(board.position(), REST);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      broke(unexpected);
    }
  }

  private synchronized void broke(Throwable trouble) {
    broken.add(trouble);
    stopping.wanted = true;
  }

  /// A claim to work on.
  private record Assignment(Command.Claim claim, AgentKind kind) {}

  private void work(Assignment assignment) throws InterruptedException {
    AgentId agent = assignment.claim().agent();
    equipment.desk().give(new Command.ObserveAgent(agent, AgentCondition.WORKING, "its process"));
    new AgentLoop(equipment, stopping, purse)
        .carryOut(assignment.claim(), headless(assignment.kind()));
    equipment.desk().give(new Command.ObserveAgent(agent, AgentCondition.IDLE, "its exit"));
  }

  /// What does without a terminal what a kind does in one.
  private AgentKind headless(AgentKind kind) {
    return staffing
        .kinds()
        .headless(kind)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "agents of kind " + kind.name() + " live in a terminal only"));
  }

  /// Takes up what this seat's agents held when the process before this one ended.
  private void takeUp(int seat) throws InterruptedException {
    for (AgentKind kind : staffing.kinds().all()) {
      AgentId agent = agent(kind, seat);
      for (TaskId id : List.copyOf(equipment.desk().board().heldBy(agent))) {
        Task task = equipment.desk().board().task(id).orElseThrow();
        Optional<Lease> lease = task.lease();
        if (lease.isPresent() && staffing.isOurs().test(task)) {
          work(new Assignment(new Command.Claim(agent, id, lease.get().fence()), kind));
        }
      }
    }
  }

  /// Claims the most urgent task there is work for.
  private Optional<Assignment> claim(int seat, Board board) {
    Optional<Task> next = mostUrgent(board, task -> true);
    // Seldom: only then is it worth looking whether another kind may begin with another task.
    return next.filter(task -> !isAffordable(board, task)).isPresent()
        ? mostUrgent(board, task -> isAffordable(board, task))
            .flatMap(task -> claim(seat, task, board))
        : next.flatMap(task -> claim(seat, task, board));
  }

  private Optional<Task> mostUrgent(Board board, Predicate<Task> isWanted) {
    return board.tasks().stream()
        .filter(task -> task.state() instanceof TaskState.Available)
        .filter(staffing.isOurs())
        .filter(isWanted)
        .min(board.byUrgency());
  }

  private boolean isAffordable(Board board, Task task) {
    return purse.objection(board, task, headless(kindFor(task))).isEmpty();
  }

  private AgentKind kindFor(Task task) {
    return task.spec()
        .requirement()
        .assignee()
        .flatMap(staffing.kinds()::find)
        .orElse(staffing.usual());
  }

  private Optional<Assignment> claim(int seat, Task task, Board board) {
    AgentKind kind = kindFor(task);
    AgentId agent = agent(kind, seat);
    register(agent, kind, board);
    if (purse.reserve(agent, task, headless(kind)).isPresent()) {
      return Optional.empty();
    }
    Command.ClaimTask wish = new Command.ClaimTask(agent, Optional.of(task.id()), Optional.empty());
    Optional<Answer> answer = equipment.desk().ask(wish);
    if (answer.isEmpty()) {
      purse.giveBack(agent, task.id(), "somebody else has the task");
    }
    return answer
        .map(Answer.Claimed.class::cast)
        .map(claimed ->
            new Assignment(new Command.Claim(agent, claimed.task(), claimed.fence()), kind));
  }

  private void register(AgentId id, AgentKind kind, Board board) {
    if (board.agent(id).isEmpty()) {
      Agent agent =
          new Agent(
              id,
              kind.name(),
              Role.WORKER,
              kind.capabilities(),
              Optional.empty(),
              Optional.empty());
      equipment.desk().give(new Command.RegisterAgent(agent));
    }
  }

  /// Whether an agent of this name would have a seat.
  public static boolean hasSeat(AgentId agent, Staffing staffing) {
    return staffing.kinds().all().stream()
        .anyMatch(kind ->
            IntStream.rangeClosed(1, staffing.seats())
                .anyMatch(seat -> agent(kind, seat).equals(agent)));
  }

  private static AgentId agent(AgentKind kind, int seat) {
    return new AgentId(kind.name() + "-" + seat);
  }
}
