package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import rowlock.access.Grant;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.hub.HubClient;
import rowlock.hub.PortFile;
import rowlock.operation.Caller;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.process.Patience;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// A project whose hubs and MCP servers are real processes.
final class Hubs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final Path folder;
  private final ChildJvm jvm;
  private final List<Process> children = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param root a folder of its own
  Hubs(Path root) {
    this.folder = root.resolve("project");
    this.jvm = new ChildJvm(root.resolve("jvm"));
    assertThat(folder.toFile().mkdirs()).isTrue();
    Projects.create(folder, "Build", new Caller("operator", Optional.empty()));
    jvm.practise(Main.class, "status", "--json", "--project", folder.toString());
  }

  Path home() {
    return folder.resolve(Project.HOME);
  }

  /// Starts `rowlock serve` and waits until it answers.
  Process serve() throws InterruptedException {
    Process child = start(ProcessBuilder.Redirect.DISCARD, "serve");
    awaitHub();
    return child;
  }

  /// Starts a second hub, which must end by itself.
  ///
  /// @return what it said on the standard error
  String serveInVain() throws IOException, InterruptedException {
    Process child = start(ProcessBuilder.Redirect.PIPE, "serve");
    String said =
        new String(child.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(said).isNotZero();
    return said;
  }

  private Process start(ProcessBuilder.Redirect errors, String... words) {
    List<String> argv = new ArrayList<>(jvm.argv(Main.class, words));
    argv.addAll(List.of("--project", folder.toString()));
    try {
      Process child =
          new ProcessBuilder(argv).directory(folder.toFile()).redirectError(errors).start();
      children.add(child);
      return child;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Waits until a hub answers.
  PortFile awaitHub() throws InterruptedException {
    Patience patience = new Patience(PATIENCE);
    while (patience.pause()) {
      Optional<HubClient> found = HubClient.find(home());
      if (found.isPresent()) {
        found.get().close();
        return PortFile.read(home()).orElseThrow();
      }
    }
    throw new AssertionError("no hub answers");
  }

  /// A client of `rowlock mcp`, every line of which must be JSON-RPC.
  LineTools stdio(String agent) {
    Process child = start(ProcessBuilder.Redirect.DISCARD, "mcp", "--agent", agent);
    BufferedReader in = child.inputReader();
    return new LineTools(
            in,
            child.outputWriter(),
            () -> {
              try {
                assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(in.readLine()).as("after the last answer").isNull();
                assertThat(child.exitValue()).isZero();
              } catch (IOException broken) {
                throw new UncheckedIOException(broken);
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            })
        .connected();
  }

  /// A client of the hub over HTTP.
  HttpTools http(String agent) {
    Secret token =
        Tokens.of(home())
            .issue(Grant.of(new AgentId(agent), Role.LEAD), InstantSource.system().instant())
            .secret();
    int port = PortFile.read(home()).orElseThrow().port();
    return new HttpTools(http, URI.create("http://127.0.0.1:" + port + "/mcp"), token).connected();
  }

  /// Ends the hub as `rowlock stop` does.
  void stop(Process hub) throws InterruptedException {
    HubLock.askToStop(home());
    assertThat(hub.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(hub.exitValue()).isZero();
  }

  @Override
  public void close() {
    children.forEach(Process::destroyForcibly);
    http.close();
  }
}
