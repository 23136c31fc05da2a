package rowlock.need;

import java.util.Locale;

/// What a person is wanted for.
public enum NeedKind {
  /// An agent asks whether it may do something.
  PERMISSION,
  /// An agent asks something that only a person can answer.
  QUESTION,
  /// A provider's limit or a budget stops work.
  LIMIT,
  /// Finished work could not be merged or proved.
  MERGE,
  /// An agent program wants somebody to log in.
  LOGIN,
  /// An agent does not get on, and nothing that rowlock may do by itself has helped.
  STUCK;

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is moot once its task is done or cancelled.
  public boolean endsWithItsTask() {
    return switch (this) {
      case MERGE, STUCK -> true;
      case PERMISSION, QUESTION, LIMIT, LOGIN -> false;
    };
  }

  /// Whether the words are what a person decides on, so that other words are another need.
  boolean isDecidedByItsWords() {
    return switch (this) {
      case PERMISSION, QUESTION -> true;
      case LIMIT, MERGE, LOGIN, STUCK -> false;
    };
  }
}
