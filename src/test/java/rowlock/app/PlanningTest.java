package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.PlanRequest;
import rowlock.operation.PlanningOperations;
import rowlock.operation.PlanningOperations.Planned;
import rowlock.operation.RunListener;
import rowlock.operation.Workshop;

/// Planners as real processes, which do it well, badly, or not at all.
final class PlanningTest {
  private static final String GOOD =
      "{\"goal\":\"x\",\"tasks\":[{\"id\":\"a\",\"title\":\"A\",\"hints\":null}]}";
  private static final Amount COST = Amount.of(250_000, 100);

  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void found() throws IOException {
    ranch = new Ranch(folder).founded();
    Files.createDirectories(ranch.home());
  }

  @Test
  void aPlanIsWrittenForPeopleWithWhatItCost() throws IOException {
    Planned.Ready ready = (Planned.Ready) plan(claude(structured(GOOD)));
    assertThat(ready.file()).isEqualTo(ranch.home().resolve("plans/port-the-parser.yaml"));
    assertThat(Files.readString(ready.file()))
        .contains("goal: Port the parser", "- id: a")
        .doesNotContain("hints");
    assertThat(ready.cost().spent()).isEqualTo(COST);
    assertThat(ranch.home().resolve("planning")).isEmptyDirectory();
  }

  @Test
  void itIsToldGoalFilesAndSchemaAndLittleOfOurEnvironment() throws IOException {
    plan(claude("cat >seen; env >>seen; printf '%s' \"$1\" >schema; " + structured(GOOD)));
    assertThat(Files.readString(folder.resolve("seen")))
        .contains("Port the parser\nto Rust", "- `begin.txt`", "PATH=")
        .doesNotContain("JAVA_HOME=", "MAVEN_OPTS=");
    assertThat(Files.readString(folder.resolve("schema"))).contains("\"required\":[\"goal\"");
  }

  @Test
  void whatIsWrongGoesBackToItWordForWord() throws IOException {
    String first = structured("{\"tasks\":[{\"id\":\"a\",\"titel\":\"A\"}]}");
    String second = "cat >seen; grep -q refused seen && { " + structured(GOOD) + "exit; }; ";
    Planned planned = plan(claude(second + first));
    assertThat(planned).isInstanceOf(Planned.Ready.class);
    assertThat(Files.readString(folder.resolve("seen")))
        .contains("- tasks[0]: a task has no field 'titel'; did you mean 'title'?");
    assertThat(((Planned.Ready) planned).cost().spent()).isEqualTo(Amount.of(500_000, 200));
  }

  @Test
  void itIsNotAskedForEver() throws IOException {
    Outcome.NotDone not = refused(claude("echo x >>asked; " + structured("{\"tasks\":[]}")));
    assertThat(not.code()).isEqualTo("bad_plan");
    assertThat(not.message()).contains("3 answers in a row", "a plan needs at least one task");
    assertThat(not.data().get("planning"))
        .isEqualTo(Map.of("usd_micros", 750_000L, "tokens", 300L));
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(3);
    assertThat(ranch.home().resolve("plans")).doesNotExist();
  }

  @Test
  void theBudgetHoldsForPlanningToo() throws IOException {
    String kind = claude("echo x >>asked; " + structured("{\"tasks\":[]}"));
    assertThat(refused(kind, usd(400_000)).code()).isEqualTo("budget_exhausted");
    assertThat(folder.resolve("asked")).doesNotExist();
    Outcome.NotDone once = refused(kind, usd(600_000));
    assertThat(once.message()).contains("0.25 usd are spent", "its answer before was no plan");
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(1);
  }

  @Test
  void everyFailureIsOneClearError() throws IOException {
    expect("exit 3", "planner_failed", "exit code 3, and it said nothing");
    expect("echo oops >&2; exit 1", "planner_failed", "exit code 1: oops");
    expect(":", "planner_failed", "said nothing");
    expect("kill -9 $$", "planner_failed", "exit code 137");
    expect("echo 'Not logged in. Please run /login'; exit 1", "login_wanted", "Not logged in");
    expect(result("Not a plan at all"), "bad_plan", "3 answers in a row");
    expect(
        "echo '{\"type\":\"result\",\"is_error\":true,\"result\":\"API Error: 500\"}'",
        "planner_failed",
        "API Error: 500");
    expect("printf '\\033]0;evil\\007\\033[2Jbad'; exit 1", "planner_failed", "exit code 1: bad");
  }

  private void expect(String script, String code, String words) throws IOException {
    Outcome.NotDone not = refused(claude(script));
    assertThat(not.code()).as(script).isEqualTo(code);
    assertThat(not.message()).as(script).contains(words);
  }

  @Test
  void aLimitParksTheAccountSoThatNobodyIsAskedMeanwhile() throws IOException {
    long reset = Instant.now().plus(Duration.ofHours(2)).getEpochSecond();
    String kind =
        claude(
            "echo x >>asked; echo '{\"type\":\"result\",\"is_error\":true,\"result\":"
                + "\"Claude AI usage limit reached|"
                + reset
                + "\"}'");
    Outcome.NotDone not = refused(kind);
    assertThat(not.code()).isEqualTo("planner_limited");
    assertThat(not.hint()).contains(Instant.ofEpochSecond(reset).toString());
    assertThatThrownBy(() -> plan(kind))
        .isInstanceOf(Workshop.Refusal.class)
        .hasMessageContaining("waits until");
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(1);
  }

