package rowlock.journal;

import rowlock.task.Text;

/// Something stored has a name that this rowlock does not know, so a newer one must have stored it.
final class UnknownWord extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownWord(String what, String word) {
    super("there is no %s %s here".formatted(what, Text.quote(word)));
  }
}
