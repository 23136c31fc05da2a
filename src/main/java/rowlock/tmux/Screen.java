package rowlock.tmux;

import java.util.List;

/// The request for what stands in a pane, and what comes of it.
final class Screen {
  private Screen() {}

  static Request request(PaneId pane, int historyLines) {
    return Request.screen(
        List.of(
            List.of("display-message", "-p", "-t", pane.value(), Request.HEAD),
            List.of("capture-pane", "-p", "-t", pane.value(), "-S", "-" + historyLines)),
        pane,
        historyLines);
  }

  /// The screen, of an answer that begins with its head.
  static String text(String answer) {
    return answer.substring(answer.indexOf('\n') + 1);
  }
}
