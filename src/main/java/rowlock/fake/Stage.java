package rowlock.fake;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// Where a turn is seen: a terminal, or JSON lines. Called by the turn's thread alone.
///
/// Lines are those of Claude Code's stream.
interface Stage {
  /// Whether there is a person who may answer.
  enum Audience {
    PERSON,
    NOBODY
  }

  /// A turn begins.
  void prompted(String prompt);

  /// The agent says something.
  void said(String text, Map<String, Object> line);

  /// The agent begins to use a tool.
  void using(ToolUse tool, Map<String, Object> line);

  /// A tool answered.
  void used(ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line);

  /// Something is noted that neither said.
  void noted(String text);

  /// Permission is wanted; a person may answer by the given way until [#asked].
  Audience ask(ToolUse tool, Consumer<Verdict> answer);

  /// Permission was given or refused.
  void asked(ToolUse tool, Verdict verdict);

  /// A usage limit was hit.
  ///
  /// @return a person if the turn waits and goes on; nobody if that is its end
  Audience limited(Instant until);

  /// The turn goes on after a limit.
  void resumed();

  /// What is to be printed as it is.
  void raw(String sequences);

  /// From now on nothing is shown and no key is taken.
  void frozen();
}
