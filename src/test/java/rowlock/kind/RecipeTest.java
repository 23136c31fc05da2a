package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.json.Json;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// How agents of the kinds that come with rowlock are started.
final class RecipeTest {
  private static final AgentKinds KINDS = AgentKinds.builtIn();
  private static final UUID SESSION = UUID.fromString("0c5f7a52-3f0e-4f1c-9c3a-0d2f6b1c4e8a");
  private static final String KEY = "sk-ant-a-key-that-nobody-may-see";

  @Test
  void claudeStartsWithoutADialogInAHomeOfItsOwnWhenThereIsAKey() {
    Start start = start("claude", wish().choosing(LaunchWish.Choices.NONE.withKey(KEY)));
    assertThat(start.argv())
        .containsExactly(
            "claude",
            "--permission-mode",
            "default",
            "--allowedTools",
            "mcp__rowlock",
            "--mcp-config",
            "/private/a/mcp.json",
            "--strict-mcp-config",
            "--settings",
            "/private/a/settings.json",
            "--session-id",
            SESSION.toString(),
            "--",
            "Go.");
    assertThat(start.environment())
        .containsEntry("CLAUDE_CONFIG_DIR", "/private/a/claude")
        .containsEntry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
        .containsEntry("DISABLE_AUTOUPDATER", "1")
        .containsEntry("CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN", "1")
        .doesNotContainKey("CLAUDE_CODE_SANDBOXED");
    Tree state = file(start, "claude/.claude.json");
    assertThat(state.is("hasCompletedOnboarding", true)).isTrue();
    assertThat(state.at("customApiKeyResponses").members().get("approved"))
        .isEqualTo(List.of(KEY.substring(KEY.length() - 20)));
    assertThat(state.at("projects", "/srv/tree").is("hasTrustDialogAccepted", true)).isTrue();
    assertThat(start.delivery()).isEqualTo(new Start.Delivery.Done());
  }

  @Test
  void claudeInTheUsersHomeIsTrustedWithoutWritingThere() {
    Start start = start("claude", wish());
    assertThat(start.environment())
        .containsEntry("CLAUDE_CODE_SANDBOXED", "1")
        .doesNotContainKey("CLAUDE_CONFIG_DIR");
    assertThat(start.files())
        .extracting(file -> file.path().toString())
        .containsExactlyInAnyOrder("mcp.json", "settings.json", "brief.md");
  }

  @Test
  void claudesHooksPostToTheHubWithTheTokenOfItsEnvironment() {
    Tree hooks = file(start("claude", wish()), "settings.json").at("hooks");
    assertThat(hooks.members().keySet())
        .containsExactlyInAnyOrder(
            "SessionStart",
            "UserPromptSubmit",
            "PreToolUse",
            "PostToolUse",
            "PermissionRequest",
            "Notification",
            "Stop",
            "StopFailure",
            "SubagentStart",
            "SubagentStop",
            "PreCompact",
            "SessionEnd");
    Tree stop = hooks.list("Stop").getFirst().list("hooks").getFirst();
    assertThat(stop.text("type")).isEqualTo("http");
    assertThat(stop.text("url")).isEqualTo("http://127.0.0.1:4711/hooks/claude");
    assertThat(stop.at("headers").text("Authorization")).isEqualTo("Bearer $ROWLOCK_TOKEN");
    assertThat(stop.members().get("allowedEnvVars")).isEqualTo(List.of("ROWLOCK_TOKEN"));
    Tree asking = hooks.list("PermissionRequest").getFirst().list("hooks").getFirst();
    assertThat(asking.count("timeout")).isEqualTo(86_400);
    Tree begin = hooks.list("SessionStart").getFirst().list("hooks").getFirst();
    assertThat(begin.text("command"))
        .startsWith("curl ")
        .contains("-H '@/private/a/it'\\''s header'")
        .endsWith("-o /dev/null");
  }

  @Test
  void withoutCurlThereIsNoHookThatWantsACommand() {
    LaunchWish.Hub bare =
        new LaunchWish.Hub(
            URI.create("http://127.0.0.1:1"),
            new LaunchWish.Server.Http(URI.create("http://127.0.0.1:1/mcp")),
            "TOKEN",
            Optional.empty());
    assertThat(file(start("claude", wish().at(bare)), "settings.json").at("hooks").members())
        .doesNotContainKey("SessionStart")
        .containsKey("Stop");
    assertThat(start("codex", wish().at(bare)).argv()).noneMatch(each -> each.startsWith("hooks."));
  }

