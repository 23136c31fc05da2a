package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.hub.HubClient;
import rowlock.json.Json;
import rowlock.tmux.Availability;

/// Secrets that a run comes by, looked for everywhere while it works and afterwards: in the
/// arguments of all processes, in what the hub answers, in everything printed, logged and exported.
final class CanaryTest {
  /// In the environment of the user; agents are not to have it at all.
  private static final String PRIVATE = "canary-that-agents-must-not-have-7f3a";

  /// In the environment of the user; the kind of agent says that it needs it.
  private static final String ALLOWED = "canary-that-agents-need-2c81";

  private static final Pattern TOKEN = Pattern.compile("rl_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
  private static final Set<PosixFilePermission> OURS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final List<String> READS =
      List.of(
          "/health",
          "/metrics",
          "/me",
          "/openapi.json",
          "/api/get_status",
          "/api/list_agents",
          "/api/list_tasks",
          "/api/get_audit_log",
          "/api/health_check");

  @TempDir private Path folder;
  private final Set<String> arguments = new HashSet<>();
  private final List<String> answers = new ArrayList<>();
  private final Set<String> secrets = new TreeSet<>(List.of(PRIVATE, ALLOWED));

  @Test
  @Timeout(120)
  void noSecretLeavesItsPlace() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "no /proc");
    prepare();
    Path out = folder.resolve("out.txt");
    Process run = start(out);
    try {
      while (run.isAlive()) {
        look();
        run.waitFor(20, TimeUnit.MILLISECONDS);
      }
    } finally {
      run.destroy();
    }

    String printed = Files.readString(out);
    assertThat(run.exitValue()).as(printed).isZero();
    assertThat(Files.readString(folder.resolve("seen.txt")))
        .contains(ALLOWED)
        .doesNotContain(PRIVATE);
    assertThat(arguments).anyMatch(line -> line.contains("fake-agent"));
    assertThat(answers).hasSizeGreaterThan(READS.size());
    assertThat(secrets).as("with tokens of the agent and of the operator").hasSizeGreaterThan(3);
    answers.add(printed);
    answers.addAll(exported());
    for (String secret : secrets) {
      assertThat(arguments).as("arguments").noneMatch(line -> line.contains(secret));
      assertThat(answers).as("answers").noneMatch(text -> text.contains(secret));
    }
    inspectFiles();
  }

  private void prepare() throws IOException {
    new Ranch(folder).founded();
    rowlock("init", "Keep secrets");
    Path home = folder.resolve(".rowlock");
    Files.writeString(home.resolve("agents.yaml"), kind());
    Files.writeString(
        home.resolve("fake.script"),
        "claim\ntool Bash env >%s\nwork\nsubmit\nloop\n".formatted(folder.resolve("seen.txt")));
    Files.writeString(
        folder.resolve("plan.yaml"),
        """
        goal: Keep secrets
        tasks:
          - {id: one, title: One, description: "fake: write one.txt done"}
          - {id: two, title: Two, description: "fake: write two.txt done"}
        """);
  }

  private Process start(Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            java(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            "rowlock.app.Main",
            "run",
            "plan.yaml",
            "--agent",
            "fake",
            "--agents",
            "1");
    builder.environment().put("CANARY_PRIVATE", PRIVATE);
    builder.environment().put("CANARY_ALLOWED", ALLOWED);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  /// Arguments of every process, what the hub answers, and the tokens there are by now.
  private void look() throws IOException, InterruptedException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        text(process.resolve("cmdline")).ifPresent(arguments::add);
      }
    }
    for (Path file : files()) {
      text(file).map(TOKEN::matcher).stream()
          .flatMap(Matcher::results)
          .forEach(found -> secrets.add(found.group()));
    }
    Optional<String> port = text(folder.resolve(".rowlock/hub.json"));
    if (port.isPresent() && !port.get().isBlank()) {
      secrets.add(String.valueOf(Json.STANDARD.parseObject(port.get()).get("token")));
    }
    if (answers.size() <= 3 * READS.size()) {
      Optional<HubClient> hub = HubClient.find(folder.resolve(".rowlock"));
      if (hub.isPresent()) {
        try (HubClient client = hub.get()) {
          for (String path : READS) {
            answers.add(read(client, path));
          }
        }
      }
    }
  }

  private static String read(HubClient client, String path) throws InterruptedException {
    try {
      return client.read(path, HubClient.PROMPT).toString();
    } catch (RuntimeException noObject) {
      // Metrics are no JSON, and a hub may just have gone.
      return noObject.toString();
    }
  }

  /// Everything a user would hand on who asks for help: log, report, export of the journal.
  private List<String> exported() throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(rowlock("log", "--limit", "10000"));
    texts.add(rowlock("report"));
    texts.add(rowlock("agents"));
    texts.add(rowlock("token", "list"));
    rowlock("journal", "export", folder.resolve("export.jsonl").toString());
    texts.add(Files.readString(folder.resolve("export.jsonl")));
    return texts;
  }

  /// In the agents' private files there are their tokens, and nowhere else is anything.
  private void inspectFiles() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (Path file : files()) {
      String text = text(file).orElse("");
      for (String secret : secrets) {
        boolean isPrivateToken =
            TOKEN.matcher(secret).matches()
                && OURS.containsAll(Files.getPosixFilePermissions(file))
                && file.startsWith(folder.resolve(".rowlock/agents"));
        if (text.contains(secret) && !isPrivateToken && !file.endsWith("seen.txt")) {
          found.put(folder.relativize(file).toString(), secret);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("hub.json")).toList();
    } catch (UncheckedIOException goneMeanwhile) {
      return List.of();
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private String kind() {
    return """
    fake:
      mode: interactive
      command: [%s, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -Xmx64m, -cp, "%s",
                rowlock.app.Main, fake-agent, --script, "%s"]
      brief: prompt_argument
      prompt: ["--", "{prompt}"]
      session: {choose: [--session-id, "{session}"], resume: [--resume, "{session}"]}
      environment: [CANARY_ALLOWED]
      home: own
      mcp: claude_json
      hooks: claude_settings
      screen: claude
      permissions: {default: ask, ask: [--permission-mode, default]}
      may_cost: false
    """
        .formatted(java(), classPath(), folder.resolve(".rowlock/fake.script"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String rowlock(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--project", folder.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Main.run(line, stream, stream, () -> 0)).as("%s: %s", line, out).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
