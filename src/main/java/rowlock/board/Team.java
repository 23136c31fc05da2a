package rowlock.board;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import rowlock.task.AgentId;
import rowlock.team.Agent;
import rowlock.team.Observation;

/// The agents of a board and what was last seen of each. Immutable.
record Team(TreePMap<AgentId, Agent> agents, TreePMap<AgentId, Observation> observations) {
  static final Team EMPTY = new Team(TreePMap.empty(), TreePMap.empty());

  static Team of(Contents.OfTeam contents) {
    TreeMap<AgentId, Agent> agents = new TreeMap<>();
    contents.agents().forEach(agent -> agents.put(agent.id(), agent));
    return new Team(
        TreePMap.fromSortedMap(agents), TreePMap.fromSortedMap(contents.observations()));
  }

  Contents.OfTeam contents() {
    return new Contents.OfTeam(List.copyOf(agents.values()), observations);
  }

  Optional<Agent> find(AgentId id) {
    return Optional.ofNullable(agents.get(id));
  }

  Team apply(Event.OfTeam event) {
    return switch (event) {
      case Event.AgentRegistered registered ->
          new Team(agents.plus(registered.agent().id(), registered.agent()), observations);
      case Event.AgentObserved observed ->
          new Team(agents, observations.plus(observed.agent(), observed.observation()));
      case Event.AgentRetired retired ->
          new Team(agents.minus(retired.agent()), observations.minus(retired.agent()));
    };
  }
}
