package rowlock.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import rowlock.agent.Hooks;
import rowlock.agent.Resident;
import rowlock.agent.Sessions;
import rowlock.agent.Workplace;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.kind.AgentKind;
import rowlock.machine.Usage;
import rowlock.meter.Level;
import rowlock.meter.Meters;
import rowlock.operation.Fields;
import rowlock.operation.Hiring;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.team.Observation;
import rowlock.web.HookSink;

/// The agents of a hub, as the operations and the hooks find them. Empty until the hub knows where
/// agents work and when they are wanted.
final class Household implements Premises, HookSink {
  /// How long who comes early waits for the hub to be ready for agents.
  private static final Duration OPENING = Duration.ofSeconds(15);

  private static final double TENTHS = 10;

  private final CountDownLatch opened = new CountDownLatch(1);
  private final Meters meters = new Meters(Instant.now());
  private volatile Optional<Furnished> furnished = Optional.empty();
  private volatile Optional<GitDesk> git = Optional.empty();

  /// What is there once agents can live in the hub.
  ///
  /// @param sessions the agents
  /// @param hooks what their hooks are answered
  /// @param staff who can be started
  /// @param office where agents are hired
  private record Furnished(Sessions sessions, Hooks hooks, Staffing staff, HiringOffice office) {}

  /// How agents come to live in the hub.
  interface Staffing {
    /// The agent that is wanted, with a name.
    ///
    /// @param taken names that are no more free
    /// @throws Workshop.Refusal if there is no such kind, or it does not live in terminals
    Resident find(Hiring wish, Set<AgentId> taken);

    /// Where an agent works on a task.
    Assignment.Workplace describe(Command.Claim claim, Workplace.Place place);
  }

  /// Lets agents live here from now on.
  void furnish(Sessions sessions, Staffing staff) {
    meters.watch(Level.SPAWNS_WAITING, () -> sessions.starting().waiting());
    meters.watch(Level.SPAWNS_RUNNING, () -> sessions.starting().running());
    meters.watch(Level.MESSAGES_WAITING, sessions::messagesWaiting);
    furnished =
        Optional.of(new Furnished(sessions, new Hooks(sessions), staff, new HiringOffice()));
  }

  /// Lets questions about a repository be asked from now on; before the household is opened.
  void know(GitDesk desk) {
    git = Optional.of(desk);
  }

  /// It is known from now on whether agents can live here.
  void open() {
    opened.countDown();
  }

  /// Nobody lives here any more.
  void clear() {
    furnished = Optional.empty();
    git = Optional.empty();
    open();
  }

  @Override
  public boolean houses(AgentId agent) {
    return furnished.filter(there -> there.sessions().houses(agent)).isPresent();
  }

  @Override
  public boolean suits(AgentId agent, Task task) {
    return furnished.filter(there -> there.sessions().suits(agent, task)).isPresent();
  }

  @Override
  public Optional<Rejection> objection(AgentId agent, Task task) {
    return furnished.flatMap(there -> there.sessions().objection(agent, task));
  }

  @Override
  public Optional<Rejection> reserve(Command.Claim claim) {
    return there().sessions().reserve(claim);
  }

  @Override
  public Optional<Assignment.Workplace> prepare(Command.Claim claim) {
    Furnished there = there();
    Workplace.Place place = there.sessions().prepare(claim);
    return Optional.of(there.staff().describe(claim, place));
  }

  @Override
  public Harvest collect(Command.Claim claim) {
    return switch (there().sessions().collect(claim)) {
      case Workplace.Harvest.Taken taken -> new Harvest.Taken(taken.commit(), taken.files());
      case Workplace.Harvest.Refused refused -> new Harvest.Refused(refused.reason());
    };
  }

  @Override
  public List<Outcome> spawn(List<Hiring> wishes) throws InterruptedException {
    Furnished there = there();
    return there.office().hire(wishes, there.sessions(), there.staff());
  }

