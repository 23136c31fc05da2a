package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.kind.Channels.HookForm.CLAUDE_SETTINGS;
import static rowlock.kind.Channels.HookForm.CODEX_HOOKS;
import static rowlock.kind.Channels.HookForm.GEMINI_SETTINGS;
import static rowlock.kind.Channels.HookForm.NONE;
import static rowlock.kind.Channels.HookForm.OPENCODE_PLUGIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.json.Json;
import rowlock.team.AgentCondition;

/// What hooks of genuine agents posted, and what is understood of it.
final class HookReaderTest {
  @Test
  void aRecordedSessionOfClaudeCodeIsUnderstoodFromItsBeginningToItsEnd() {
    List<Signal> signals = recorded();
    assertThat(signals).hasSize(48);
    assertThat(signals)
        .allSatisfy(signal -> {
          assertThat(signal.session()).hasSize(36);
          assertThat(signal.transcript().orElseThrow()).endsWith(signal.session() + ".jsonl");
        });
    assertThat(signals.getFirst().what()).isEqualTo(new Signal.Happening.Began("startup"));
    assertThat(signals.getLast().what()).isEqualTo(new Signal.Happening.Ended("prompt_input_exit"));
    assertThat(signals.get(1).what()).isEqualTo(new Signal.Happening.Prompted("say hello"));
    assertThat(signals.get(3).source()).isEqualTo("Stop hook");
    assertThat(signals.get(3).what())
        .isEqualTo(
            new Signal.Happening.Rested(
                "Hello from the stub model.", Signal.Continuation.FIRST, 0));
  }

  @Test
  void everyRecordedEventTellsTheConditionOfItsAgent() {
    assertThat(
            recorded().stream()
                .map(signal ->
                    signal.event()
                        + " "
                        + signal.condition().map(AgentCondition::label).orElse("-"))
                .distinct()
                .sorted())
        .containsExactly(
            "MessageDisplay -",
            "Notification idle",
            "Notification waiting",
            "PermissionRequest waiting",
            "PostCompact -",
            "PostToolBatch -",
            "PostToolUse working",
            "PreCompact working",
            "PreToolUse working",
            "SessionEnd -",
            "SessionStart -",
            "SessionStart idle",
            "SessionStart starting",
            "Stop idle",
            "StopFailure idle",
            "SubagentStart -",
            "SubagentStop -",
            "UserPromptSubmit working");
  }

  @Test
  void aPermissionRequestNamesToolAndInput() {
    List<Signal.ToolCall> asked =
        recorded().stream()
            .filter(signal -> signal.what() instanceof Signal.Happening.PermissionAsked)
            .map(signal -> ((Signal.Happening.PermissionAsked) signal.what()).call())
            .toList();
    assertThat(asked)
        .extracting(Signal.ToolCall::tool)
        .containsExactly("Write", "mcp__sample__note_add", "Bash");
    assertThat(asked.getFirst().input()).containsEntry("content", "one\ntwo\n");
    assertThat(asked.getLast().inWords()).isEqualTo("Bash: curl -s http://127.0.0.1:9/x");
  }

  @Test
  void aTurnThatEndsWhileHelpersRunIsNotOver() {
    Signal signal =
        signal(
            CLAUDE_SETTINGS,
            """
            {"hook_event_name":"Stop","session_id":"s","stop_hook_active":true,"background_tasks":[
             {"id":"a","type":"subagent","status":"running"},
             {"id":"b","type":"subagent","status":"completed"},
             {"id":"c","type":"shell","status":"running"}]}\
            """);
    assertThat(signal.condition()).contains(AgentCondition.WORKING);
    assertThat(signal.what())
        .isEqualTo(new Signal.Happening.Rested("", Signal.Continuation.KEPT_GOING, 1));
  }

