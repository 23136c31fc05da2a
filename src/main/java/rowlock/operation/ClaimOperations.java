package rowlock.operation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.context.Assignment;
import rowlock.context.Brief;
import rowlock.context.BriefMaterial;
import rowlock.coordinator.Reply;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// What an agent can do with tasks: get one, work on it, and hand it in.
public final class ClaimOperations {
  private final Desk desk;

  /// @param desk the project
  public ClaimOperations(Desk desk) {
    this.desk = desk;
  }

  /// Gives the agent a task: a certain one, or the most urgent it may take.
  ///
  /// @param lease how long, unless the setting says so
  public Outcome claim(
      AgentId agent, Optional<TaskId> task, Optional<Duration> lease, Caller caller) {
    return claim(
        new Command.ClaimTask(agent, task, lease),
        new Assignment(agent, Optional.empty(), Assignment.HandIn.BY_COMMAND),
        caller);
  }

  /// Gives an agent a task, with a brief that fits the way it works.
  public Outcome claim(Command.ClaimTask wish, Assignment assignment, Caller caller) {
    return desk.ask(caller, wish, (answer, board) -> claimed(assignment, answer, board));
  }

  /// The claim an agent has, as it was answered when it got it; an agent that was started again may
  /// not remember it.
  public Optional<Outcome.Done> held(Assignment assignment) {
    Board board = desk.board();
    return board.heldBy(assignment.agent()).stream()
        .flatMap(id -> board.task(id).stream())
        .filter(task -> task.state() instanceof TaskState.Held)
        .findFirst()
        .map(task -> {
          Lease lease = task.lease().orElseThrow();
          return new Outcome.Done(
              Fields.of("task", task.id())
                  .with("fence", lease.fence())
                  .with("lease_until", lease.until())
                  .with("title", task.spec().description().title())
                  .with("brief", brief(task, assignment, board))
                  .map());
        });
  }

  /// What an agent is told about a task it holds.
  public Optional<String> brief(TaskId task, Assignment assignment) {
    Board board = desk.board();
    return board.task(task).map(known -> brief(known, assignment, board));
  }

  /// Says that an agent has these capabilities besides those it has already.
  ///
  /// @return what went wrong, if anything
  public Optional<Outcome> equip(AgentId agent, SortedSet<String> capabilities, Caller caller) {
    Board board = desk.board();
    Agent known = board.agent(agent).orElseGet(() -> Agent.worker(agent, "external"));
    if (board.agent(agent).isPresent() && known.capabilities().containsAll(capabilities)) {
      return Optional.empty();
    }
    Agent equipped = TeamOperations.withCapabilities(known, capabilities);
    Caller keyless = new Caller(caller.by(), Optional.empty());
    return switch (desk.reply(keyless.asks(new Command.RegisterAgent(equipped)))) {
      case Reply.Done done -> Optional.empty();
      case Reply.Refused refused -> Optional.of(Outcome.rejected(refused.rejection()));
      case Reply.Failed failed -> throw failed.cause();
    };
  }

  /// Says that work has begun.
  public Outcome start(Command.Claim claim, Caller caller) {
    return desk.ask(caller, new Command.StartTask(claim), TaskOperations::moved);
  }

  /// Keeps a claim alive.
  ///
  /// @param lease how long from now, unless as long as it was claimed for
  public Outcome heartbeat(Command.Claim claim, Optional<Duration> lease, Caller caller) {
    return desk.ask(
        caller,
        new Command.RenewLease(claim, lease),
        (answer, board) -> {
          if (!(answer instanceof Answer.Renewed renewed)) {
            throw new IllegalStateException("a lease was renewed, but the answer is " + answer);
          }
          return Fields.of("task", claim.task())
              .with("fence", claim.fence())
              .with("lease_until", renewed.leaseUntil());
        });
  }

  /// Hands in a result. Where there is nothing to prove it by, the task is done at once, or as soon
  /// as its parts are.
  public Outcome submit(Command.Claim claim, Submission submission, Caller caller) {
    return desk.ask(
        caller,
        new Command.SubmitTask(claim, submission),
        (answer, board) -> {
          List<TaskId> open = board.task(claim.task()).map(board::openPartsOf).orElse(List.of());
          Fields moved = TaskOperations.moved(answer, board);
          return open.isEmpty() ? moved : moved.with("waiting_for", open);
        });
  }

  /// Says that the attempt failed.
  public Outcome fail(Command.Claim claim, String reason, Caller caller) {
    return desk.ask(
        caller,
        new Command.FailTask(claim, FailureCause.REPORTED, reason),
        (answer, board) -> withRetry(TaskOperations.moved(answer, board), claim.task(), board));
  }

  /// Gives a claim back without blame.
  public Outcome release(Command.Claim claim, String reason, Caller caller) {
    return desk.ask(caller, new Command.ReleaseClaim(claim, reason), TaskOperations::moved);
  }

  private static Fields claimed(Assignment assignment, Answer answer, Board board) {
    if (!(answer instanceof Answer.Claimed claimed)) {
      throw new IllegalStateException("a task was claimed, but the answer is " + answer);
    }
    Fields fields =
        Fields.of("task", claimed.task())
            .with("fence", claimed.fence())
            .with("lease_until", claimed.leaseUntil());
    board
        .task(claimed.task())
        .ifPresent(task ->
            fields
                .with("title", task.spec().description().title())
                .with("brief", brief(task, assignment, board)));
    return fields;
  }

  private static String brief(Task task, Assignment assignment, Board board) {
    return Brief.of(BriefMaterial.on(board, task, assignment), Brief.USUAL_CHARACTERS).text();
  }

  private static Fields withRetry(Fields fields, TaskId id, Board board) {
    Optional<Task> task = board.task(id);
    return task.map(known -> TaskView.row(known).get("retry_at"))
        .map(at -> fields.with("retry_at", at))
        .orElse(fields);
  }
}
