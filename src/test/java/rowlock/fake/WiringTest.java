package rowlock.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.json.Json;

final class WiringTest {
  private static final List<String> EVENTS =
      List.of(
          "SessionStart",
          "UserPromptSubmit",
          "PreToolUse",
          "PermissionRequest",
          "PostToolUse",
          "Stop",
          "StopFailure",
          "SessionEnd");

  @TempDir private Path folder;
  private final StubHub hub = new StubHub();

  WiringTest() throws Exception {}

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void itClaimsWorksAndSubmitsThroughMcpUntilThereIsNothing() throws Exception {
    hub.offer("t1", 7, "Do it.\nfake: write a.txt one");
    hub.offer("t2", 9, "> fake: write b.txt two");

    run("");

    assertThat(folder.resolve("a.txt")).hasContent("one");
    assertThat(folder.resolve("b.txt")).hasContent("two");
    assertThat(hub.asked)
        .filteredOn(asked -> asked.contains("/") || asked.startsWith("initialize"))
        .containsExactly(
            "server/discover",
            "initialize",
            "notifications/initialized",
            "tools/list",
            "tools/call claim_task",
            "tools/call submit_task",
            "tools/call claim_task",
            "tools/call submit_task",
            "tools/call claim_task");
    assertThat(hub.bodies)
        .anySatisfy(body ->
            assertThat(Plain.find(body, "arguments").orElse(""))
                .isEqualTo(Map.of("task", "t2", "fence", 9L, "summary", "Done.")));
    assertThat(hub.tokens).containsOnly("Bearer s3cret");
  }

  @Test
  void hooksArePostedInOrderAndASessionsStartIsNot() throws Exception {
    run("write a.txt one");

    assertThat(hub.asked)
        .filteredOn(EVENTS::contains)
        .containsExactly("UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop", "SessionEnd");
    assertThat(hub.bodies)
        .filteredOn(body -> "Stop".equals(body.get("hook_event_name")))
        .allSatisfy(body ->
            assertThat(body)
                .containsKeys("session_id", "transcript_path", "cwd", "prompt_id")
                .containsEntry("stop_hook_active", false));
  }

  @Test
  void aHookAnswersAPermissionRequest() throws Exception {
    run("ask-permission write a.txt one");

    assertThat(folder.resolve("a.txt")).hasContent("one");
    assertThat(hub.asked)
        .filteredOn(EVENTS::contains)
        .containsSubsequence("PreToolUse", "PermissionRequest", "PostToolUse", "Stop");
  }

  @Test
  void aToolOfTheServerThatIsNotAllowedIsAskedFor() throws Exception {
    run("call get_task", "--permission-mode", "acceptEdits");

    assertThat(hub.asked).contains("PermissionRequest");
  }

  @Test
  void aFailedTurnIsToldInsteadOfAStop() throws Exception {
    run("fail 529 Overloaded");

    assertThat(hub.asked).contains("StopFailure").doesNotContain("Stop");
    assertThat(hub.bodies).anySatisfy(b -> assertThat(b).containsEntry("error", "overloaded"));
  }

  @Test
  void aClaimIsRememberedOverTheResume() throws Exception {
    hub.offer("t1", 7, "fake: once die 9\nfake: write a.txt one");
    String id = "11111111-2222-4333-8444-555555555555";

    int first = run("", "--session-id", id, "--allowedTools", "mcp__rowlock");
    int second = run("", "--resume", id, "--allowedTools", "mcp__rowlock");

    assertThat(List.of(first, second)).containsExactly(9, 0);
    assertThat(folder.resolve("a.txt")).hasContent("one");
    assertThat(hub.asked)
        .filteredOn(asked -> asked.startsWith("tools/call"))
        .containsExactly(
            "tools/call claim_task", "tools/call submit_task", "tools/call claim_task");
  }

  private int run(String script, String... more) throws Exception {
    Path file = folder.resolve("x.script");
    Files.writeString(file, script);
    List<String> arguments = new ArrayList<>(List.of("-p", "--output-format", "stream-json"));
    arguments.addAll(
        List.of("--settings", settings().toString(), "--mcp-config", servers().toString()));
    if (more.length == 0) {
      arguments.addAll(List.of("--allowedTools", "mcp__rowlock"));
    }
    arguments.addAll(List.of(more));
    if (!script.isEmpty()) {
      arguments.addAll(List.of("--script", file.toString()));
    }
    arguments.addAll(List.of("--", "Begin."));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    Map<String, String> variables =
        Map.of("HOME", folder.resolve("home").toString(), "TOKEN", "s3cret");
    return new FakeAgent(InputStream.nullInputStream(), folder, variables)
        .run(arguments, nowhere, nowhere);
  }

  private Path settings() throws Exception {
    Map<String, Object> hook =
        Map.of(
            "type", "http",
            "url", hub.url("/hooks/claude"),
            "headers", Map.of("Authorization", "Bearer $TOKEN"),
            "allowedEnvVars", List.of("TOKEN"));
    Map<String, Object> hooks = new TreeMap<>();
    EVENTS.forEach(event -> hooks.put(event, List.of(Map.of("hooks", List.of(hook)))));
    return Files.writeString(folder.resolve("settings.json"), Json.compact(Map.of("hooks", hooks)));
  }

  private Path servers() throws Exception {
    Map<String, Object> server =
        Map.of(
            "type", "http",
            "url", hub.url("/mcp"),
            "headers", Map.of("Authorization", "Bearer ${TOKEN}"));
    return Files.writeString(
        folder.resolve("mcp.json"), Json.compact(Map.of("mcpServers", Map.of("rowlock", server))));
  }
}
