package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the JSON lines of agents without a terminal come to.
final class TallyTest {
  @Test
  void claudesLinesAddUpWithTheLastOneCounting() {
    Tally tally =
        tally(
            Channels.OutputForm.CLAUDE_STREAM_JSON,
            """
            {"type":"system","subtype":"init","session_id":"s-1","model":"opus"}
            {"type":"assistant","message":{"id":"m1","model":"opus","content":[\
            {"type":"text","text":"I look."}],"usage":{"input_tokens":5,"output_tokens":1}}}
            {"type":"assistant","message":{"id":"m1","model":"opus","content":[\
            {"type":"tool_use","name":"Read"}],"usage":{"input_tokens":5,"output_tokens":9,\
            "cache_read_input_tokens":100,"cache_creation_input_tokens":20}}}
            not a line of its own
            {"type":"system","subtype":"permission_denied","tool_name":"Bash"}
            """);
    assertThat(tally.end()).isEmpty();
    assertThat(tally.session()).contains("s-1");
    assertThat(tally.lastWords()).isEqualTo("I look.");
    assertThat(tally.denials()).isEqualTo(1);
    assertThat(tally.expenses().byModel()).isEqualTo(Map.of("opus", new Usage(5, 9, 100, 20)));
    assertThat(tally.expenses().ownAccount()).isEmpty();
    tally.add(
        """
        {"type":"result","subtype":"success","is_error":false,"result":"Done.",\
        "total_cost_usd":0.0125,"usage":{"input_tokens":1},"modelUsage":{\
        "opus":{"inputTokens":7,"outputTokens":9},"haiku":{"inputTokens":1,"outputTokens":1}}}\
        """);
    assertThat(tally.end()).contains(new Tally.End.Well());
    assertThat(tally.lastWords()).isEqualTo("Done.");
    assertThat(tally.expenses().total()).isEqualTo(new Usage(8, 10, 0, 0));
    assertThat(tally.expenses().ownAccount()).hasValue(12_500);
  }

  @Test
  void aModelErrorOfClaudeIsABadEndAlthoughItIsCalledSuccess() {
    Tally tally =
        tally(
            Channels.OutputForm.CLAUDE_STREAM_JSON,
            """
            {"type":"rate_limit_event","rate_limit_info":{"status":"rejected",\
            "resetsAt":1795240800}}
            {"type":"result","subtype":"success","is_error":true,"api_error_status":429,\
            "terminal_reason":"api_error",\
            "result":"You've hit your 5-hour limit · resets 6am (UTC)"}
            """);
    assertThat(tally.end())
        .contains(
            new Tally.End.Badly("api_error 429: You've hit your 5-hour limit · resets 6am (UTC)"));
    assertThat(tally.limit()).contains("You've hit your 5-hour limit · resets 6am (UTC)");
  }

  @Test
  void codexsCachedTokensAreNotCountedTwice() {
    Tally tally =
        tally(
            Channels.OutputForm.CODEX_JSON,
            """
            {"type":"thread.started","thread_id":"t-1"}
            {"type":"item.completed","item":{"type":"agent_message","text":"Did it."}}
            {"type":"error","message":"Reconnecting... 1/5"}
            {"type":"turn.completed","usage":{"input_tokens":100,"cached_input_tokens":60,\
            "output_tokens":7}}
            """);
    assertThat(tally.session()).contains("t-1");
    assertThat(tally.lastWords()).isEqualTo("Did it.");
    assertThat(tally.end()).contains(new Tally.End.Well());
    assertThat(tally.expenses().total()).isEqualTo(new Usage(40, 7, 60, 0));
  }

  @Test
  void codexsFailureAtItsLimitIsALimit() {
    Tally tally =
        tally(
            Channels.OutputForm.CODEX_JSON,
            """
            {"type":"turn.failed","error":{"message":"You've hit your usage limit. Try again in 3 \
            days 2 hours."}}
            """);
    assertThat(tally.limit()).isPresent();
    assertThat(tally.end().orElseThrow()).isInstanceOf(Tally.End.Badly.class);
  }

  @Test
  void geminisResultTellsHowItWent() {
    Tally tally =
        tally(
            Channels.OutputForm.GEMINI_STREAM_JSON,
            """
            {"type":"init","session_id":"g-1","model":"gemini"}
            {"type":"message","role":"user","content":"do it"}
            {"type":"message","role":"assistant","content":"Done.","delta":true}
            {"type":"result","status":"success","stats":{"total_tokens":12,"input_tokens":10,\
            "output_tokens":2,"cached":4}}
            """);
    assertThat(tally.session()).contains("g-1");
    assertThat(tally.lastWords()).isEqualTo("Done.");
    assertThat(tally.expenses().total()).isEqualTo(new Usage(6, 2, 4, 0));
    tally.add("{\"type\":\"result\",\"status\":\"error\",\"error\":{\"message\":\"broke\"}}");
    assertThat(tally.end()).contains(new Tally.End.Badly("broke"));
  }

