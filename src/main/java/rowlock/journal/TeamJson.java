package rowlock.journal;

import rowlock.task.AgentId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Observation;

/// Agents and what was seen of them, as JSON.
final class TeamJson {
  private TeamJson() {}

  static void writeAgent(Agent agent, Form out) {
    out.text("id", agent.id().value())
        .text("kind", agent.kind())
        .text("role", agent.role())
        .texts("capabilities", agent.capabilities())
        .text("parent", agent.parent().map(AgentId::value))
        .text("machine", agent.machine());
  }

  static Agent agent(Fields in) {
    return new Agent(
        new AgentId(in.text("id")),
        in.text("kind"),
        in.text("role"),
        Text.labels("capabilities", in.texts("capabilities")),
        in.maybeText("parent").map(AgentId::new),
        in.maybeText("machine"));
  }

  static void writeObservation(Observation observation, Form out) {
    out.text("condition", Words.CONDITIONS.of(observation.condition()))
        .text("source", observation.source())
        .time("at", observation.at());
  }

  static Observation observation(Fields in) {
    return new Observation(
        Words.CONDITIONS.named(in.text("condition")), in.text("source"), in.time("at"));
  }
}