  @Test
  void aFailureAtALimitIsALimit() {
    Signal signal =
        signal(
            CLAUDE_SETTINGS,
            """
            {"hook_event_name":"StopFailure","session_id":"s","error":"rate_limit",
             "last_assistant_message":"You've hit your 5-hour limit · resets 5:10am (UTC)"}\
            """);
    assertThat(signal.condition()).contains(AgentCondition.LIMITED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CODEX_HOOKS|{'hook_event_name':'Stop','session_id':'s'}|idle",
        "CODEX_HOOKS|{'hook_event_name':'PermissionRequest','tool_name':'shell'}|waiting",
        "GEMINI_SETTINGS|{'hook_event_name':'BeforeAgent','prompt':'x'}|working",
        "GEMINI_SETTINGS|{'hook_event_name':'AfterAgent','prompt_response':'x'}|idle",
        "GEMINI_SETTINGS|{'hook_event_name':'BeforeTool','tool_name':'x'}|working",
        "GEMINI_SETTINGS|"
            + "{'hook_event_name':'Notification','notification_type':'ToolPermission'}|waiting",
        "GEMINI_SETTINGS|{'hook_event_name':'BeforeModel'}|-",
        "OPENCODE_PLUGIN|{'type':'session.status','properties':{'status':{'type':'busy'}}}|working",
        "OPENCODE_PLUGIN|{'type':'session.idle','properties':{'sessionID':'s'}}|idle",
        "OPENCODE_PLUGIN|{'type':'permission.asked','properties':{'id':'p'}}|waiting",
        "OPENCODE_PLUGIN|{'type':'message.updated'}|-",
      })
  void otherAgentsAreUnderstoodToo(Channels.HookForm form, String event, String condition) {
    assertThat(
            signal(form, event.replace('\'', '"'))
                .condition()
                .map(AgentCondition::label)
                .orElse("-"))
        .isEqualTo(condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{",
        "null",
        "{\"hook_event_name\":7}",
        "{\"type\":{}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_input\":[1],\"tool_name\":null}",
        "{\"hook_event_name\":\"Stop\",\"background_tasks\":{\"a\":1}}",
      })
  void whateverIsPostedNothingBreaks(String event) {
    for (Channels.HookForm form : Channels.HookForm.values()) {
      HookReader.read(form, event).ifPresent(signal -> assertThat(signal.event()).isNotEmpty());
    }
    assertThat(HookReader.read(NONE, "{\"hook_event_name\":\"Stop\"}")).isEmpty();
  }

  @Test
  void aPermissionIsAnsweredInTheFormOfTheOneWhoAsks() {
    assertThat(
            Json.compact(
                HookAnswer.permission(CLAUDE_SETTINGS, HookAnswer.Permission.DENY, "No.")
                    .orElseThrow()))
        .isEqualTo(
            """
            {"hookSpecificOutput":{"hookEventName":"PermissionRequest",\
            "decision":{"behavior":"deny","message":"No."}}}\
            """);
    assertThat(HookAnswer.permission(CODEX_HOOKS, HookAnswer.Permission.ALLOW, "").toString())
        .contains("allow")
        .doesNotContain("message");
    assertThat(HookAnswer.permission(GEMINI_SETTINGS, HookAnswer.Permission.ALLOW, "")).isEmpty();
  }

  @Test
  void anAgentIsKeptGoingInItsOwnForm() {
    assertThat(HookAnswer.goOn(CLAUDE_SETTINGS, "mail"))
        .contains(Map.of("decision", "block", "reason", "mail"));
    assertThat(HookAnswer.goOn(GEMINI_SETTINGS, "mail"))
        .contains(Map.of("decision", "deny", "reason", "mail"));
    assertThat(HookAnswer.goOn(OPENCODE_PLUGIN, "mail")).isEmpty();
  }

  private static Signal signal(Channels.HookForm form, String event) {
    return HookReader.read(form, event).orElseThrow();
  }

  private static List<Signal> recorded() {
    List<Signal> signals = new ArrayList<>();
    for (String line : Screens.text("screens/claude-2.1.329/hooks.jsonl").lines().toList()) {
      Tree input = new Tree(Json.STANDARD.parseObject(line)).at("input");
      Optional<Signal> signal = HookReader.read(CLAUDE_SETTINGS, input.members());
      signals.add(signal.orElseThrow());
    }
    return signals;
  }
}