  @Test
  void opencodesStepsAddUp() {
    Tally tally =
        tally(
            Channels.OutputForm.OPENCODE_JSON,
            """
            {"type":"step_start","sessionID":"o-1","part":{}}
            {"type":"step_finish","sessionID":"o-1","part":{"id":"p1","reason":"tool-calls",\
            "cost":0.01,"tokens":{"input":10,"output":2,"reasoning":1,\
            "cache":{"read":5,"write":0}}}}
            {"type":"text","sessionID":"o-1","part":{"text":"Done."}}
            {"type":"step_finish","sessionID":"o-1","part":{"id":"p2","reason":"stop",\
            "cost":0.02,"tokens":{"input":1,"output":1,"cache":{"read":0,"write":3}}}}
            """);
    assertThat(tally.end()).contains(new Tally.End.Well());
    assertThat(tally.expenses().total()).isEqualTo(new Usage(11, 4, 5, 3));
    assertThat(tally.expenses().ownAccount()).hasValue(30_000);
  }

  @ParameterizedTest
  @EnumSource(Channels.OutputForm.class)
  void foreignLinesSayNothing(Channels.OutputForm form) {
    Tally tally =
        tally(
            form,
            """
            plain text

            [1, 2]
            {"type":
            {"type":7,"message":{"usage":"much"}}
            {"type":"assistant","message":[1]}
            {"type":"assistant","message":{"id":"x",\
            "usage":{"input_tokens":-5,"output_tokens":1e99}}}
            {"type":"turn.completed_not"}
            """);
    assertThat(tally.end()).isEmpty();
    assertThat(tally.expenses().total()).isEqualTo(Usage.NONE);
  }

  @Test
  void manyMessagesAddUpThoughFewAreRemembered() {
    Tally tally = new Tally(Channels.OutputForm.CLAUDE_STREAM_JSON);
    int messages = Expenses.REMEMBERED * 3;
    for (int i = 0; i < messages; i++) {
      String line =
          """
          {"type":"assistant","message":{"id":"m%d","model":"x","usage":{"input_tokens":2}}}\
          """
              .formatted(i);
      tally.add(line);
      tally.add(line);
    }
    assertThat(tally.expenses().total().input()).isEqualTo(2L * messages);
  }

  @Test
  void withoutAPriceThereIsNoMoney() {
    Tally tally =
        tally(
            Channels.OutputForm.CLAUDE_STREAM_JSON,
            """
            {"type":"assistant","message":{"id":"m","model":"opus-5","usage":{\
            "input_tokens":1000,"output_tokens":1}}}
            """);
    assertThat(tally.expenses().cost(spending("{}"))).isEmpty();
    assertThat(tally.expenses().cost(spending("{sonnet: {input: 3}}"))).isEmpty();
    String prices = "{'opus*': {input: 5, output: 25.5}, 'o*': {input: 100}}";
    assertThat(tally.expenses().cost(spending(prices))).hasValue(5_026);
  }

  private static Spending spending(String prices) {
    return AgentKinds.builtIn()
        .and("mine", "a: {command: [x], prices: %s}".formatted(prices))
        .find("a")
        .orElseThrow()
        .spending();
  }

  @Test
  void aTranscriptCountsEveryMessageOnce() {
    Transcript transcript = new Transcript();
    """
    {"type":"user","message":{"role":"user","content":"hi"}}
    {"type":"assistant","message":{"id":"m1","model":"opus","usage":{"input_tokens":3}}}
    {"type":"assistant","message":{"id":"m1","model":"opus","usage":{"input_tokens":3}}}
    {"type":"assistant","message":{"id":"m2","model":"opus","usage":{"output_tokens":4}}}
    {"type":"assistant","message":{"id":"m3","model":"opus"}}
    {"type":"summary","summary":"x"}
    {"type":"assistant","mess
    """
        .lines()
        .forEach(transcript::add);
    assertThat(transcript.expenses().total()).isEqualTo(new Usage(3, 4, 0, 0));
  }

  private static Tally tally(Channels.OutputForm form, String lines) {
    Tally tally = new Tally(form);
    lines.lines().forEach(tally::add);
    return tally;
  }
}
