package rowlock.bench;

import java.util.Map;

/// The hub of a project in a process of its own, and how clients of MCP get to it.
public interface Venue extends AutoCloseable {
  /// The process of the hub.
  long pid();

  /// A client that is connected over streamable HTTP, with a token and a session of its own.
  Guest overHttp(String agent);

  /// A client of the server that `rowlock mcp` runs, over pipes, which is a client of the hub.
  Guest overStdio(String agent);

  /// How an agent that lives there reports, as the hooks of its program do, with a token of its
  /// own. To be asked for after it was started: a start takes older tokens back.
  Hooks hooks(String agent, String kind);

  /// Ends the hub.
  @Override
  void close();

  /// What the hooks of an agent's program post. For one thread at a time.
  @FunctionalInterface
  interface Hooks {
    /// Posts an event and waits for the answer.
    ///
    /// @throws IllegalStateException if it was not taken
    void report(Map<String, Object> event);
  }

  /// A client. For one thread at a time.
  interface Guest extends AutoCloseable {
    /// Calls a tool.
    ///
    /// @return what it answered
    /// @throws IllegalStateException if it was not done
    Map<String, Object> call(String tool, Map<String, Object> arguments);

    /// Keeps a connection open for what the server has to say by itself, as programs of agents do.
    void listen();

    @Override
    void close();
  }
}
