package rowlock.board;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rowlock.budget.BudgetRefusal;
import rowlock.need.NeedRefusal;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// Why a command was not carried out. The message says what is so; the hint says what to do next.
public sealed interface Rejection {
  /// What is so, in one sentence.
  String message();

  /// What to do next, in one sentence.
  String hint();

  /// The name in every interface: `stale_fence`, `unknown_task`, ...
  default String code() {
    return named(this);
  }

  private static String named(Object kind) {
    return kind.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /// What the rules about needs said.
  record OfNeed(NeedRefusal refusal) implements Rejection {
    @Override
    public String code() {
      return named(refusal);
    }

    @Override
    public String message() {
      return refusal.message();
    }

    @Override
    public String hint() {
      return refusal.hint();
    }
  }

  /// What the rules about budgets said.
  record OfBudget(BudgetRefusal refusal) implements Rejection {
    @Override
    public String code() {
      return named(refusal);
    }

    @Override
    public String message() {
      return refusal.message();
    }

    @Override
    public String hint() {
      return refusal.hint();
    }
  }

  /// No such task.
  record UnknownTask(TaskId task) implements Rejection {
    @Override
    public String message() {
      return "there is no task " + task;
    }

    @Override
    public String hint() {
      return "see `rowlock task list` for the tasks there are";
    }
  }

  /// A dependency, parent or barrier that is neither on the board nor in the batch.
  record UnknownLink(TaskId task, String field, String name) implements Rejection {
    @Override
    public String message() {
      return "task " + task + ": " + field + " names " + name + ", which does not exist";
    }

    @Override
    public String hint() {
      return "add it first, or in the same batch";
    }
  }

  /// The name is taken.
  record DuplicateId(String what, String id) implements Rejection {
    @Override
    public String message() {
      return "there is already a " + what + " " + id;
    }

    @Override
    public String hint() {
      return "choose another id, or leave it out where one is given automatically";
    }
  }

  /// Tasks would wait for each other for ever.
  record Cycle(List<TaskId> tasks) implements Rejection {
    public Cycle {
      tasks = List.copyOf(tasks);
    }

    @Override
    public String message() {
      return "tasks would wait for each other: "
          + tasks.stream().map(TaskId::value).collect(Collectors.joining(" -> "))
          + " -> "
          + tasks.getFirst();
    }

    @Override
    public String hint() {
      return "take one of these links out";
    }
  }

  /// The fence is not that of the current claim.
  record StaleFence(TaskId task, long shown, long current) implements Rejection {
    @Override
    public String message() {
      return "fence %d is not the current claim of task %s".formatted(shown, task)
          + (current > 0 ? " (%d is)".formatted(current) : " (nobody holds it)");
    }

    @Override
    public String hint() {
      return "the claim was lost; stop working on it and claim again";
    }
  }

  /// The lease ended before the command came.
  record LeaseOver(TaskId task, Instant endedAt) implements Rejection {
    @Override
    public String message() {
      return "the lease on task " + task + " ended at " + endedAt;
    }

    @Override
    public String hint() {
      return "stop working on it and claim again; renew earlier with `rowlock heartbeat`";
    }
  }

  /// Somebody else holds the task.
  record NotYours(TaskId task, AgentId holder) implements Rejection {
    @Override
    public String message() {
      return "task " + task + " is held by " + holder;
    }

    @Override
    public String hint() {
      return "only its holder may do that; `rowlock task release` takes it away";
    }
  }

  /// The task stands where this cannot be done.
  record WrongStatus(TaskId task, TaskStatus status, String wanted) implements Rejection {
    @Override
    public String message() {
      return "task %s is %s; cannot %s it".formatted(task, status.label(), wanted);
    }

    @Override
    public String hint() {
      return "`rowlock why " + task + "` tells what it waits for";
    }
  }

  /// There is nothing to hand out to this agent.
  record NothingAvailable(AgentId agent, int open) implements Rejection {
    @Override
    public String message() {
      return open == 0
          ? "there are no open tasks"
          : "none of the %d open tasks can be claimed by %s now".formatted(open, agent);
    }

    @Override
    public String hint() {
      return open == 0 ? "add tasks first" : "`rowlock status` shows what is waited for";
    }
  }

  /// The agent lacks what the task requires.
  record NotQualified(AgentId agent, TaskId task, String requirement) implements Rejection {
    @Override
    public String message() {
      return "agent %s may not take task %s: it requires %s".formatted(agent, task, requirement);
    }

    @Override
    public String hint() {
      return "register the agent with these capabilities, or let another one claim it";
    }
  }

  /// The agent holds as many tasks as it may.
  record TooManyClaims(AgentId agent, List<TaskId> held) implements Rejection {
    public TooManyClaims {
      held = List.copyOf(held);
    }

    @Override
    public String message() {
      return "agent %s already holds %s"
          .formatted(agent, held.stream().map(TaskId::value).collect(Collectors.joining(", ")));
    }

    @Override
    public String hint() {
      return "submit, fail or release it first, or raise the setting claims_per_agent";
    }
  }

  /// No such agent.
  record UnknownAgent(AgentId agent) implements Rejection {
    @Override
    public String message() {
      return "there is no agent " + agent;
    }

    @Override
    public String hint() {
      return "see `rowlock agents` for the team";
    }
  }

  /// A message or its reply would go to nobody.
  record NoRecipient(String wanted) implements Rejection {
    @Override
    public String message() {
      return "the message would reach nobody: " + wanted;
    }

    @Override
    public String hint() {
      return "see `rowlock agents` for the team";
    }
  }

  /// The recipient does not read its messages.
  record MailboxFull(AgentId agent, long limit) implements Rejection {
    @Override
    public String message() {
      return "agent %s has %d unread messages, which is the limit".formatted(agent, limit);
    }

    @Override
    public String hint() {
      return "wait until it has read some, or raise the setting mailbox";
    }
  }

  /// There would be more of something than a board allows.
  ///
  /// @param what the thing, in the plural
  record LimitReached(String what, long limit) implements Rejection {
    @Override
    public String message() {
      return "there may be at most %d %s".formatted(limit, what);
    }

    @Override
    public String hint() {
      return "make do with fewer";
    }
  }

  /// Something else that is named does not exist.
  record Unknown(String what, String id) implements Rejection {
    @Override
    public String message() {
      return "there is no " + what + " " + id;
    }

    @Override
    public String hint() {
      return "check the name";
    }
  }

  /// The same key was used for something else.
  record KeyConflict(String key) implements Rejection {
    @Override
    public String message() {
      return "the key " + key + " was used before for another request";
    }

    @Override
    public String hint() {
      return "use a new key for a new request";
    }
  }

  /// The group takes no more members, because its barrier was passed.
  record GroupClosed(String group, TaskId barrier) implements Rejection {
    @Override
    public String message() {
      return "group " + group + " is closed: its barrier " + barrier + " was handed out already";
    }

    @Override
    public String hint() {
      return "put the task into another group";
    }
  }

  /// A run of this name is there with another plan.
  record RunDiffers(String run) implements Rejection {
    @Override
    public String message() {
      return "run " + run + " was begun with another plan or repository";
    }

    @Override
    public String hint() {
      return "resume it with the plan it was begun with, or give the new run another name";
    }
  }
}
