package rowlock.tmux;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.process.JobName;

/// The reader of the list of panes.
final class Panes {
  private static final Pattern LINE = Pattern.compile("(%[0-9]{1,9}) ([0-9]{1,10}) ([01]) (.*)");

  private Panes() {}

  /// The panes of jobs. Our empty window is none, nor is one that the user made or renamed.
  static List<Pane> parse(String text) {
    List<Pane> result = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher found = LINE.matcher(line);
      if (!found.matches()) {
        throw new TmuxFailed("the list of panes cannot be read");
      }
      String name = found.group(4);
      if (JobName.isWellFormed(name)) {
        Pane.Life life = found.group(3).equals("1") ? Pane.Life.DEAD : Pane.Life.RUNNING;
        result.add(
            new Pane(
                new PaneId(found.group(1)),
                Long.parseLong(found.group(2)),
                life,
                new JobName(name)));
      }
    }
    return result;
  }
}
