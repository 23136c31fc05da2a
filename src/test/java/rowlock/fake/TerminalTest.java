package rowlock.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.json.Json;
import rowlock.process.Environment;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.JobState;
import rowlock.process.Patience;
import rowlock.process.RuntimeDirectory;
import rowlock.tmux.Availability;
import rowlock.tmux.Key;
import rowlock.tmux.Keyboard;
import rowlock.tmux.PaneHost;
import rowlock.tmux.PaneId;
import rowlock.tmux.Paste;
import rowlock.tmux.Snapshot;
import rowlock.tmux.TmuxServer;

/// The fake agent in a real tmux, as rowlock meets it.
final class TerminalTest {
  private static final JobName NAME = new JobName("fake");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String ID = "11111111-2222-4333-8444-555555555555";
  private static final List<String> EVENTS =
      List.of(
          "SessionStart",
          "UserPromptSubmit",
          "PreToolUse",
          "PostToolUse",
          "Stop",
          "StopFailure",
          "SessionEnd");

  @TempDir private Path folder;
  private TmuxServer server = TmuxServer.of(Path.of("/"), new RuntimeDirectory(Path.of("/")));
  private PaneHost host = new PaneHost(server);
  private int jobs;

  @BeforeEach
  void serverOfItsOwn() {
    Assumptions.assumeFalse(
        Availability.probe() instanceof Availability.Absent, "there is no tmux here");
    server = TmuxServer.of(folder, new RuntimeDirectory(folder));
    host = new PaneHost(server);
  }

  @AfterEach
  void nothingIsLeft() {
    for (int i = 1; i <= jobs; i++) {
      assertThat(host.end(Job.at(folder.resolve("job-" + i)), Duration.ZERO)).isEmpty();
    }
    server.shutDown();
  }

  @Test
  void aPromptIsTypedSentOnceMoreAndAnswered() throws Exception {
    Job job =
        start("swallow-enter 1\nsay hello\nwrite a.txt one", "--permission-mode", "acceptEdits");
    awaitFooter("accept edits on (shift+tab to cycle) · ← for agents");
    assertThat(screen().title()).startsWith("Gi=31");

    type("first line\nsecond line");
    awaitLine("❯\u00a0first line");
    assertThat(screen().lines()).contains("  second line");
    press(Key.ENTER);
    press(Key.CTRL_U);
    awaitLine("❯");
    type("[rowlock m12] go on");
    press(Key.ENTER);

    awaitLine("✻ Churned for 0s", "✻ Churned for 1s", "✻ Churned for 2s");
    await(() -> screen().title().equals("✳ Claude Code"));
    assertThat(screen().lines()).contains("❯ [rowlock m12] go on", "● hello", "● Write(a.txt)");
    assertThat(screen().is(Snapshot.Mode.ALTERNATE_SCREEN)).isTrue();
    type("/exit");
    press(Key.ENTER);
    await(() -> job.state().over());
    assertThat(job.state()).isEqualTo(new JobState.Exited(0, ""));
    assertThat(events())
        .containsExactly(
            "SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop", "SessionEnd");
    assertThat(server.capture(pane(), 100)).contains("claude --resume " + ID);
  }

  @Test
  void aPermissionIsAnsweredAtTheTerminalOrByTheHook() throws Exception {
    start("ask-permission write a.txt one\nask-permission write b.txt two\nsay done", "--", "go");

    awaitLine(" ❯ 1. Yes");
    assertThat(screen().lines())
        .contains(" Do you want to create a.txt?", " Esc to cancel · Tab to amend")
        .noneMatch(line -> line.startsWith("❯\u00a0"));
    assertThat(screen().title()).isEqualTo("✳ Claude Code");
    press(Key.DIGIT_1);
    awaitLine(" Do you want to create b.txt?");
    Files.writeString(folder.resolve("allowed"), "");

    awaitLine("● done");
    assertThat(folder.resolve("a.txt")).hasContent("one");
    assertThat(folder.resolve("b.txt")).hasContent("two");
  }

  @Test
  void anInterruptFiresNothingAndGivesThePromptBack() throws Exception {
    start("think 1h");
    awaitLine("❯");

    type("wait for me");
    press(Key.ENTER);
    awaitFooter("· esc to interrupt");
    await(() -> screen().title().startsWith("◐"));
    press(Key.ESCAPE);

    awaitLine("❯\u00a0wait for me");
    assertThat(screen().lines()).noneMatch(line -> line.contains("esc to interrupt"));
    assertThat(events()).containsExactly("SessionStart", "UserPromptSubmit");
  }

  @Test
  void aLimitIsShownAndItGoesOnAtTheReset() throws Exception {
    start("limit until +3s\nsay on again", "--", "go");

    awaitLine("  ⚠ Usage limit reached · limit resets ");
    assertThat(screen().lines()).anyMatch(l -> l.startsWith("  ⎿  You've hit your 5-hour limit"));
    awaitLine("● on again");
    await(() -> events().contains("Stop"));
    assertThat(events()).containsExactly("SessionStart", "UserPromptSubmit", "StopFailure", "Stop");
  }