  @Test
  void whoTakesTooLongIsEndedWithEverythingItStarted() throws IOException {
    String kind = claude("sleep 61.59 & sleep 61.59; " + structured(GOOD));
    Allowance soon =
        new Allowance(
            Optional.empty(), Optional.empty(), Optional.of(Instant.now().plusSeconds(2)));
    Outcome.NotDone not = refused(kind, soon);
    assertThat(not.code()).isEqualTo("planner_too_slow");
    assertThat(ranch.processes("61.59")).isEmpty();
  }

  @Test
  void whoeverLosesPatienceGetsItsProgramEnded() throws IOException {
    String kind = claude("echo x >begun; sleep 61.83; " + structured(GOOD));
    Planned planned = plan(kind, Allowance.UNLIMITED, () -> Files.exists(folder.resolve("begun")));
    assertThat(((Planned.Not) planned).outcome().code()).isEqualTo("stopped");
    assertThat(ranch.processes("61.83")).isEmpty();
  }

  @Test
  void aKindThatCannotPlanIsRefusedWithThoseThatCan() throws IOException {
    describe("gone", "plan: [/no/such/program, \"{schema}\"]");
    assertThat(refused("gone").code()).isEqualTo("planner_missing");
    assertThatThrownBy(() -> plan("shell"))
        .isInstanceOf(Workshop.Refusal.class)
        .hasMessage("agents of kind shell have no planning form");
    assertThatThrownBy(() -> plan("nobody")).hasMessage("there is no agent kind nobody");
  }

  @Test
  void otherProgramsAnswerInTheirOwnWay() throws IOException {
    script("texts", "test -s \"$1\" || exit 9\ncat <<'E'\nHere:\n```json\n" + GOOD + "\n```\nE");
    describe("texts", "plan: [/bin/sh, %s, \"{schema_file}\"]".formatted(folder.resolve("texts")));
    Planned.Ready text = (Planned.Ready) plan("texts");
    assertThat(text.cost().spent()).isEqualTo(Amount.UNKNOWN);
    String message = GOOD.replace("\"", "\\\"");
    script(
        "codex",
        "grep -q 'Port the parser' || exit 9\n"
            + "echo '{\"type\":\"thread.started\",\"thread_id\":\"t\"}'\n"
            + "cat <<'E'\n{\"type\":\"item.completed\",\"item\":"
            + "{\"type\":\"agent_message\",\"text\":\""
            + message
            + "\"}}\nE\n"
            + "echo '{\"type\":\"turn.completed\","
            + "\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}'");
    describe(
        "codexlike",
        "output: codex_json\n  plan: [/bin/sh, %s, \"-\"]".formatted(folder.resolve("codex")));
    Planned.Ready codex = (Planned.Ready) plan("codexlike");
    assertThat(codex.cost().spent()).isEqualTo(new Amount(Optional.empty(), Optional.of(10L)));
    assertThat(codex.file().getFileName()).hasToString("port-the-parser-2.yaml");
  }

  private static String structured(String plan) {
    return "cat <<'E'\n{\"type\":\"result\",\"is_error\":false,\"result\":\"\","
        + "\"structured_output\":"
        + plan
        + ",\"total_cost_usd\":0.25,\"usage\":{\"input_tokens\":60,\"output_tokens\":40}}\nE\n";
  }

  private static String result(String text) {
    return "echo '{\"type\":\"result\",\"is_error\":false,\"result\":\"" + text + "\"}'";
  }

  /// A kind that looks like Claude Code and does what a script says.
  private String claude(String script) throws IOException {
    script("planner", script);
    describe(
        "planner",
        """
        output: claude_stream_json
          account: anthropic
          estimate: {usd: 0.5, tokens: 100}
          login: {patterns: ["Not logged in"]}
          plan: [/bin/sh, %s, "{schema}"]
        """
            .formatted(folder.resolve("planner")));
    return "planner";
  }

  private void script(String name, String script) throws IOException {
    Files.writeString(folder.resolve(name), script + "\n");
  }

  private void describe(String name, String fields) throws IOException {
    Files.writeString(
        ranch.home().resolve("agents.yaml"),
        "%s:\n  command: [/bin/true]\n  %s\n".formatted(name, fields.strip()));
  }

  private Outcome.NotDone refused(String kind) {
    return refused(kind, Allowance.UNLIMITED);
  }

  private Outcome.NotDone refused(String kind, Allowance allowance) {
    return ((Planned.Not) plan(kind, allowance, () -> false)).outcome();
  }

  private Planned plan(String kind) {
    return plan(kind, Allowance.UNLIMITED, () -> false);
  }

  private Planned plan(String kind, Allowance allowance, BooleanSupplier stopWanted) {
    try (Desk desk = ranch.open()) {
      return new PlanningOperations(desk, new Workbench(InstantSource.system(), "test"))
          .plan(
              new PlanRequest(
                  "Port the parser\nto Rust",
                  kind,
                  Optional.of(folder),
                  Optional.empty(),
                  allowance),
              new Impatient(stopWanted));
    }
  }

  private static Allowance usd(long micros) {
    return new Allowance(Optional.of(micros), Optional.empty(), Optional.empty());
  }

  private record Impatient(BooleanSupplier stopWanted) implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {}

    @Override
    public boolean isStopWanted() {
      return stopWanted.getAsBoolean();
    }
  }
}
