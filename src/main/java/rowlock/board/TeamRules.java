package rowlock.board;

import java.util.List;
import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Observation;

/// Who is on the team, and what is known of them.
final class TeamRules {
  /// The most agents on a board, so that a message to all of them is one message.
  static final int MAX_AGENTS = Text.MAX_ENTRIES;

  private final Draft draft;

  TeamRules(Draft draft) {
    this.draft = draft;
  }

  Decision decide(Command.OfTeam command) {
    return switch (command) {
      case Command.RegisterAgent register -> register(register.agent());
      case Command.ObserveAgent observe -> observe(observe);
      case Command.RetireAgent retire -> retire(retire);
    };
  }

  private Decision register(Agent agent) {
    if (isFull(agent.id())) {
      return Draft.reject(new Rejection.LimitReached("agents", MAX_AGENTS));
    }
    if (draft.board().agent(agent.id()).filter(agent::equals).isEmpty()) {
      draft.emit(new Event.AgentRegistered(agent));
    }
    return draft.accept(new Answer.Created(agent.id().value()));
  }

  /// Whether there is no room for an agent that is not on the team yet.
  boolean isFull(AgentId agent) {
    return draft.board().agents().size() >= MAX_AGENTS && draft.board().agent(agent).isEmpty();
  }

  /// Only a change is an event; that a state goes on is a sample and stays out of the journal.
  private Decision observe(Command.ObserveAgent command) {
    if (draft.board().agent(command.agent()).isEmpty()) {
      return unknown(command.agent());
    }
    Optional<Observation> before =
        Optional.ofNullable(draft.board().observations().get(command.agent()));
    boolean same =
        before
            .filter(seen ->
                seen.condition() == command.condition() && seen.source().equals(command.source()))
            .isPresent();
    if (!same) {
      Observation seen = new Observation(command.condition(), command.source(), draft.now());
      draft.emit(new Event.AgentObserved(command.agent(), seen));
    }
    return draft.accept();
  }

  private Decision retire(Command.RetireAgent command) {
    AgentId agent = command.agent();
    if (draft.board().agent(agent).isEmpty()) {
      return unknown(agent);
    }
    for (TaskId task : List.copyOf(draft.tasks().census().heldBy(agent))) {
      draft.emit(new Event.ClaimReleased(task, agent + " left: " + command.reason()));
      new Endings(draft).settle(task);
    }
    for (Letter letter : draft.mail().waitingFor(agent)) {
      draft.emit(
          new Event.MessageUndeliverable(letter.message().id(), agent, "the agent left the team"));
    }
    new OperatorRules(draft).agentLeaves(agent);
    draft.emit(new Event.AgentRetired(agent, command.reason()));
    return draft.accept();
  }

  private static Decision unknown(AgentId agent) {
    return Draft.reject(new Rejection.UnknownAgent(agent));
  }
}
