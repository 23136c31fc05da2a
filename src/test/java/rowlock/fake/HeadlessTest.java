package rowlock.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.json.Json;

final class HeadlessTest {
  private static final String ID = "11111111-2222-4333-8444-555555555555";

  @TempDir private Path folder;

  /// What a run printed and how it ended.
  private record Run(int code, List<Map<String, Object>> lines, String complaints) {
    Map<String, Object> last() {
      return lines.getLast();
    }
  }

  @Test
  void theLinesAreThoseOfClaudeCode() throws Exception {
    Run run = claude("say hello\nwrite a.txt one\nspend 0.25 usd\nspend 100 tokens", "do it");

    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .extracting(line -> line.get("type"))
        .containsExactly(
            "system", "assistant", "assistant", "user", "assistant", "assistant", "result");
    assertThat(run.lines()).allSatisfy(line -> assertThat(line).containsEntry("session_id", ID));
    assertThat(run.lines().getFirst()).containsEntry("subtype", "init").containsKey("tools");
    assertThat(run.last())
        .containsEntry("subtype", "success")
        .containsEntry("is_error", false)
        .containsEntry("total_cost_usd", 0.25)
        .containsEntry("num_turns", 4L);
    assertThat(Plain.find(run.last(), "outputTokens").orElseThrow())
        .isInstanceOfSatisfying(Long.class, tokens -> assertThat(tokens).isGreaterThan(100));
    assertThat(folder.resolve("a.txt")).hasContent("one");
    assertThat(transcript()).hasSize(6).last().asString().contains("output_tokens");
  }

