package rowlock.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.budget.BudgetCommand;
import rowlock.need.NeedCommand;
import rowlock.task.AgentId;
import rowlock.task.Evidence;
import rowlock.task.Name;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.AgentCondition;
import rowlock.team.Discovery;
import rowlock.team.Importance;
import rowlock.team.Message;
import rowlock.team.Recipient;

/// Something a person, an agent or rowlock itself wants to happen. The board decides whether it
/// does.
public sealed interface Command {

  /// About tasks.
  sealed interface OfTask extends Command {}

  /// About one claim, by the agent that holds it or in its name.
  sealed interface OfClaim extends OfTask {
    /// Which claim.
    Claim claim();
  }

  /// About the team.
  sealed interface OfTeam extends Command {}

  /// About messages and discoveries.
  sealed interface OfMail extends Command {}

  /// About the board as a whole.
  sealed interface OfBoard extends Command {}

  /// About what waits for a person.
  record OfNeed(NeedCommand command) implements Command {}

  /// About what may be spent.
  record OfBudget(BudgetCommand command) implements Command {}

  /// Which claim is meant. All three must be right.
  ///
  /// @param agent the holder
  /// @param task the task it holds
  /// @param fence the fence it was given with the claim
  record Claim(AgentId agent, TaskId task, long fence) {}

  /// Adds tasks: all of them or none.
  record AddTasks(List<NewTask> tasks) implements OfTask {
    /// The most tasks in one command.
    public static final int MAX_TASKS = 200_000;

