package rowlock.fake;

import java.time.Duration;
import java.time.Instant;

/// How things stand at the terminal, as far as it is to be seen.
///
/// @param phase what the agent does
/// @param draft what stands in the input line
/// @param notice what stands below it instead of the usual, or in it while it is empty
/// @param mode the permission mode
/// @param turns how many turns there were
record Situation(Phase phase, String draft, Notice notice, String mode, int turns) {
  /// What the agent does.
  sealed interface Phase {
    record Idle() implements Phase {}

    /// It works.
    ///
    /// @param spent how long already
    record Working(Duration spent) implements Phase {}

    /// It waits for a permission.
    ///
    /// @param chosen which of the choices is marked, from 0
    record Permission(ToolUse tool, int chosen) implements Phase {}

    /// It asks whether the folder can be trusted.
    ///
    /// @param chosen which of the choices is marked, from 0
    record Trust(int chosen) implements Phase {}

    record Limited(Instant until) implements Phase {}
  }

  /// What is pointed out.
  ///
  /// @param hint stands in the empty input line
  /// @param footer stands below it; empty for the usual
  record Notice(String hint, String footer) {
    static final Notice NONE = new Notice("", "");
  }
}
