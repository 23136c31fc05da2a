package rowlock.genuine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.kind.Reading;

/// Claude Code itself, started by `rowlock run`, with a model of ours.
class ClaudeCodeTest {
  private static final String KEY = "sk-ant-canary-0123456789-0123456789-0123456789";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"claude-newest", "claude-older"})
  void itClaimsOverMcpEditsHandsInAndTellsByHooks(String version) throws Exception {
    Scene scene = scene(version);
    Witness witness = new Witness(scene, "claude");
    try (ModelStub model = new ModelStub(Worker.editing())) {
      Process run = start(scene, model, "--permissions", "accept_edits");
      watch(scene, witness, run, () -> witness.seen().contains("idle (Stop hook)"));
      scene.openGate();
      watch(scene, witness, run, () -> false);
      assertThat(run.exitValue()).as(scene.said()).isZero();
      assertThat(model.others()).isSubsetOf("HEAD /");
    }

    assertThat(scene.log())
        .containsSubsequence(
            "rowlock: agent claude-1 is working (UserPromptSubmit hook)",
            "claude-1: claude-1 claimed north for 10m",
            "rowlock: agent claude-1 is idle (Stop hook)",
            "rowlock: north is done (proof)",
            "claude-1: claude-1 claimed south for 10m",
            "rowlock: south is done (proof)",
            "rowlock: run genuine ended: done")
        .filteredOn(line -> line.matches("rowlock: agent claude-1 is (working|idle|waiting) .*"))
        .allMatch(line -> line.endsWith(" hook)"), "told by a hook");
    assertThat(witness.screens())
        .isNotEmpty()
        .doesNotContainKeys(Reading.State.PERMISSION, Reading.State.QUESTION, Reading.State.DIALOG);
    thatTheWorkIsThereAndNothingElse(scene, witness);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-newest", "claude-older"})
  void itAsksThroughItsHookAndGoesOnWhenRowlockAnswers(String version) throws Exception {
    Scene scene = scene(version);
    Witness witness = new Witness(scene, "claude");
    scene.openGate();
    try (ModelStub model = new ModelStub(Worker.commanding())) {
      Process run = start(scene, model);
      for (String need : List.of("n1", "n2")) {
        watch(scene, witness, run, () -> scene.asks(need));
        scene.command("answer", need, "allow");
      }
      watch(scene, witness, run, () -> false);
      assertThat(run.exitValue()).as(scene.said()).isZero();
    }

    assertThat(scene.log())
        .contains(
            "rowlock: agent claude-1 is waiting (PermissionRequest hook)",
            "operator: n1 was answered by operator: allow",
            "operator: n2 was answered by operator: allow");
    thatTheWorkIsThereAndNothingElse(scene, witness);
  }

  private Scene scene(String version) throws IOException {
    Path program = GenuineAgents.program(version + "/claude");
    return new Scene(folder.toRealPath()).prepared(program, "claude");
  }

  private static Process start(Scene scene, ModelStub model, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--agent";
    all[1] = "claude";
    System.arraycopy(options, 0, all, 2, options.length);
    return scene.run(
        Map.of("ANTHROPIC_API_KEY", KEY, "ANTHROPIC_BASE_URL", model.url().toString()), all);
  }

  /// Looks at a run until it is over or something else has come.
  private static void watch(Scene scene, Witness witness, Process run, BooleanSupplier hasCome)
      throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!hasCome.getAsBoolean() && !run.waitFor(50, TimeUnit.MILLISECONDS)) {
      witness.look();
      if (System.nanoTime() > end) {
        String known = String.join("\n", scene.log()) + witness.seen() + witness.last();
        scene.command("stop");
        run.destroyForcibly();
        throw new AssertionError("it did not end\n" + scene.said() + known);
      }
    }
  }

  private static void thatTheWorkIsThereAndNothingElse(Scene scene, Witness witness) {
    for (String task : Scene.TASKS) {
      assertThat(scene.git("show", "rowlock/genuine:" + task + ".txt")).isEqualTo(Worker.AFTER);
    }
    assertThat(Witness.left(scene)).isEmpty();
    assertThat(scene.filesAtHome()).allMatch(file -> file.startsWith(".cache/"), "a cache");

    assertThat(witness.tokens()).isNotEmpty();
    assertThat(witness.arguments()).anyMatch(line -> line.contains("--strict-mcp-config"));
    assertThat(witness.arguments()).noneMatch(line -> line.contains(KEY));
    assertThat(scene.texts().filter(text -> text.content().contains(KEY))).isEmpty();
    for (String token : witness.tokens()) {
      assertThat(witness.arguments()).noneMatch(line -> line.contains(token));
      assertThat(scene.texts().filter(text -> text.content().contains(token)))
          .allMatch(text -> text.isPrivate(), "is for its user only");
    }
  }
}
