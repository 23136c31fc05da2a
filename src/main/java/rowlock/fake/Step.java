package rowlock.fake;

import java.math.BigDecimal;
import java.time.Duration;

/// One thing the fake agent does in a turn.
sealed interface Step {
  /// Says something.
  record Say(String text) implements Step {}

  /// Lets time pass, as if a model were thinking.
  record Think(Duration time) implements Step {}

  /// Uses a tool, without asking.
  record Use(ToolUse tool) implements Step {}

  /// Asks for permission, then uses the tool if it was given.
  record Ask(ToolUse tool) implements Step {}

  /// Claims a task through MCP; the turn is over if there is none.
  record Claim() implements Step {}

  /// Does what the claimed task says in lines that begin with `fake:`, or those of the prompt.
  record Work() implements Step {}

  /// Hands the claimed task in through MCP.
  ///
  /// @param text what to say about it
  record Submit(String text) implements Step {}

  /// Calls any tool of the MCP server.
  ///
  /// @param tool its name without prefix
  /// @param arguments a JSON object
  record Call(String tool, String arguments) implements Step {}

  /// Begins again with the first step; only a claim that finds nothing ends that.
  record Loop() implements Step {}

  /// Does nothing any more and takes no notice of anything, for ever.
  record Stall() implements Step {}

  /// Ends the program at once, without a word.
  record Die(int code) implements Step {}

  /// Ends the program by SIGKILL.
  record Kill() implements Step {}

  /// Hits a usage limit.
  ///
  /// @param time after which the limit is reset
  record Limit(Duration time) implements Step {}

  /// Fails the turn as when the model cannot be reached.
  ///
  /// @param status the HTTP status, 400 to 599
  record Fail(int status, String text) implements Step {}

  /// Prints escape sequences that must reach nobody else's terminal.
  record EscapeSequences() implements Step {}

  /// Counts as spent.
  record Spend(BigDecimal usd, long tokens) implements Step {}

  /// Answers with JSON, as demanded by a schema.
  record Structured(String json) implements Step {}

  /// Does the step the first time only, also over restarts.
  ///
  /// @param mark what tells this step from all others of its session
  record Once(String mark, Step step) implements Step {}
}
