package rowlock.journal;

import java.util.Optional;
import rowlock.board.Event;
import rowlock.board.Event.OfTeam;
import rowlock.task.AgentId;

/// Events about the team as JSON, with their permanent names.
final class TeamEvents {
  private TeamEvents() {}

  static void write(OfTeam event, Form out) {
    switch (event) {
      case Event.AgentRegistered e ->
          out.text("type", "agent_registered").object("agent", e.agent(), TeamJson::writeAgent);
      case Event.AgentObserved e ->
          out.text("type", "agent_observed")
              .text("agent", e.agent().value())
              .object("observation", e.observation(), TeamJson::writeObservation);
      case Event.AgentRetired e ->
          out.text("type", "agent_retired")
              .text("agent", e.agent().value())
              .textIfAny("reason", e.reason());
    }
  }

  static Optional<Event> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "agent_registered" -> new Event.AgentRegistered(TeamJson.agent(in.object("agent")));
          case "agent_observed" ->
              new Event.AgentObserved(
                  new AgentId(in.text("agent")), TeamJson.observation(in.object("observation")));
          case "agent_retired" ->
              new Event.AgentRetired(new AgentId(in.text("agent")), in.textOrEmpty("reason"));
          default -> null;
        });
  }
}
