package rowlock.tmux;

import java.util.List;

/// What our server is told when it is started, and why each.
final class Settings {
  private Settings() {}

  /// The commands that start a server with one session and one window in which nothing runs.
  static List<List<String>> commands(String session, String window) {
    return List.of(
        List.of("start-server"),
        // Without jobs the server stays, and with it the view of a user who looks.
        server("exit-empty", "off"),
        // A program must not write to the user's clipboard, nor rename what we find by name.
        server("set-clipboard", "off"),
        server("escape-time", "10"),
        server("default-terminal", "screen-256color"),
        global("allow-rename", "off"),
        global("automatic-rename", "off"),
        global("set-titles", "off"),
        // The last words of a program stay to be read.
        global("remain-on-exit", "on"),
        global("history-limit", Integer.toString(TmuxServer.HISTORY_LINES)),
        global("window-size", "latest"),
        global("default-size", "200x50"),
        global("default-shell", "/bin/sh"),
        // Variables come from us alone, not from the terminal of whoever looks.
        global("update-environment", ""),
        // The default shows the title that the program chose.
        global("status-left", "[rowlock] "),
        global("status-right", ""),
        global("window-status-format", "#I:#W"),
        global("window-status-current-format", "#I:#W*"),
        global("bell-action", "none"),
        // The program ends at once; the window remains, so that the session has one.
        List.of("new-session", "-d", "-s", session, "-n", window, "/bin/sh", "-c", "exit 0"));
  }

  private static List<String> server(String option, String value) {
    return List.of("set-option", "-s", option, value);
  }

  private static List<String> global(String option, String value) {
    return List.of("set-option", "-g", option, value);
  }
}
