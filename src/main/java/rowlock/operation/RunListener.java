package rowlock.operation;

/// Whoever watches a run, and may ask it to stop.
public interface RunListener {
  /// The run is on the board; its progress can be read from there.
  ///
  /// @param run its name
  /// @param branch where its work is merged, or empty text
  void opened(String run, String branch);

  /// Something worth a line happened that no event tells: work was parked, tmux is missing.
  void noticed(String text);

  /// Whether somebody wants the run to stop; asked several times a second.
  boolean isStopWanted();
}