  @Test
  void afterAKillTheSameSessionGoesOnWell() throws Exception {
    String script = "once kill\nonce escape-sequences\nonce stall\nsay well";
    Job first = start(script, "--", "go");
    await(() -> first.state().over());
    assertThat(first.state()).isEqualTo(new JobState.Exited(137, ""));

    Job second = resume("go on");
    Path mark = folder.resolve("home/.claude/rowlock-fake").resolve(ID).resolve("line-3");
    await(() -> Files.exists(mark));
    type("nobody reads this");
    assertThat(host.end(second, Duration.ZERO)).isEmpty();
    assertThat(Files.readString(second.screen())).doesNotContain("nobody reads this");
    assertThat(folder.resolve("CANARY")).doesNotExist();

    resume("go on");
    awaitLine("● well");
    await(() -> events().contains("Stop"));
    assertThat(events())
        .containsSubsequence("UserPromptSubmit", "UserPromptSubmit", "UserPromptSubmit", "Stop");
  }

  @Test
  void asCodexItLooksLikeCodex() throws Exception {
    start("trust\nsay hello", "--as", "codex");
    awaitLine("› 1. Trust and continue");
    press(Key.ENTER);
    awaitLine("› Ask Codex to do anything");
    assertThat(screen().title()).isEqualTo(folder.getFileName() + "");

    type("x\n".repeat(40));
    awaitLine("› [Pasted text #1 +39 lines]");
    press(Key.ENTER);
    awaitLine("• hello");
    awaitLine("› Ask Codex to do anything");
  }

  private Job start(String script, String... arguments) throws Exception {
    Files.writeString(folder.resolve("x.script"), script);
    List<String> all = new ArrayList<>(List.of("--script", folder.resolve("x.script") + ""));
    if (!Arrays.asList(arguments).contains("codex")) {
      all.addAll(List.of("--settings", settings() + "", "--session-id", ID));
    }
    all.addAll(List.of(arguments));
    return launch(all);
  }

  private Job resume(String prompt) throws Exception {
    String script = folder.resolve("x.script").toString();
    return launch(
        List.of("--script", script, "--settings", settings() + "", "--resume", ID, "--", prompt));
  }

  private Job launch(List<String> arguments) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    argv.addAll(List.of("-cp", classPath(), "rowlock.app.Main"));
    argv.add("fake-agent");
    argv.addAll(arguments);
    jobs++;
    JobSpec spec =
        JobSpec.of(folder.resolve("job-" + jobs), folder, argv)
            .with(JobSpec.Streams.TERMINAL)
            .with(new Environment(List.of("PATH"), Map.of("HOME", folder.resolve("home") + "")));
    return host.start(NAME, spec);
  }

  /// Ours, for another working directory.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Hooks that note each event; the one for permissions allows when a file is there.
  private Path settings() throws Exception {
    Map<String, Object> hooks = new TreeMap<>();
    String note = "cat >>%s; echo >>%s".formatted(log(), log());
    EVENTS.forEach(event -> hooks.put(event, hook(note)));
    String allow = "{\"hookSpecificOutput\":{\"decision\":{\"behavior\":\"allow\"}}}";
    hooks.put(
        "PermissionRequest",
        hook(
            "while ! test -e %s; do sleep 0.1; done; echo '%s'"
                .formatted(folder.resolve("allowed"), allow)));
    return Files.writeString(folder.resolve("settings.json"), Json.compact(Map.of("hooks", hooks)));
  }

  private static List<Object> hook(String command) {
    return List.of(Map.of("hooks", List.of(Map.of("type", "command", "command", command))));
  }

  private Path log() {
    return folder.resolve("events");
  }

  private List<String> events() {
    try {
      return Files.readAllLines(log()).stream()
          .map(line -> Plain.text(Json.STANDARD.parseObject(line), "hook_event_name"))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private PaneId pane() {
    return host.find(NAME).orElseThrow().id();
  }

  private Snapshot screen() {
    return server.snapshot(pane(), Snapshot.Escapes.WITHOUT).orElseThrow();
  }

  private void type(String text) {
    server.keyboard().type(pane(), Paste.of(text), Keyboard.Pasting.BRACKETED);
  }

  private void press(Key key) {
    server.keyboard().press(pane(), key);
  }

  /// Waits until a line begins with one of these.
  private void awaitLine(String... beginnings) {
    await(() ->
        screen().lines().stream()
            .anyMatch(line -> Arrays.stream(beginnings).anyMatch(line::startsWith)));
  }

  private void awaitFooter(String ending) {
    await(() -> screen().lines().getLast().contains(ending));
  }

  private void await(BooleanSupplier condition) {
    Patience patience = new Patience(LONG);
    while (!condition.getAsBoolean()) {
      assertThat(patience.pause()).as(() -> "in time on\n" + text()).isTrue();
    }
  }

  private String text() {
    return host.find(NAME).map(pane -> server.capture(pane.id(), 20).strip()).orElse("no pane");
  }
}
