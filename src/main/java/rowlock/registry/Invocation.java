package rowlock.registry;

import java.util.Optional;
import rowlock.access.Claim;
import rowlock.access.Identity;
import rowlock.board.Command;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.team.Permission;

/// One call of an operation.
///
/// @param arguments what it was called with
/// @param identity who calls, as proved by a token and not by an argument
/// @param key calling again with the same key does it once
/// @param office what the handlers act on
public record Invocation(
    Arguments arguments, Identity identity, Optional<String> key, Office office) {

  /// The project.
  public Desk desk() {
    return office.desk();
  }

  /// Who gives the command.
  Caller caller() {
    return new Caller(identity.by(), key);
  }

  /// Who gives a command that is not the one the key is for.
  Caller keyless() {
    return new Caller(identity.by(), Optional.empty());
  }

  /// The agent it is about: the caller itself if it is an agent, whoever is named otherwise.
  ///
  /// @throws Forbidden if an agent names another one
  /// @throws IllegalArgumentException if nobody is named and the caller is no agent
  AgentId agent() {
    Optional<AgentId> named = arguments.optional(Arguments.AGENT).map(AgentId::new);
    Optional<AgentId> own = identity.agent();
    if (own.isEmpty()) {
      return named.orElseThrow(() ->
          new IllegalArgumentException(Arguments.AGENT + ": is missing (the agent it is about)"));
    }
    if (named.isPresent() && !named.get().equals(own.get())) {
      throw new Forbidden(
          "you are agent %s and cannot act for %s".formatted(own.get(), named.get()),
          "leave " + Arguments.AGENT + " out");
    }
    return own.get();
  }

  /// The claim it is about.
  ///
  /// @throws Forbidden if the caller's token is for another claim
  Command.Claim claim() {
    Command.Claim wanted =
        new Command.Claim(agent(), task(), arguments.whole("fence").orElseThrow());
    if (identity.claim().filter(bound -> !isSame(bound, wanted)).isPresent()) {
      throw Forbidden.beyond(identity.claim().get());
    }
    return wanted;
  }

  private static boolean isSame(Claim bound, Command.Claim wanted) {
    return bound.task().equals(wanted.task()) && bound.fence() == wanted.fence();
  }

  /// Refuses a task other than the one the caller's token is for, if it is for one only.
  ///
  /// @throws Forbidden if it is for another one
  void requireWithin(Optional<TaskId> task) {
    Optional<Claim> bound = identity.claim();
    if (bound.isPresent() && !task.equals(bound.map(Claim::task))) {
      throw Forbidden.beyond(bound.get());
    }
  }

  /// The task it is about.
  TaskId task() {
    return new TaskId(arguments.text("task_id"));
  }

  /// Refuses a part of an operation that needs more than the operation itself.
  ///
  /// @throws Forbidden unless the caller's role allows it
  void require(Permission permission, String what) {
    if (!identity.may(permission)) {
      throw Forbidden.lacking(identity, permission, what);
    }
  }
}
