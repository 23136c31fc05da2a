package rowlock.genuine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowlock.hub.HubClient;
import rowlock.hub.HubGateway;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.Reading;
import rowlock.kind.ScreenReader;
import rowlock.kind.Snapshot;
import rowlock.operation.Outcome;
import rowlock.operation.Project;

/// Whoever looks at a run from outside, again and again: at the agent's screen and at the arguments
/// of all processes.
final class Witness {
  private static final Path PROCESSES = Path.of("/proc");

  private final Scene scene;
  private final String agent;
  private final AgentKind kind;
  private final ScreenReader reader = ScreenReader.builtIn();
  private final Map<Reading.State, String> screens = new LinkedHashMap<>();
  private String last = "";
  private final Set<String> seen = new LinkedHashSet<>();
  private final Set<String> tokens = new TreeSet<>();
  private final Set<String> arguments = new LinkedHashSet<>();

  /// @param kind the agent's kind
  Witness(Scene scene, String kind) {
    this.scene = scene;
    this.agent = kind + "-1";
    this.kind = AgentKinds.builtIn().find(kind).orElseThrow();
  }

  /// Looks once.
  void look() throws InterruptedException {
    tokens.addAll(scene.tokens());
    arguments.addAll(processes("cmdline"));
    screen()
        .ifPresent(text -> {
          Snapshot seen = new Snapshot(text.lines().toList(), "", Snapshot.Program.ALIVE);
          last = text;
          screens.putIfAbsent(reader.read(kind, seen).state(), text);
        });
  }

  private Optional<String> screen() throws InterruptedException {
    Optional<HubClient> hub = HubClient.find(scene.project().resolve(Project.HOME));
    if (hub.isEmpty()) {
      return Optional.empty();
    }
    try (HubGateway gateway = HubGateway.of(hub.get())) {
      return switch (gateway.call("read_agent", Map.of("target", agent), Optional.empty())) {
        case Outcome.Done done -> {
          seen.add("%s (%s)".formatted(done.data().get("condition"), done.data().get("source")));
          yield Optional.of(String.valueOf(done.data().get("text")));
        }
        case Outcome.NotDone _ -> Optional.empty();
      };
    } catch (RuntimeException closing) {
      return Optional.empty();
    }
  }

  /// What the agent was seen doing, each with its source.
  Set<String> seen() {
    return seen;
  }

  /// The states in which the screen was seen, each with what it showed first.
  Map<Reading.State, String> screens() {
    return screens;
  }

  /// What the screen showed last.
  String last() {
    return last;
  }

  /// The tokens that the agent was given.
  Set<String> tokens() {
    return tokens;
  }

  /// The arguments of all processes that were seen.
  Set<String> arguments() {
    return arguments;
  }

  /// What processes that belong to the scene there are: their arguments.
  static List<String> left(Scene scene) {
    List<String> left = new ArrayList<>();
    String folder = scene.folder().toString();
    for (String file : List.of("cmdline", "environ")) {
      processes(file).stream().filter(text -> text.contains(folder)).forEach(left::add);
    }
    return left;
  }

  private static List<String> processes(String file) {
    try (Stream<Path> all = Files.list(PROCESSES)) {
      return all.flatMap(process -> read(process.resolve(file)).stream()).toList();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /// Nothing of what is no process, or is gone by now.
  private static Optional<String> read(Path file) {
    try {
      byte[] text = Files.isReadable(file) ? Files.readAllBytes(file) : new byte[0];
      return Optional.of(new String(text, StandardCharsets.ISO_8859_1).replace('\0', ' '));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