    public AddTasks {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty() || tasks.size() > MAX_TASKS) {
        throw new IllegalArgumentException("tasks: 1 to " + MAX_TASKS + ", not " + tasks.size());
      }
    }
  }

  /// Makes a group, with a task as its barrier if one is wanted: the barrier becomes available when
  /// all members are done.
  record CreateGroup(String group, String title, Optional<NewTask> barrier) implements OfTask {
    public CreateGroup {
      Name.require("group_id", group);
      Text.line("title", title);
    }
  }

  /// Asks for a task: a certain one, or the most urgent the agent may take.
  ///
  /// @param lease how long the claim lasts, in the range of [Setting#LEASE]; that setting otherwise
  record ClaimTask(AgentId agent, Optional<TaskId> task, Optional<Duration> lease)
      implements OfTask {
    public ClaimTask {
      lease.ifPresent(Setting.LEASE::require);
    }
  }

  /// Says that work has begun.
  record StartTask(Claim claim) implements OfClaim {}

  /// Keeps a claim alive.
  ///
  /// @param lease how long from now, in the range of [Setting#LEASE]; as long as it was claimed for
  ///   otherwise
  record RenewLease(Claim claim, Optional<Duration> lease) implements OfClaim {
    public RenewLease {
      lease.ifPresent(Setting.LEASE::require);
    }
  }

  /// Hands in a result.
  record SubmitTask(Claim claim, Submission submission) implements OfClaim {}

  /// Says that the attempt failed.
  record FailTask(Claim claim, FailureCause cause, String reason) implements OfClaim {
    public FailTask {
      Text.body("reason", reason);
    }
  }

  /// Gives a claim back without blame.
  record ReleaseClaim(Claim claim, String reason) implements OfClaim {
    public ReleaseClaim {
      Text.body("reason", reason);
    }
  }

  /// The verdict on a submitted task: proved.
  record AcceptTask(Claim claim, Evidence.Proof proof) implements OfClaim {
    public AcceptTask {
      if (proof.checks().stream().anyMatch(check -> check.exitCode() != 0)) {
        throw new IllegalArgumentException("evidence: a check that failed proves nothing");
      }
    }
  }

  /// The verdict on a submitted task: not good enough, and why.
  record ReturnTask(Claim claim, FailureCause cause, String reason) implements OfClaim {
    public ReturnTask {
      Text.body("reason", reason);
    }
  }

  /// Takes a task from whoever holds it and makes it available again.
  record RequeueTask(TaskId task, String reason) implements OfTask {
    public RequeueTask {
      Text.body("reason", reason);
    }
  }

  /// Gives a task up, with its open children.
  record CancelTask(TaskId task, String reason) implements OfTask {
    public CancelTask {
      Text.body("reason", reason);
    }
  }

  /// Tries a failed task again from the beginning, with all its retries.
  record RetryTask(TaskId task) implements OfTask {}

  /// Makes a task more or less urgent.
  record ChangePriority(TaskId task, Priority priority) implements OfTask {}

  /// Adds an agent to the team, or describes it anew.
  record RegisterAgent(Agent agent) implements OfTeam {}

  /// Reports what an agent was seen doing.
  record ObserveAgent(AgentId agent, AgentCondition condition, String source) implements OfTeam {
    public ObserveAgent {
      Text.line("source", source);
    }
  }

  /// Removes an agent from the team; what it holds becomes available again.
  record RetireAgent(AgentId agent, String reason) implements OfTeam {
    public RetireAgent {
      Text.line("reason", reason);
    }
  }

  /// Sends a message.
  record SendMessage(
      AgentId sender,
      Recipient recipient,
      Importance importance,
      String body,
      Optional<String> replyTo)
      implements OfMail {
    public SendMessage {
      Message.requireBody(body);
      replyTo.ifPresent(message -> Name.require("reply_to", message));
    }
  }

  /// Reports that a message was handed to one recipient.
  record DeliverMessage(String message, AgentId agent) implements OfMail {
    public DeliverMessage {
      Name.require("message", message);
    }
  }

  /// Reports that one recipient read messages.
  record ConfirmMessages(AgentId agent, List<String> messages) implements OfMail {
    public ConfirmMessages {
      messages.forEach(message -> Name.require("message", message));
      messages = Text.list("messages", messages);
    }
  }

  /// Reports that a message will not reach one recipient.
  record GiveUpMessage(String message, AgentId agent, String reason) implements OfMail {
    public GiveUpMessage {
      Name.require("message", message);
      Text.line("reason", reason);
    }
  }

  /// Tells the team about a finding.
  record AddDiscovery(AgentId author, String text, SortedSet<String> tags, Optional<TaskId> task)
      implements OfMail {
    public AddDiscovery {
      Discovery.requireText(text);
      tags = Text.labels("tags", tags);
    }
  }

  /// Says what the project is for.
  record SetGoal(String goal, String masterPlan) implements OfBoard {
    public SetGoal {
      Text.line("goal", goal);
      Text.body("master_plan", masterPlan);
    }
  }

  /// Changes a setting.
  record ChangeSetting(Setting setting, String value) implements OfBoard {
    public ChangeSetting {
      setting.require(value);
    }
  }

  /// Begins to carry out a plan, with its tasks: all of it or nothing. A run that is already known
  /// by this name and plan is taken up again, and no task is added.
  record OpenRun(Run run, List<NewTask> tasks) implements OfBoard {
    public OpenRun {
      tasks = List.copyOf(tasks);
      if (tasks.size() > AddTasks.MAX_TASKS) {
        throw new IllegalArgumentException(
            "tasks: at most " + AddTasks.MAX_TASKS + ", not " + tasks.size());
      }
    }
  }

  /// Ends a run.
  ///
  /// @param reason why it ended before all was done that could be, if it did
  record CloseRun(String run, RunOutcome outcome, Optional<String> reason) implements OfBoard {
    public CloseRun {
      Name.require("run", run);
      reason.ifPresent(text -> Text.line("reason", text));
    }

    /// Ends a run in which nothing more can be done.
    public CloseRun(String run, RunOutcome outcome) {
      this(run, outcome, Optional.empty());
    }
  }

  /// Lets time-dependent rules act: leases end, waits are over, old tasks leave.
  record Tick() implements OfBoard {}

  /// Says that nobody could renew leases until now.
  record GrantGrace() implements OfBoard {}

  /// Says that the journal was restored from a backup.
  ///
  /// @param highestFence the highest fence that may ever have been given out: the position of the
  ///   journal that is replaced plus its [Board#fenceBase]
  record MarkRestored(long highestFence) implements OfBoard {
    public MarkRestored {
      if (highestFence < 0 || highestFence > MAX_FENCE) {
        throw new IllegalArgumentException(
            "highest_fence: 0 to " + MAX_FENCE + ", not " + highestFence);
      }
    }

    /// The highest fence a journal can reach; beyond it numbers stop being exact in JSON.
    public static final long MAX_FENCE = 1L << 53;
  }
}
