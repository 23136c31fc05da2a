package rowlock.meter;

import java.util.Locale;

/// Something that is looked up before it is worked out.
public enum Cache {
  /// What git says about a worktree.
  GIT_STATUS("what git says about a worktree"),
  /// Objects of a repository.
  GIT_OBJECT("objects of a repository"),
  /// Whether two commits conflict.
  CONFLICT("whether two commits conflict"),
  /// What a terminal shows.
  SCREEN("what a terminal shows");

  private final String meaning;

  Cache(String meaning) {
    this.meaning = meaning;
  }

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is kept, in a few words.
  public String meaning() {
    return meaning;
  }
}
