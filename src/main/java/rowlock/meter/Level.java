package rowlock.meter;

import java.util.Locale;

/// Something of which there is more or less at any moment.
public enum Level {
  /// Agents that wait to be started.
  SPAWNS_WAITING("agents that wait to be started"),
  /// Agents that are being started.
  SPAWNS_RUNNING("agents that are being started"),
  /// Warm panes that nobody uses yet.
  PANES_READY("warm panes that nobody uses yet"),
  /// Started agents that nobody uses yet.
  AGENTS_READY("started agents that nobody uses yet"),
  /// Worktrees that nobody uses yet.
  WORKTREES_READY("worktrees that nobody uses yet"),
  /// Messages accepted and not yet typed.
  MESSAGES_WAITING("messages that wait to be typed"),
  /// Git commands that wait for their turn.
  GIT_WAITING("git commands that wait for their turn"),
  /// Git commands that run.
  GIT_RUNNING("git commands that run"),
  /// Answers of git that are kept.
  GIT_CACHED("answers of git that are kept"),
  /// Work handed in that waits for its verdict.
  VERDICTS_WAITING("work handed in that waits for its verdict");

  private final String meaning;

  Level(String meaning) {
    this.meaning = meaning;
  }

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is counted, in a few words.
  public String meaning() {
    return meaning;
  }
}
