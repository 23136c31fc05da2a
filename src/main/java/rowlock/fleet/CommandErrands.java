package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import rowlock.bench.Java;
import rowlock.bench.Subject;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.fleet.Errand.Way;
import rowlock.process.Environment;
import rowlock.process.Result;
import rowlock.task.AgentId;
import rowlock.team.Agent;
import rowlock.team.Role;

/// Commands that a person gives about a large team.
final class CommandErrands {
  private static final double GOAL = 3;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String HOW =
      "one process, from its start to its reaped end; floor: java -version; ours: the launcher,"
          + " without a hub";

  private final Subject subject;
  private final Path folder;
  private final Path launcher;

  /// @param launcher the rowlock script
  CommandErrands(Subject subject, Path folder, Path launcher) {
    this.subject = subject;
    this.folder = folder;
    this.launcher = launcher;
  }

  /// The list of so many agents.
  Errand errand(int size) {
    Path project = folder.resolve("team" + size);
    subject.create(project);
    try (Coordinator coordinator = subject.open(project)) {
      IntStream.range(0, size).forEach(i -> register(coordinator, new AgentId("agent-" + i)));
    }
    // Not counted: the first start may build the program and its cache.
    run(project, List.of(launcher.toString(), "list"));
    return new Errand(
        "rowlock list, agents",
        size,
        GOAL,
        Map.of(
            Way.FLOOR,
            () -> run(project, List.of(Java.program(), "-version")),
            Way.OURS,
            () -> run(project, List.of(launcher.toString(), "list"))),
        HOW);
  }

  private static void register(Coordinator coordinator, AgentId id) {
    Agent agent =
        new Agent(id, "claude", Role.WORKER, new TreeSet<>(), Optional.empty(), Optional.empty());
    Reply reply =
        coordinator.submit(Request.by(Request.OPERATOR, new Command.RegisterAgent(agent)));
    if (!(reply instanceof Reply.Done)) {
      throw new IllegalStateException("cannot register an agent: " + reply);
    }
  }

  private static Duration run(Path project, List<String> argv) {
    Environment environment =
        Environment.BASIC.allowing("JAVA_HOME", "ROWLOCK_JAVA_HOME", "MAVEN_OPTS");
    Result result =
        rowlock.process.Command.of(project, argv).with(environment).within(LONGEST).run();
    if (!result.succeeded()) {
      throw new IllegalStateException(argv.getFirst() + " failed: " + result.err().text());
    }
    return result.duration();
  }
}
