package rowlock.registry;

import java.util.Map;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;

/// The office of a hub.
///
/// @param desk the project, with its coordinator running
/// @param premises the agents of the hub
/// @param quotas how much each agent may still add; the same for all offices of a hub
public record HubOffice(Desk desk, Premises premises, Quotas quotas) implements Office {
  /// An office by itself.
  public HubOffice(Desk desk, Premises premises) {
    this(desk, premises, new Quotas());
  }

  @Override
  public Outcome found(String goal, Caller caller) {
    return new Outcome.NotDone(
        Outcome.Reason.REJECTED,
        "project_exists",
        "the project is there already, with the goal: " + desk.board().goal(),
        "update_master_plan changes its goal and plan",
        Map.of("goal", desk.board().goal()));
  }
}
