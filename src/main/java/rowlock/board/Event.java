package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.budget.BudgetEvent;
import rowlock.need.NeedEvent;
import rowlock.task.AgentId;
import rowlock.task.Evidence;
import rowlock.task.Priority;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.team.Agent;
import rowlock.team.Discovery;
import rowlock.team.Message;
import rowlock.team.Observation;

/// Something that happened. Events are exact, durable and permanent: what they mean never changes,
/// new fields are optional and names are never used again for something else.
public sealed interface Event {

  /// Something that happened to tasks.
  sealed interface OfTask extends Event {}

  /// Something that happened to the team.
  sealed interface OfTeam extends Event {}

  /// Something that happened to messages and discoveries.
  sealed interface OfMail extends Event {}

  /// Something that happened to the board as a whole.
  sealed interface OfBoard extends Event {}

  /// Something that happened to what waits for a person.
  record OfNeed(NeedEvent event) implements Event {}

  /// Something that happened to what may be spent.
  record OfBudget(BudgetEvent event) implements Event {}

  /// A task came onto the board.
  record TaskAdded(TaskId task, TaskSpec spec) implements OfTask {}

  /// An agent was given a task. The position of this event makes the fence.
  record TaskClaimed(TaskId task, AgentId agent, Instant until, Duration length)
      implements OfTask {}

  /// The holder began.
  record TaskStarted(TaskId task) implements OfTask {}

  /// The holder showed that it is alive.
  record LeaseRenewed(TaskId task, Instant until) implements OfTask {}

  /// The claim was given back or taken away without blame.
  record ClaimReleased(TaskId task, String reason) implements OfTask {}

  /// An attempt ended without success.
  ///
  /// @param cause what kind of end it was
  /// @param reason in words, for the next one who tries
  /// @param retryAt when the task becomes available again, which may be at once; empty when it has
  ///   failed for good
  record AttemptFailed(TaskId task, FailureCause cause, String reason, Optional<Instant> retryAt)
      implements OfTask {}

  /// The wait before a retry is over.
  record RetryDue(TaskId task) implements OfTask {}

  /// The holder handed in its result.
  record TaskSubmitted(TaskId task, Submission submission) implements OfTask {}

  /// The task is finished, and why that is so.
  record TaskDone(TaskId task, Evidence evidence) implements OfTask {}

  /// Nobody wants the task any more.
  record TaskCancelled(TaskId task, String reason) implements OfTask {}

  /// Somebody wants a failed task tried again from the beginning.
  record TaskRetried(TaskId task) implements OfTask {}

  /// A task became more or less urgent.
  record PriorityChanged(TaskId task, Priority priority) implements OfTask {}

  /// Finished tasks left the board for the archive.
  record TasksArchived(List<TaskId> tasks) implements OfTask {
    public TasksArchived {
      tasks = List.copyOf(tasks);
    }
  }

  /// A group was made; its barrier, if it has one, waits for all its members.
  record GroupCreated(String group, String title, Optional<TaskId> barrier) implements OfTask {}

  /// An agent joined, or is described anew.
  record AgentRegistered(Agent agent) implements OfTeam {}

  /// An agent was seen doing something else than before.
  record AgentObserved(AgentId agent, Observation observation) implements OfTeam {}

  /// An agent left the team.
  record AgentRetired(AgentId agent, String reason) implements OfTeam {}

  /// A message was accepted.
  record MessageSent(Message message) implements OfMail {}

  /// A message was handed to one recipient.
  record MessageDelivered(String message, AgentId agent) implements OfMail {}

  /// One recipient read messages.
  record MessagesConfirmed(AgentId agent, List<String> messages) implements OfMail {
    public MessagesConfirmed {
      messages = List.copyOf(messages);
    }
  }

  /// A message will not reach one recipient.
  record MessageUndeliverable(String message, AgentId agent, String reason) implements OfMail {}

  /// Somebody found something out.
  record DiscoveryAdded(Discovery discovery) implements OfMail {}

  /// What the project is for.
  ///
  /// @param goal one line
  /// @param masterPlan the plan in words, may be empty
  record GoalSet(String goal, String masterPlan) implements OfBoard {}

  /// A setting got another value.
  record SettingChanged(Setting setting, String value) implements OfBoard {}

  /// A request with a key was answered; the same key gets the same answer from now on.
  ///
  /// @param key the key
  /// @param fingerprint SHA-256 of what was asked, in hex
  /// @param answer what was answered
  record RequestAnswered(String key, String fingerprint, Answer answer) implements OfBoard {}

  /// A plan began to be carried out.
  record RunOpened(Run run) implements OfBoard {}

  /// A run came to its end; taking it up again opens it anew.
  ///
  /// @param reason why it ended before all was done that could be, if it did
  record RunClosed(String run, RunOutcome outcome, Optional<String> reason) implements OfBoard {
    /// A run in which nothing more could be done.
    public RunClosed(String run, RunOutcome outcome) {
      this(run, outcome, Optional.empty());
    }
  }

  /// No lease ends before this moment, because nobody could renew during an outage.
  record GraceGranted(Instant until) implements OfBoard {}

  /// The journal was restored from a backup.
  ///
  /// @param fenceBase added to positions from here on, so that no fence is ever given twice
  record JournalRestored(long fenceBase) implements OfBoard {}
}
