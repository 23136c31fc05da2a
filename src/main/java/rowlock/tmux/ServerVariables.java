package rowlock.tmux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment that the server gives to the programs it starts.
///
/// The server may be older than we are, and then so is its environment.
///
/// Owned by its monitor.
final class ServerVariables {
  private static final Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=.*");

  private final Link link;
  private final Map<String, String> published = new TreeMap<>();
  private String publishedTo = "";
  private long publishedOn;

  ServerVariables(Link link) {
    this.link = link;
  }

  /// Sets these in the server, unless they are, and unsets all others.
  synchronized void publish(Map<String, String> variables) {
    // The same connection is one to the same server.
    long connection = link.number();
    if (connection > 0 && connection == publishedOn && published.equals(variables)) {
      return;
    }
    String wanted = "the variables cannot be given to the tmux server";
    String server = ask("display-message", "-p", "#{pid} #{start_time}").text(wanted);
    if (server.equals(publishedTo) && published.equals(variables)) {
      publishedOn = connection;
      return;
    }
    String present = ask("show-environment", "-g").text(wanted);
    List<List<String>> commands = commands(present, variables);
    if (!commands.isEmpty()) {
      link.ask(Request.of(commands)).text(wanted);
    }
    published.clear();
    published.putAll(variables);
    publishedTo = server;
    publishedOn = connection;
  }

  private Answer ask(String... words) {
    return link.ask(Request.of(words));
  }

  /// Of a value of several lines some may look like variables: unsetting those harms nothing.
  private static List<List<String>> commands(String present, Map<String, String> variables) {
    List<List<String>> commands = new ArrayList<>();
    present
        .lines()
        .map(LINE::matcher)
        .filter(found -> found.matches() && !variables.containsKey(found.group(1)))
        .forEach(found -> commands.add(List.of(Request.VARIABLE, "-gu", found.group(1))));
    variables.forEach((name, value) -> commands.add(List.of(Request.VARIABLE, "-g", name, value)));
    return commands;
  }
}
