package rowlock.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.meter.Meters;
import rowlock.operation.Fields;
import rowlock.operation.Hiring;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// Premises that do nothing but write down what is wanted of them.
final class RecordingPremises implements Premises {
  static final AgentId NOBODY = new AgentId("nobody");
  final List<String> wanted = new ArrayList<>();
  final List<Hiring> hired = new ArrayList<>();
  final Set<AgentId> residents = new HashSet<>();
  final Meters meters = new Meters(Instant.EPOCH);
  Optional<Rejection> objection = Optional.empty();

  @Override
  public boolean houses(AgentId agent) {
    return residents.contains(agent);
  }

  @Override
  public boolean suits(AgentId agent, Task task) {
    return true;
  }

  @Override
  public Optional<Rejection> objection(AgentId agent, Task task) {
    return Optional.empty();
  }

  @Override
  public Optional<Rejection> reserve(Command.Claim claim) {
    wanted.add("reserve " + claim.task());
    return objection;
  }

  @Override
  public Optional<Assignment.Workplace> prepare(Command.Claim claim) {
    wanted.add("prepare " + claim.task());
    return Optional.of(new Assignment.Workplace("/place/" + claim.task(), "branch", "main"));
  }

  @Override
  public Harvest collect(Command.Claim claim) {
    wanted.add("collect " + claim.task());
    return new Harvest.Taken(Optional.of("c0ffee"), List.of("taken.txt"));
  }

  @Override
  public List<Outcome> spawn(List<Hiring> wishes) {
    hired.addAll(wishes);
    return wishes.stream()
        .map(wish -> Fields.of("agent", "new").with("kind", wish.kind()).with("role", wish.role()))
        .map(Outcome::done)
        .toList();
  }

  @Override
  public Fields read(AgentId agent, int lines) {
    wanted.add("read %s, %d lines".formatted(agent, lines));
    return Fields.of("agent", agent).with("text", "");
  }

  @Override
  public Fields restart(AgentId agent, String reason) {
    wanted.add("restart %s: %s".formatted(agent, reason));
    return Fields.of("agent", agent);
  }

  @Override
  public Fields terminate(AgentId agent, String reason) {
    wanted.add("terminate %s: %s".formatted(agent, reason));
    return Fields.of("agent", agent);
  }

  @Override
  public void hasten(Set<AgentId> agents) {
    wanted.add("hasten " + new TreeSet<>(agents));
  }

  @Override
  public Fields conflicts(int most) {
    wanted.add("conflicts, %d at most".formatted(most));
    return Fields.of("conflicts", List.of())
        .with("total", 0)
        .with("branches", 0)
        .with("pairs", Fields.of("all", 0));
  }

  @Override
  public List<Outcome> git(Optional<AgentId> agent, List<GitWish> wishes) {
    wishes.forEach(wish -> wanted.add("git of %s: %s".formatted(agent.orElse(NOBODY), wish)));
    return wishes.stream()
        .map(wish ->
            wish.branch().startsWith("refused")
                ? new Outcome.NotDone(
                    Outcome.Reason.REJECTED, "refused", "not this one", "leave it", Map.of())
                : Outcome.done(Fields.of("ask", wish.ask())))
        .toList();
  }

  @Override
  public Optional<Meters> meters() {
    return Optional.of(meters);
  }

  @Override
  public Fields prewarm(int worktrees) {
    wanted.add("prewarm " + worktrees);
    return Fields.of("worktrees_ready", worktrees);
  }

  @Override
  public Map<AgentId, Fields> usage() {
    return Map.of(new AgentId("ben"), Fields.of("processes", 3));
  }

  @Override
  public Fields health() {
    return Fields.of("hub", true);
  }
}
