package rowlock.process;

import java.util.regex.Pattern;

/// The name under which a user finds a running job, for example the window of its terminal.
///
/// @param value 1 to 40 of `a-z`, `0-9`, `_` and `-`, beginning with a letter or digit; so it means
///   nothing to a shell, to tmux or to a file system
public record JobName(String value) {
  private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  public JobName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a job's name is 1 to 40 of a-z, 0-9, '_' and '-', beginning with a letter or digit");
    }
  }

  /// Whether a text can be the name of a job.
  public static boolean isWellFormed(String text) {
    return WELL_FORMED.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
