package rowlock.tmux;

import java.util.regex.Pattern;

/// The number of a pane, which names it as long as its server lives; a name could match another
/// pane by its beginning.
///
/// @param value `%` and digits
public record PaneId(String value) {
  private static final Pattern WELL_FORMED = Pattern.compile("%[0-9]{1,9}");

  public PaneId {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("not the number of a pane: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
