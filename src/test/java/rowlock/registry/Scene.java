package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rowlock.access.Identity;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Run;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.operation.Projects;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Role;

/// A real project with two workers, a manager and a lead, and calls on it.
final class Scene implements AutoCloseable {
  static final Registry REGISTRY = Registry.standard();
  static final Identity OPERATOR = Identity.operator();
  static final Identity LEA = agent("lea", 0);
  static final Identity MIA = agent("mia", 1);
  static final Identity ANNA = agent("anna", 2);
  static final Identity BEN = agent("ben", 2);

  final Desk desk;
  final RecordingPremises premises = new RecordingPremises();
  private final Office office;

  private Scene(Path folder, Optional<Premises> others) {
    Projects.create(folder, "", new Caller("operator", Optional.empty()));
    desk = Projects.open(folder);
    desk.hub();
    office = new HubOffice(desk, others.orElse(premises));
    Stream.of(LEA, MIA, ANNA, BEN).forEach(this::enrol);
  }

  /// A project with a hub that records what is wanted of it.
  static Scene in(Path folder) {
    return new Scene(folder, Optional.empty());
  }

  /// A project without a hub.
  static Scene withoutHub(Path folder) {
    return new Scene(folder, Optional.of(Premises.NONE));
  }

  private static Identity agent(String name, int rank) {
    return Identity.of(new AgentId(name), Role.builtIn().get(rank), "token-of-" + name);
  }

  private void enrol(Identity identity) {
    give(
        new Command.RegisterAgent(
            new Agent(
                identity.agent().orElseThrow(),
                "external",
                identity.role().name(),
                Text.labels("capabilities", List.of()),
                Optional.empty(),
                Optional.empty())));
  }

  /// Gives a command that no operation gives.
  void give(Command command) {
    assertThat(desk.project().coordinator().submit(Request.bySystem(command)))
        .isInstanceOf(rowlock.coordinator.Reply.Done.class);
  }

  Outcome call(Identity who, String operation, Map<String, Object> arguments) {
    return call(who, operation, arguments, Optional.empty());
  }

  Outcome call(
      Identity who, String operation, Map<String, Object> arguments, Optional<String> key) {
    try {
      return new LocalGateway(REGISTRY, who, office).call(operation, arguments, key);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Calls what must be done, and answers what it told.
  Map<String, Object> done(Identity who, String operation, Map<String, Object> arguments) {
    Outcome outcome = call(who, operation, arguments);
    assertThat(outcome).as("%s %s", operation, arguments).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).data();
  }

  /// Calls what must be refused.
  Outcome.NotDone refused(Identity who, String operation, Map<String, Object> arguments) {
    Outcome outcome = call(who, operation, arguments);
    assertThat(outcome).as("%s %s", operation, arguments).isInstanceOf(Outcome.NotDone.class);
    return (Outcome.NotDone) outcome;
  }

  Board board() {
    return desk.board();
  }

  Task task(String id) {
    return board().task(new TaskId(id)).orElseThrow();
  }

  /// Adds a task that nothing holds up.
  void add(String id) {
    done(OPERATOR, "create_task", Map.of("id", id, "title", "Do " + id));
  }

  /// Adds a task and lets an agent claim it.
  ///
  /// @return the fence
  long claimed(Identity who, String id) {
    add(id);
    return number(done(who, "claim_task", Map.of("task_id", id)).get("fence"));
  }

  /// Adds a task and lets an agent do it.
  void finished(Identity who, String id) {
    long fence = claimed(who, id);
    done(who, "submit_task", Map.of("task_id", id, "fence", fence, "output", "Did " + id));
  }

  /// Opens a run.
  void run(String id) {
    give(
        new Command.OpenRun(
            new Run(id, "Build", "00ff", Optional.empty(), desk.now(), Optional.empty()),
            List.of()));
  }

  /// Lets an agent ask a question.
  ///
  /// @return the need
  String question(Identity who, String title) {
    return String.valueOf(done(who, "ask_question", Map.of("question", title)).get("need"));
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  @Override
  public void close() {
    desk.close();
  }
}