  @Override
  public Fields read(AgentId agent, int lines) {
    Sessions sessions = there().sessions();
    String text = sessions.screen(agent, lines).orElseThrow(() -> stranger(agent));
    Optional<Observation> seen = sessions.observation(agent);
    return Fields.of("agent", agent)
        .with("condition", seen.map(Observation::condition))
        .with("source", seen.map(Observation::source))
        .with("seen_at", seen.map(Observation::at))
        .with("usage", Optional.ofNullable(usage().get(agent)))
        .with("text", text);
  }

  @Override
  public Fields restart(AgentId agent, String reason) {
    if (!there().sessions().restart(agent, reason)) {
      throw stranger(agent);
    }
    return Fields.of("agent", agent);
  }

  @Override
  public Fields terminate(AgentId agent, String reason) {
    try {
      if (!there().sessions().end(agent, reason)) {
        throw stranger(agent);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Workshop.Refusal(
          Workshop.Refusal.Kind.ENVIRONMENT,
          "the hub closes while " + agent + " is being ended",
          "it ends with the hub");
    }
    return Fields.of("agent", agent);
  }

  @Override
  public void hasten(Set<AgentId> agents) {
    furnished.ifPresent(there -> there.sessions().hasten(agents));
  }

  @Override
  public Fields conflicts(int most) {
    return git().conflicts(most);
  }

  @Override
  public List<Outcome> git(Optional<AgentId> agent, List<GitWish> wishes) {
    return git().ask(agent, wishes);
  }

  private GitDesk git() {
    awaitOpening();
    return git.orElseThrow(() ->
        new Workshop.Refusal(
            Workshop.Refusal.Kind.ENVIRONMENT,
            "no run with a repository is active in this project",
            "`rowlock run PLAN` in a git repository begins one"));
  }

  @Override
  public Optional<Meters> meters() {
    return Optional.of(meters);
  }

  @Override
  public Fields prewarm(int worktrees) {
    int ready =
        there()
            .sessions()
            .warm(worktrees)
            .orElseThrow(() ->
                refusal(
                    "agents of this hub share the project's folder and have no worktrees",
                    "let `rowlock run` carry a plan in a repository"));
    return Fields.of("worktrees_ready", ready);
  }

  @Override
  public Map<AgentId, Fields> usage() {
    Map<AgentId, Fields> usage = new HashMap<>();
    furnished.ifPresent(
        there -> there.sessions().usage().forEach((id, one) -> usage.put(id, fields(one))));
    return usage;
  }

  private static Fields fields(Usage usage) {
    return Fields.of("cpu_percent", Math.round(usage.processorPercent() * TENTHS) / TENTHS)
        .with("memory_bytes", usage.memoryBytes())
        .with("processes", usage.processes())
        .with("measured_over_ms", usage.over());
  }

  @Override
  public Fields health() {
    return Fields.of("hub", true)
        .with("agents_housed", furnished.map(there -> there.sessions().all().size()).orElse(0));
  }

  @Override
  public Map<String, Object> receive(Report report) throws InterruptedException {
    AgentId agent = report.identity().agent().orElseThrow();
    return furnished.isPresent() ? furnished.get().hooks().answer(agent, report.body()) : Map.of();
  }

  private Furnished there() {
    awaitOpening();
    return furnished.orElseThrow(() ->
        new Workshop.Refusal(
            Workshop.Refusal.Kind.ENVIRONMENT,
            "no agents can live in this hub: it has no terminals",
            "install tmux, and see `rowlock doctor`"));
  }

  private void awaitOpening() {
    try {
      if (!opened.await(OPENING.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Workshop.Refusal(
            Workshop.Refusal.Kind.ENVIRONMENT, "the hub is still starting", "try it again");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the hub was starting");
    }
  }

  private static Workshop.Refusal stranger(AgentId agent) {
    return refusal(
        agent + " is none of the agents of this hub", "list_agents tells who is on the team");
  }

  static Workshop.Refusal refusal(String message, String hint) {
    return new Workshop.Refusal(Workshop.Refusal.Kind.INPUT, message, hint);
  }

  /// The name of the next agent of a kind.
  static AgentId nameOf(AgentKind kind, int number) {
    return new AgentId(kind.name() + "-" + number);
  }
}