  @Test
  void claudesServerIsLoadedAtOnceOverHttpWithABearer() {
    Tree server = file(start("claude", wish()), "mcp.json").at("mcpServers", "rowlock");
    assertThat(server.members())
        .isEqualTo(
            Map.of(
                "type",
                "http",
                "url",
                "http://127.0.0.1:4711/mcp",
                "headers",
                Map.of("Authorization", "Bearer ${ROWLOCK_TOKEN}"),
                "alwaysLoad",
                true));
  }

  @Test
  void codexIsToldEverythingOnItsCommandLine() {
    List<String> argv = start("codex", wish()).argv();
    assertThat(argv)
        .startsWith("codex", "--no-daemon", "--sandbox", "read-only")
        .endsWith("--", "Go.")
        .contains(
            "check_for_update_on_startup=false",
            "projects={\"/srv/tree\"={trust_level=\"trusted\"}}",
            "mcp_servers.rowlock.url=\"http://127.0.0.1:4711/mcp\"",
            "mcp_servers.rowlock.bearer_token_env_var=\"ROWLOCK_TOKEN\"",
            "mcp_servers.rowlock.tool_timeout_sec=600.0",
            "--dangerously-bypass-hook-trust");
    assertThat(argv.stream().filter(each -> each.startsWith("hooks.Stop=")))
        .singleElement()
        .asString()
        .contains("type=\"command\"", "/hooks/codex", "timeout=10");
  }

