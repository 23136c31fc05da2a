package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import rowlock.bench.Venue.Guest;

/// A hub of its own with agents that live in its terminals.
final class AgentVenue implements AutoCloseable {
  /// The kind of the agents.
  static final String KIND = "timed";

  private static final String AGENT = "rowlock.app.TimedAgent";
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final int AT_ONCE = 4;
  private static final Duration SETTLE = Duration.ofSeconds(4);

  /// Turns long enough to be seen.
  private static final String SCRIPT = "think 200ms\nsay Done.\n";

  private final Path folder;
  private final Venue venue;
  private int agents;

  /// Starts the hub.
  ///
  /// @param folder for the project and what its agents need; it must be empty
  AgentVenue(Subject subject, Path folder) {
    this.folder = folder;
    Path project = folder.resolve("project");
    try {
      Files.createDirectories(folder.resolve("keys"));
      Files.writeString(folder.resolve("script"), SCRIPT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    subject.create(project);
    subject.teach(project, KIND, program());
    this.venue = subject.serve(project, Java.command(Java.MAIN, List.of("serve")));
  }

  /// The command line of the program that agents run.
  List<String> program() {
    List<String> argv = new ArrayList<>(Java.small(AGENT));
    argv.addAll(
        List.of(
            folder.resolve("keys").toString(), "--script", folder.resolve("script").toString()));
    return argv;
  }

  long pid() {
    return venue.pid();
  }

  Guest guest(String name) {
    return venue.overHttp(name);
  }

  KeyTimes keys(String agent) {
    return new KeyTimes(folder.resolve("keys").resolve(agent));
  }

  /// Lets agents live here until there are so many, a few starting at a time, and waits until all
  /// are idle.
  void settle(int wanted) {
    try (TeamWatch watch = watch("settler" + wanted);
        Guest lead = guest("lead")) {
      while (agents < wanted) {
        int first = agents;
        agents = Math.min(wanted, agents + AT_ONCE);
        for (int i = first; i < agents; i++) {
          lead.call("spawn_agent", Map.of("kind", KIND, "new_agent_id", name(i)));
        }
        team(watch).forEach(Tenant::awaitRest);
      }
    }
    LockSupport.parkNanos(SETTLE.toNanos());
  }

  /// Looks at the team as another client does, as often as it can.
  TeamWatch watch(String name) {
    return new TeamWatch(venue.overHttp(name), LOOK);
  }

  /// The same program in a tmux that nobody coordinates.
  BareTerminal bareTerminal() {
    return new BareTerminal(folder, program(), keys(BareTerminal.NAME));
  }

  List<Tenant> team(TeamWatch watch) {
    return IntStream.range(0, agents)
        .mapToObj(AgentVenue::name)
        .map(name -> new Tenant(name, watch, keys(name), venue.hooks(name, KIND)))
        .toList();
  }

  private static String name(int index) {
    return KIND + "-" + (index + 1);
  }

  @Override
  public void close() {
    venue.close();
  }
}
