package rowlock.genuine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowlock.operation.Project;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Result;

/// A repository with a plan, a home that nobody has used, and the program as a user starts it.
///
/// @param folder everything is in it
record Scene(Path folder) {
  static final String RUN = "genuine";
  static final List<String> TASKS = List.of("north", "south");

  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(":", -1))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(":"));

  Path project() {
    return folder.resolve("project");
  }

  Path home() {
    return folder.resolve("home");
  }

  /// What the run has said.
  String said() {
    return read(output());
  }

  /// The first task is not proved before the gate is open, and the second waits for it.
  private String plan() {
    return """
    goal: Do what the files say
    tasks:
      - id: north
        title: Do what the file says
        checks: ["until [ -e '%s' ]; do sleep 0.1; done; grep -q 'done by' north.txt"]
      - id: south
        title: Do what the file says
        dependencies: [north]
        checks: ["grep -q 'done by' south.txt"]
    """
        .formatted(gate());
  }

  /// Lets the check of the first task come to its end.
  void openGate() {
    try {
      Files.createFile(gate());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Path gate() {
    return folder.resolve("gate");
  }

  private Path output() {
    return folder.resolve("said.txt");
  }

  /// Makes what is there before the program starts.
  ///
  /// @param program of the agent
  /// @param name by which it is called
  Scene prepared(Path program, String name) {
    try {
      for (String each : List.of("project", "home", "bin", "runtime")) {
        Files.createDirectories(folder.resolve(each));
      }
      Files.setPosixFilePermissions(
          folder.resolve("runtime"), PosixFilePermissions.fromString("rwx------"));
      Files.createSymbolicLink(folder.resolve("bin").resolve(name), program);
      for (String task : TASKS) {
        Files.writeString(project().resolve(task + ".txt"), Worker.BEFORE + "\n");
      }
      Files.writeString(folder.resolve("plan.yaml"), plan());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "begin");
    command("init", "Do what the files say");
    command("settings", "idle_after", "1s");
    return this;
  }

  String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Result result = Command.of(project(), argv).run();
    assertThat(result.succeeded()).as("%s: %s", argv, result.err().text()).isTrue();
    return result.out().text().strip();
  }

  /// Starts `rowlock run`; what it says goes into a file.
  ///
  /// @param variables its environment, besides a home and a path
  Process run(Map<String, String> variables, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", folder.resolve("plan.yaml").toString(), "--yes"));
    arguments.addAll(List.of("--name", RUN, "--agents", "1"));
    arguments.addAll(List.of(options));
    return start(variables, arguments);
  }

  /// Gives a command of rowlock's and waits for what it says.
  String command(String... arguments) {
    Result result =
        Command.of(project(), argv(List.of(arguments)))
            .with(new Environment(List.of(), base()))
            .run();
    assertThat(result.succeeded()).as(result.err().text()).isTrue();
    return result.out().text();
  }

  private Process start(Map<String, String> variables, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(argv(arguments)).directory(project().toFile());
    builder.environment().clear();
    builder.environment().putAll(base());
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(output().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      return builder.start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Map<String, String> base() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOME", home().toString());
    variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    variables.put("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TERM", "xterm-256color");
    return variables;
  }

  /// What is in a file.
  ///
  /// @param isPrivate whether only its user may read it
  record Text(Path file, String content, boolean isPrivate) {}

  /// Everything that lies in the folder when the run is over, besides its home's and its programs.
  Stream<Text> texts() {
    return files(folder)
        .filter(file -> !file.startsWith(folder.resolve("bin")))
        .map(file -> new Text(file, read(file), mode(file).endsWith("------")));
  }

  /// The files that lie in the home: their paths from there.
  List<String> filesAtHome() {
    return files(home()).map(file -> home().relativize(file).toString()).toList();
  }

  /// The tokens that agents were given.
  List<String> tokens() {
    Path agents = project().resolve(Project.HOME).resolve("agents");
    return files(agents)
        .filter(file -> file.getFileName().toString().equals("header"))
        .map(file -> read(file).replace("Authorization: Bearer ", "").strip())
        .filter(token -> !token.isEmpty())
        .toList();
  }

  /// Whether a need waits for an answer.
  boolean asks(String need) {
    return Files.exists(project().resolve(Project.HOME).resolve("journal.db"))
        && command("needs", "--json").contains('"' + need + '"');
  }

  /// What happened, oldest first: who did it, and what.
  List<String> log() {
    return command("log", "--limit", "1000")
        .lines()
        .map(line -> line.replaceFirst("^ *\\d+ +\\S+ \\S+ +(\\S+) +", "$1: "))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException | UncheckedIOException moving) {
      return Stream.empty();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<String> argv(List<String> arguments) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx512m"));
    argv.add("-XX:TieredStopAtLevel=1");
    argv.addAll(List.of("-cp", CLASS_PATH, "rowlock.app.Main"));
    argv.addAll(arguments);
    return argv;
  }
}
