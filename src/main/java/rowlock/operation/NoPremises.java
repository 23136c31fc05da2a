package rowlock.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.meter.Meters;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// The premises of a process that is no hub.
final class NoPremises implements Premises {
  @Override
  public boolean houses(AgentId agent) {
    return false;
  }

  @Override
  public boolean suits(AgentId agent, Task task) {
    throw noHub();
  }

  @Override
  public Optional<Rejection> objection(AgentId agent, Task task) {
    throw noHub();
  }

  @Override
  public Optional<Rejection> reserve(Command.Claim claim) {
    throw noHub();
  }

  @Override
  public Optional<Assignment.Workplace> prepare(Command.Claim claim) {
    throw noHub();
  }

  @Override
  public Harvest collect(Command.Claim claim) {
    throw noHub();
  }

  @Override
  public List<Outcome> spawn(List<Hiring> wishes) {
    throw noHub();
  }

  @Override
  public Fields read(AgentId agent, int lines) {
    throw noHub();
  }

  @Override
  public Fields restart(AgentId agent, String reason) {
    throw noHub();
  }

  @Override
  public Fields terminate(AgentId agent, String reason) {
    throw noHub();
  }

  /// Nobody types anything: agents read their mail themselves, and at once.
  @Override
  public void hasten(Set<AgentId> agents) {}

  @Override
  public Fields conflicts(int most) {
    throw noHub();
  }

  @Override
  public List<Outcome> git(Optional<AgentId> agent, List<GitWish> wishes) {
    throw noHub();
  }

  @Override
  public Optional<Meters> meters() {
    return Optional.empty();
  }

  @Override
  public Fields prewarm(int worktrees) {
    throw noHub();
  }

  @Override
  public Map<AgentId, Fields> usage() {
    return Map.of();
  }

  @Override
  public Fields health() {
    return Fields.of("hub", false);
  }

  private static Workshop.Refusal noHub() {
    return new Workshop.Refusal(
        Workshop.Refusal.Kind.ENVIRONMENT,
        "no hub runs for this project, so nobody starts or watches agents",
        "start one with `rowlock serve` or `rowlock run`");
  }
}
