package rowlock.meter;

import java.util.Locale;

/// Something that is done again and again, and timed each time.
public enum Work {
  /// An agent started: from when it was wanted until its program ran.
  SPAWN("an agent wanted until its program ran"),
  /// An agent ready: from when its program ran until it first answered.
  READY("an agent's program ran until it first answered"),
  /// A pane opened cold, with its program running.
  PANE_START("a pane opened, its program running"),
  /// A warm pane handed out.
  PANE_HAND_OUT("a warm pane handed out"),
  /// Screens read, as many as were asked for at once.
  SCREEN_READ("screens read, in one request"),
  /// A worktree made from nothing.
  WORKTREE_START("a worktree made from nothing"),
  /// A ready worktree handed out.
  WORKTREE_HAND_OUT("a ready worktree handed out"),
  /// A message typed and submitted, from when its agent could take it.
  MESSAGE("an agent could take a message until it was submitted"),
  /// A git command that reads, its wait for a turn included.
  GIT_READ("a git command that reads, waiting included"),
  /// A git command that writes, its wait for a turn included.
  GIT_WRITE("a git command that writes, waiting included"),
  /// A verdict on work that was handed in: merge, checks, proof.
  VERDICT("work handed in until its verdict"),
  /// A conflict forecast brought up to date.
  FORECAST("a conflict forecast brought up to date");

  private final String meaning;

  Work(String meaning) {
    this.meaning = meaning;
  }

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is timed, in a few words.
  public String meaning() {
    return meaning;
  }
}
