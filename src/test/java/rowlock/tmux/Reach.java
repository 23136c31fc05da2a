package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

/// The ways a server can be reached in tests; everything must hold for each.
enum Reach {
  PROCESSES,
  CONNECTION;

  /// Makes a server that is to be started be reached so.
  void begin(TmuxServer server) {
    if (this == CONNECTION) {
      server.start();
      if (!server.connect()) {
        throw new IllegalStateException("there is no connection");
      }
    }
  }

  /// A connection that broke and was replaced, or whose work was done by processes, does not count.
  void assertHeld(TmuxServer server) {
    assertThat(server.connections()).isEqualTo(this == CONNECTION ? 1 : 0);
  }
}
