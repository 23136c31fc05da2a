package rowlock.tmux;

/// The tmux server did not do what it was told.
public final class TmuxFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TmuxFailed(String message) {
    super(message);
  }
}