  @Test
  void geminiAndOpencodeReadASettingsFileOfOurs() {
    Start gemini = start("gemini", wish());
    assertThat(gemini.environment())
        .containsEntry("GEMINI_CLI_SYSTEM_SETTINGS_PATH", "/private/a/gemini-settings.json");
    Tree settings = file(gemini, "gemini-settings.json");
    assertThat(settings.at("security", "folderTrust").is("enabled", false)).isTrue();
    assertThat(settings.at("mcpServers", "rowlock").text("httpUrl"))
        .isEqualTo("http://127.0.0.1:4711/mcp");
    assertThat(settings.at("hooks").members()).containsKeys("BeforeAgent", "AfterAgent");
    assertThat(gemini.argv()).endsWith("--prompt-interactive=Go.");

    Start opencode = start("opencode", wish());
    assertThat(opencode.environment())
        .containsEntry("OPENCODE_CONFIG", "/private/a/opencode.json")
        .hasEntrySatisfying("OPENCODE_PERMISSION", mode -> assertThat(mode).contains("ask"));
    assertThat(file(opencode, "opencode.json").at("mcp", "rowlock").text("type"))
        .isEqualTo("remote");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude",
        "claude-headless",
        "codex",
        "codex-headless",
        "gemini",
        "gemini-headless",
        "opencode",
        "opencode-headless",
      })
  void nothingIsBypassedUnlessTheUserSaysSo(String kind) {
    assertThat(said(start(kind, wish())))
        .doesNotContain("bypassPermissions", "dangerously-skip", "approvals-and-sandbox", "yolo")
        .doesNotContain("\"*\":\"allow\"");
    LaunchWish.Choices free =
        new LaunchWish.Choices(
            Optional.of(PermissionMode.BYPASS), Optional.empty(), Optional.empty());
    assertThat(said(start(kind, wish().choosing(free))))
        .containsAnyOf("bypassPermissions", "approvals-and-sandbox", "yolo", "\"*\":\"allow\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "gemini", "opencode"})
  void noSecretIsInArgumentsOrEnvironment(String kind) {
    Start start = start(kind, wish().choosing(LaunchWish.Choices.NONE.withKey(KEY)));
    assertThat(start.argv().toString() + start.environment() + start)
        .doesNotContain(KEY.substring(KEY.length() - 20));
  }

  @Test
  void headlessAgentsReadTheirBriefAndMayChangeFiles() {
    Start start = start("claude-headless", wish());
    assertThat(start.argv())
        .startsWith(
            "claude",
            "-p",
            "--output-format",
            "stream-json",
            "--verbose",
            "--permission-mode",
            "acceptEdits")
        .endsWith("--session-id", SESSION.toString());
    assertThat(start.delivery()).isEqualTo(new Start.Delivery.StandardInput("Go."));
    assertThat(start.environment()).doesNotContainKey("CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN");
  }

  @Test
  void aSessionIsResumedByItsOwnName() {
    LaunchWish resumed = wish().going(new LaunchWish.Conversation.Resumed("abc-1")).make();
    assertThat(Recipe.of(kind("claude"), resumed).argv())
        .containsSubsequence("--resume", "abc-1", "--", "Go.")
        .doesNotContain("--session-id");
    assertThat(Recipe.of(kind("codex"), resumed).argv()).endsWith("resume", "abc-1", "--", "Go.");
    assertThatThrownBy(() -> Recipe.of(kind("shell"), resumed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot go on with a session");
    assertThatThrownBy(() -> new LaunchWish.Conversation.Resumed("--help"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongPromptGoesIntoAFileThatTheArgumentNames() {
    String prompt = "x".repeat(Recipe.LONGEST_ARGUMENT) + "é";
    Start start = start("claude", wish().saying(prompt));
    assertThat(start.argv().getLast())
        .isEqualTo("Read the whole file /private/a/brief.md and do what it asks of you.");
    assertThat(start.files()).contains(Start.PrivateFile.of("brief.md", prompt));
  }

  @Test
  void whatIsPutInIsNeverLookedThroughAgain() {
    AgentKind kind =
        AgentKinds.builtIn()
            .and("mine", "a: {command: [x, '{title}', '{brief}', '{unknown}', '{task}:{agent}']}")
            .find("a")
            .orElseThrow();
    LaunchWish wish = wish().saying("{task} $1 \\ 'quoted'").make();
    assertThat(Recipe.of(kind, wish).argv())
        .containsExactly("x", "a {brief} title", "{task} $1 \\ 'quoted'", "{unknown}", "t1:ann");
  }

  @Test
  void whatAKindCannotDoIsRefused() {
    LaunchWish.Choices model =
        new LaunchWish.Choices(Optional.empty(), Optional.of("opus"), Optional.empty());
    assertThat(start("claude", wish().choosing(model)).argv())
        .containsSubsequence("--model", "opus");
    assertThatThrownBy(() -> start("shell", wish().choosing(model)))
        .hasMessageContaining("take no model");
    LaunchWish.Choices free =
        new LaunchWish.Choices(
            Optional.of(PermissionMode.BYPASS), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> start("shell", wish().choosing(free)))
        .hasMessageContaining("no permission mode 'bypass'");
  }

  @Test
  void aPrivateFileNeverLeavesThePrivateFolder() {
    assertThatThrownBy(() -> Start.PrivateFile.of("../x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Start.PrivateFile.of("/x", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String said(Start start) {
    return start.argv().toString() + start.environment() + file(start, "settings.json").members();
  }

  /// A file as JSON; an empty object if it is not there.
  private static Tree file(Start start, String path) {
    return start.files().stream()
        .filter(file -> file.path().equals(Path.of(path)))
        .findFirst()
        .map(file -> new Tree(Json.STANDARD.parseObject(file.content())))
        .orElse(new Tree(Map.of()));
  }

  private static AgentKind kind(String name) {
    return KINDS.find(name).orElseThrow();
  }

  private static Start start(String kind, Wish wish) {
    return Recipe.of(kind(kind), wish.make());
  }

  private static Wish wish() {
    return new Wish(
        new LaunchWish.Hub(
            URI.create("http://127.0.0.1:4711"),
            new LaunchWish.Server.Http(URI.create("http://127.0.0.1:4711/mcp")),
            LaunchWish.Hub.TOKEN,
            Optional.of(Path.of("/private/a/it's header"))),
        LaunchWish.Choices.NONE,
        new LaunchWish.Conversation.Fresh(SESSION),
        "Go.");
  }

  /// A wish to vary.
  private record Wish(
      LaunchWish.Hub hub,
      LaunchWish.Choices choices,
      LaunchWish.Conversation conversation,
      String prompt) {
    Wish choosing(LaunchWish.Choices other) {
      return new Wish(hub, other, conversation, prompt);
    }

    Wish at(LaunchWish.Hub other) {
      return new Wish(other, choices, conversation, prompt);
    }

    Wish going(LaunchWish.Conversation other) {
      return new Wish(hub, choices, other, prompt);
    }

    Wish saying(String other) {
      return new Wish(hub, choices, conversation, other);
    }

    LaunchWish make() {
      return new LaunchWish(
          new AgentId("ann"),
          Optional.of(
              new LaunchWish.Subject(new TaskId("t1"), "a {brief} title", Optional.empty())),
          new LaunchWish.Places(Path.of("/srv/tree"), Path.of("/private/a")),
          Optional.of(hub),
          choices,
          conversation,
          Optional.of(prompt));
    }
  }
}
