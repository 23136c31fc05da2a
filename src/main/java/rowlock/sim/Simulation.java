package rowlock.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowlock.board.Board;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// One simulated history, from an empty journal through all sorts of trouble to the point where
/// everybody behaves and everything must come to an end.
public final class Simulation {
  private static final int STEPS_BETWEEN_FULL_CHECKS = 50;
  private static final Duration OFTEN = Duration.ofSeconds(2);
  private static final Duration SELDOM = Duration.ofSeconds(15);

  /// How many steps per task the calm end may take before something counts as waiting for ever.
  private static final int MOST_STEPS_PER_TASK = 400;

  private static final int LEAST_STEPS_TO_END = 4_000;

  private final World world;
  private final Options options;
  private final List<SimulatedAgent> agents;
  private final Operator operator;
  private final MergeGate gate;
  private final Sponsor sponsor;
  private int steps;

  private Simulation(long seed, Options options) {
    this.world = new World(seed, options);
    this.options = options;
    List<AgentId> team =
        IntStream.rangeClosed(1, options.agents()).mapToObj(i -> new AgentId("a" + i)).toList();
    this.agents = team.stream().map(agent -> new SimulatedAgent(world, agent)).toList();
    this.operator = new Operator(world, team);
    this.gate = new MergeGate(world);
    this.sponsor = new Sponsor(world, team);
  }

  /// Runs the history that a seed stands for.
  public static Outcome run(long seed, Options options) {
    Simulation simulation = new Simulation(seed, options);
    Optional<Violation> violation = simulation.run();
    World world = simulation.world;
    return new Outcome(
        seed,
        simulation.steps,
        world.log().entries(),
        world.log().replies(),
        Duration.between(VirtualClock.START, world.clock().now()),
        world.log().hash(),
        violation);
  }

  private Optional<Violation> run() {
    try {
      begin();
      while (steps < options.steps()) {
        step();
      }
      end();
      return Optional.empty();
    } catch (Violation found) {
      return Optional.of(found);
    } catch (RuntimeException broken) {
      Violation violation = new Violation("BUG", "the code under test failed: " + broken);
      violation.initCause(broken);
      return Optional.of(violation);
    }
  }

  private void begin() {
    world
        .hubs()
        .forEach(hub -> {
          world.after(Duration.ZERO, hub::start);
          world.every(OFTEN, SELDOM, hub::tick);
        });
    world.after(OFTEN, operator::begin);
    agents.forEach(SimulatedAgent::begin);
    gate.begin();
    world.after(OFTEN, sponsor::begin);
    world.chaos().begin();
  }

  private void step() {
    steps++;
    world.step();
    if (steps % STEPS_BETWEEN_FULL_CHECKS == 0) {
      world.referee().checkAll(world.hubs());
    }
  }

  /// Everybody behaves and nothing breaks: now everything must come to an end.
  private void end() {
    world.chaos().calm();
    agents.forEach(SimulatedAgent::calm);
    gate.calm();
    world.hubs().forEach(Hub::start);
    operator.calm();
    sponsor.calm();
    int most =
        steps
            + Math.max(
                LEAST_STEPS_TO_END, MOST_STEPS_PER_TASK * world.referee().truth().tasks().size());
    while (open().findAny().isPresent()) {
      if (steps >= most) {
        throw new Violation("T9", "these wait for ever: " + open().limit(5).toList());
      }
      step();
    }
    world.referee().checkAll(world.hubs());
    world.referee().checkReplay();
  }

  /// What is not finished: tasks, messages, needs and payments.
  private Stream<String> open() {
    Board board = world.referee().truth();
    Stream<String> tasks =
        board.tasks().stream().filter(task -> !task.isFinished()).map(Simulation::describe);
    Stream<String> mail =
        board.agents().stream()
            .filter(agent -> !board.unreadBy(agent.id()).isEmpty())
            .map(agent -> agent.id() + " has unread messages");
    Stream<String> needs = board.needs().stream().map(need -> need + " waits");
    Stream<String> payments = board.budgets().open().stream().map(one -> one + " is not paid");
    return Stream.of(tasks, mail, needs, payments).flatMap(Function.identity());
  }

  private static String describe(Task task) {
    return task.id() + " " + task.state();
  }
}
