package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How one of the genuine programs draws what happens.
interface Look {
  /// The part of the screen below the history.
  ///
  /// @param cursorRow within the rows, from 0
  record Panel(List<String> rows, int cursorRow, int cursorColumn, Place place) {}

  /// Where the panel is on the alternate screen.
  enum Place {
    AT_THE_BOTTOM,
    BELOW_THE_HISTORY
  }

  List<String> intro(Surroundings place);

  List<String> prompt(String text);

  List<String> said(String text);

  List<String> using(ToolUse tool);

  List<String> used(ToolUse tool, ToolRunner.Outcome outcome);

  List<String> failed(Ending.Failed failed);

  List<String> limited(Instant until);

  List<String> done(Duration spent);

  /// What the empty input line says after a failed turn.
  String hintAfter(Ending.Failed failed);

  Panel panel(Situation situation, Surroundings place, int columns);

  /// The choices of a permission dialog; the last one refuses.
  List<String> choices(ToolUse tool);

  /// Which of the two choices about the folder trusts it, from 0.
  int trusting();

  /// The title of the terminal; empty to leave it.
  String title(Situation situation, Surroundings place);

  /// What is printed when the program ends by command.
  String farewell(Surroundings place);
}
