package rowlock.tmux;

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
}