  @Test
  void aModelThatFailsReadsAsSuccessWithAnError() throws Exception {
    Run run = claude("fail 500 API Error: 500 Internal server error", "do it");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.last())
        .containsEntry("subtype", "success")
        .containsEntry("is_error", true)
        .containsEntry("api_error_status", 500L)
        .containsEntry("terminal_reason", "api_error");
  }

  @Test
  void aLimitNamesItsResetAndEndsTheRun() throws Exception {
    Run run = claude("limit until +1h", "do it");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines())
        .anySatisfy(line -> {
          assertThat(line).containsEntry("type", "rate_limit_event");
          assertThat(Plain.object(line.getOrDefault("rate_limit_info", Map.of())))
              .containsEntry("status", "rejected")
              .containsKey("resetsAt");
        });
    assertThat(Plain.text(run.last(), "result"))
        .matches("You've hit your 5-hour limit · resets \\d{1,2}:\\d\\d[ap]m \\(UTC\\)");
  }

  @Test
  void withoutAnAnswerAPermissionIsDenied() throws Exception {
    Run run = claude("ask-permission write a.txt one\nsay on", "do it");

    assertThat(run.code()).isZero();
    assertThat(folder.resolve("a.txt")).doesNotExist();
    assertThat(run.lines()).anySatisfy(l -> assertThat(l).containsValue("permission_denied"));
    assertThat(run.last().get("permission_denials"))
        .isEqualTo(List.of(Map.of("tool_name", "Write")));
  }

  @Test
  void aStopThatIsRefusedGoesOnWithTheReason() throws Exception {
    Path settings = folder.resolve("settings.json");
    String once = "test -e told || { touch told; echo You have mail >&2; exit 2; }";
    Files.writeString(settings, settings("Stop", once));

    Run run = claude("say hi", "do it", "--settings", settings.toString());

    assertThat(run.lines()).filteredOn(l -> "assistant".equals(l.get("type"))).hasSize(2);
    assertThat(transcript()).anySatisfy(l -> assertThat(l).contains("feedback:\\nYou have mail"));
  }

  @Test
  void aConversationHasAResultForEveryTurn() throws Exception {
    String turn = "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[%s]}}\n";
    String said = "{\"type\":\"text\",\"text\":\"fake: say %s\"}";
    String input = turn.formatted(said.formatted("one")) + turn.formatted(said.formatted("two"));

    Run run = run(input, "-p", "--input-format", "stream-json", "--output-format", "stream-json");

    assertThat(run.lines())
        .filteredOn(line -> "result".equals(line.get("type")))
        .extracting(line -> line.get("result"))
        .containsExactly("one", "two");
  }

  @Test
  void whatIsToHappenOnceDoesNotHappenAfterTheResume() throws Exception {
    Run first = claude("say begun\nonce die 3\nsay well", "do it");
    Run second = run("", arguments("do it", "--resume", ID, "--script", script().toString()));

    assertThat(first.code()).isEqualTo(3);
    assertThat(first.lines()).noneMatch(line -> "result".equals(line.get("type")));
    assertThat(second.code()).isZero();
    assertThat(second.last()).containsEntry("result", "well");
  }

  @Test
  void theLinesAreThoseOfCodex() throws Exception {
    Files.writeString(script(), "tool Bash echo hi\nsay done");
    String hook = "hooks.Stop=[{hooks=[{type=\"command\",command=\"cat >told\",timeout=5}]}]";

    Run run =
        run("do it", "--as", "codex", "--script", script() + "", "exec", "--json", "-c", hook, "-");

    assertThat(run.lines())
        .extracting(line -> line.get("type"))
        .containsExactly(
            "thread.started",
            "turn.started",
            "item.started",
            "item.completed",
            "item.completed",
            "turn.completed");
    assertThat(Plain.object(run.lines().get(3).getOrDefault("item", "")))
        .containsEntry("type", "command_execution")
        .containsEntry("aggregated_output", "hi")
        .containsEntry("exit_code", 0L);
    assertThat(folder.resolve("told")).content().contains("\"hook_event_name\":\"Stop\"");
  }

  @Test
  void aFailedCodexTurnSaysSo() throws Exception {
    Files.writeString(script(), "fail 429 Too many requests");

    Run run = run("", "--as", "codex", "--script", script() + "", "exec", "--json", "do it");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.last()).containsEntry("type", "turn.failed");
  }

  @Test
  void whatMakesNoSenseIsOneComplaint() throws Exception {
    assertThat(run("", "--as", "gemini").complaints()).contains("--as claude or --as codex");
    assertThat(run("", "--script", "nowhere").code()).isEqualTo(2);
    Files.writeString(script(), "dance");
    assertThat(run("", "--script", script() + "", "-p", "x").complaints())
        .contains("x.script:1: there is no step \"dance\"");
  }

  private Run claude(String script, String prompt, String... more) throws Exception {
    Files.writeString(script(), script);
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--session-id", ID, "--script", script().toString()));
    return run("", arguments(prompt, all.toArray(String[]::new)));
  }

  private static String[] arguments(String prompt, String... more) {
    List<String> all = new ArrayList<>(List.of("-p", "--output-format", "stream-json"));
    all.addAll(List.of(more));
    all.addAll(List.of("--verbose", "--", prompt));
    return all.toArray(String[]::new);
  }

  private Run run(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new FakeAgent(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                folder,
                Map.of("HOME", folder.resolve("home").toString()))
            .run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    List<Map<String, Object>> lines =
        out.toString(StandardCharsets.UTF_8).lines().map(Json.STANDARD::parseObject).toList();
    return new Run(code, lines, err.toString(StandardCharsets.UTF_8));
  }

  private Path script() {
    return folder.resolve("x.script");
  }

  private List<String> transcript() throws Exception {
    try (var files = Files.walk(folder.resolve("home"))) {
      Path file = files.filter(f -> f.toString().endsWith(ID + ".jsonl")).findFirst().orElseThrow();
      return Files.readAllLines(file);
    }
  }

  private static String settings(String event, String command) {
    return Json.compact(
        Map.of(
            "hooks",
            Map.of(
                event,
                List.of(Map.of("hooks", List.of(Map.of("type", "command", "command", command)))))));
  }
}
