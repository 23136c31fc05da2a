package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.hub.HubClient;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.operation.RunListener;
import rowlock.process.Patience;
import rowlock.process.RuntimeDirectory;
import rowlock.tmux.TmuxServer;

/// A hub in this process, in whose tmux any number of small programs live that pretend to be
/// agents: a prompt is drawn, and what is typed is drawn again.
final class Crowd implements AutoCloseable {
  /// A kind that answers at once by what it draws.
  static final String TALKER = "talker";

  /// A kind whose program ends at once.
  static final String DEAD = "dead";

  /// A kind whose program is not there.
  static final String ABSENT = "absent";

  private static final java.time.Duration LONG = java.time.Duration.ofSeconds(60);

  final Path folder;
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final AtomicReference<Throwable> trouble = new AtomicReference<>();
  private final Desk desk;
  private final Thread hub;
  private volatile boolean stopWanted;

  Crowd(Path root) throws Exception {
    folder = root.resolve("project");
    Files.createDirectories(folder);
    Projects.create(folder, "Crowd", new Caller(Request.OPERATOR, Optional.empty()));
    Files.writeString(folder.resolve(Project.HOME).resolve("agents.yaml"), kinds());
    desk = Projects.open(folder);
    desk.hub();
    hub =
        Thread.ofPlatform()
            .start(() -> {
              try {
                new Workbench(InstantSource.system(), "test").serve(desk, new Listener());
              } catch (RuntimeException | Error broken) {
                trouble.set(broken);
              }
            });
    await(this::isAnswering);
  }

  private boolean isAnswering() {
    try {
      return HubClient.find(folder.resolve(Project.HOME)).isPresent();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// The kinds, as `agents.yaml` describes them.
  static String kinds() {
    return kind(TALKER, "printf ready; exec cat")
        + kind(DEAD, "echo no licence; exit 7")
        + kind(ABSENT, "exec /nowhere/at/all");
  }

  private static String kind(String name, String script) {
    return """
    %s:
      mode: interactive
      command: [/bin/sh, -c, "%s", "{prompt}"]
      brief: prompt_argument
      prompt: ["{prompt}"]
      mcp: none
      hooks: none
      may_cost: false
    """
        .formatted(name, script);
  }

  void set(Setting setting, String value) {
    desk.project()
        .coordinator()
        .submit(Request.bySystem(new Command.ChangeSetting(setting, value)));
  }

  Desk desk() {
    return desk;
  }

  TmuxServer tmux() {
    return TmuxServer.of(folder, RuntimeDirectory.open());
  }

  /// What the operator is answered.
  Map<String, Object> call(String operation, Map<String, Object> arguments, Optional<String> key)
      throws InterruptedException {
    try (HubClient client = HubClient.find(folder.resolve(Project.HOME)).orElseThrow()) {
      HubClient.Answer answer =
          client.call(operation, arguments, key, java.time.Duration.ofMinutes(3));
      return answer.members();
    }
  }

  Map<String, Object> call(String operation, Map<String, Object> arguments)
      throws InterruptedException {
    return call(operation, arguments, Optional.empty());
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    Patience patience = new Patience(LONG);
    while (!condition.getAsBoolean()) {
      assertThat(patience.pause()).as("it came in time").isTrue();
    }
  }

  @Override
  public void close() {
    stopWanted = true;
    try {
      hub.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    desk.close();
    assertThat(trouble.get()).isNull();
  }

  /// Whoever looks on.
  private final class Listener implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      notices.add(text);
    }

    @Override
    public boolean isStopWanted() {
      return stopWanted;
    }
  }
}
