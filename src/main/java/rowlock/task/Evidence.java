package rowlock.task;

import java.time.Duration;
import java.util.List;

/// Why a task counts as done.
public sealed interface Evidence {
  /// The agent said so, and there was nothing to prove it by.
  ///
  /// @param agent who said so
  record Word(AgentId agent) implements Evidence {}

  /// The parts of the task are done.
  ///
  /// @param children the parts that are done
  record Parts(List<TaskId> children) implements Evidence {
    public Parts {
      children = List.copyOf(children);
    }
  }

  /// rowlock merged the work and ran its checks itself on the merged commit.
  ///
  /// @param commit the agent's commit
  /// @param merged the commit on the integration branch that holds it; the same as the branch's
  ///   head before when the work changed nothing
  /// @param checks what was run on exactly that commit; empty means the task has no checks
  record Proof(String commit, String merged, List<CheckRun> checks) implements Evidence {
    public Proof {
      Name.require("commit", commit);
      Name.require("merged", merged);
      checks = Text.list("checks", checks);
    }
  }

  /// One command that rowlock ran to prove a result.
  ///
  /// @param command as it was given
  /// @param exitCode what it ended with
  /// @param took how long it ran
  /// @param logHash SHA-256 of everything it printed, in hex
  record CheckRun(String command, int exitCode, Duration took, String logHash) {
    public CheckRun {
      Text.body("command", command);
      Text.line("log_hash", logHash);
    }
  }
}
