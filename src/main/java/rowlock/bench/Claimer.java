package rowlock.bench;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.Submission;
import rowlock.task.TaskSpec;

/// An agent that claims a task and gets rid of it, over and over, so that the board stays as large
/// as it was.
final class Claimer implements Crowd.Worker {
  private static final Command.AddTasks ONE_MORE =
      new Command.AddTasks(List.of(NewTask.unnamed(TaskSpec.titled("Another one"))));

  private final Coordinator coordinator;
  private final AgentId agent;
  private final Habit habit;
  private Command.@Nullable Claim claim;

  /// What an agent does with its task.
  enum Habit {
    /// The claim is timed; then the task is given back.
    CLAIM,
    /// The claim and the submission are timed together; then another task is added.
    COMPLETE
  }

  Claimer(Coordinator coordinator, String agent, Habit habit) {
    this.coordinator = coordinator;
    this.agent = new AgentId(agent);
    this.habit = habit;
  }

  @Override
  public void act() {
    Answer answer = ask(new Command.ClaimTask(agent, Optional.empty(), Optional.empty()));
    if (!(answer instanceof Answer.Claimed claimed)) {
      throw new IllegalStateException("claimed, but was told " + answer);
    }
    Command.Claim held = new Command.Claim(agent, claimed.task(), claimed.fence());
    claim = held;
    if (habit == Habit.COMPLETE) {
      ask(new Command.SubmitTask(held, Submission.saying("done")));
    }
  }

  @Override
  public void clear() {
    Command.Claim held = claim;
    if (held != null) {
      ask(habit == Habit.COMPLETE ? ONE_MORE : new Command.ReleaseClaim(held, "measured"));
    }
  }

  private Answer ask(Command command) {
    return switch (coordinator.submit(Request.by(agent.value(), command))) {
      case Reply.Done done -> done.answer();
      case Reply.Refused refused ->
          throw new IllegalStateException("refused: " + refused.rejection().message());
      case Reply.Failed failed -> throw failed.cause();
    };
  }
}
