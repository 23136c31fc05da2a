package rowlock.tmux;

import rowlock.process.JobName;

/// A pane as the server shows it at a moment.
///
/// @param id its number
/// @param pid the number of the process that was started in it, also when that has ended
/// @param life whether that process has ended, as far as the server noticed
/// @param name the name of its window
public record Pane(PaneId id, long pid, Life life, JobName name) {
  /// Whether the process of a pane has ended.
  public enum Life {
    RUNNING,
    DEAD
  }
}
