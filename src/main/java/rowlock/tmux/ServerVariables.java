package rowlock.tmux;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment that the server gives to the programs it starts.
///
/// The server may be older than we are, and then so is its environment. Values go through a pipe:
/// arguments can be read by everybody.
///
/// Owned by its monitor.
final class ServerVariables {
  private static final Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=.*");

  private final Client client;
  private final Link link;
  private final Map<String, String> published = new TreeMap<>();
  private String publishedTo = "";
  private long publishedOn;

  ServerVariables(Client client, Link link) {
    this.client = client;
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
    String server = client.ask("display-message", "-p", "#{pid} #{start_time}").text(wanted);
    if (server.equals(publishedTo) && published.equals(variables)) {
      publishedOn = connection;
      return;
    }
    client.source(lines(client.ask("show-environment", "-g").text(wanted), variables)).text(wanted);
    published.clear();
    published.putAll(variables);
    publishedTo = server;
    publishedOn = connection;
  }

  /// Of a value of several lines some may look like variables: unsetting those harms nothing.
  private static String lines(String present, Map<String, String> variables) {
    StringBuilder lines = new StringBuilder();
    present
        .lines()
        .map(LINE::matcher)
        .filter(found -> found.matches() && !variables.containsKey(found.group(1)))
        .forEach(found -> lines.append("set-environment -gu " + found.group(1) + "\n"));
    variables.forEach((name, value) ->
        lines.append("set-environment -g " + name + " " + Quoted.word(value) + "\n"));
    return lines.toString();
  }
}
