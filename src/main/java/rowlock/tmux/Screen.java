package rowlock.tmux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How what stands in panes is asked for, and where each screen is in the answer.
///
/// @param format what is told of a pane in a line, from [Request#HEAD] on
/// @param historyLines how many lines above each visible screen, at most
/// @param escapes whether colours and other attributes are wanted
record Screen(String format, int historyLines, Snapshot.Escapes escapes) {
  /// What is printed between the heads, which never are this, and the screens.
  private static final String END_OF_HEADS = "screens";

  /// What is asked of one pane.
  Request request(PaneId pane) {
    List<String> head = List.of("display-message", "-p", "-t", pane.value(), format);
    return Request.screens(List.of(head, capture(pane)), List.of(printed(pane)));
  }

  /// What is asked of several panes: the heads of all panes there are cost less than a question for
  /// each. One pane that is not there has the request refused.
  Request together(List<PaneId> panes) {
    List<List<String>> commands = new ArrayList<>();
    // A pane that a user moved elsewhere is among them too: its screen must not be of any length.
    commands.add(List.of("list-panes", "-a", "-F", format));
    commands.add(List.of("display-message", "-p", END_OF_HEADS));
    panes.forEach(pane -> commands.add(capture(pane)));
    return Request.screens(commands, panes.stream().map(this::printed).toList());
  }

  private Request.Printed printed(PaneId pane) {
    return new Request.Printed(pane, historyLines);
  }

  private List<String> capture(PaneId pane) {
    List<String> command = new ArrayList<>(List.of("capture-pane", "-p"));
    if (escapes == Snapshot.Escapes.WITH) {
      command.add("-e");
    }
    command.addAll(List.of("-t", pane.value(), "-S", "-" + historyLines));
    return command;
  }

  /// The answer to [#together] as answers to [#request].
  ///
  /// @throws TmuxFailed if it is none
  Map<PaneId, String> split(String answer, List<PaneId> panes) {
    String[] lines = answer.split("\n", -1);
    Map<String, String> heads = new HashMap<>();
    int at = 0;
    while (at < lines.length && !lines[at].equals(END_OF_HEADS)) {
      heads.put(lines[at].substring(0, Math.max(0, lines[at].indexOf(' '))), lines[at]);
      at++;
    }
    at++;
    Map<PaneId, String> parts = new HashMap<>();
    for (PaneId pane : panes) {
      String head = heads.getOrDefault(pane.value(), "");
      int end = at + printed(pane).lines(head);
      if (end == at || end >= lines.length) {
        throw new TmuxFailed("the screens cannot be told apart");
      }
      parts.put(pane, head + "\n" + String.join("\n", List.of(lines).subList(at, end)) + "\n");
      at = end;
    }
    return parts;
  }

  /// The screen, of an answer that begins with its head.
  static String text(String answer) {
    return answer.substring(answer.indexOf('\n') + 1);
  }
}
