package rowlock.git;

import java.util.regex.Pattern;

/// Who a commit says has made it.
///
/// @param name 1 to 200 characters without `<`, `>` and control characters
/// @param email 0 to 200 characters without `<`, `>`, blanks and control characters
public record Identity(String name, String email) {
  private static final Pattern NAME = Pattern.compile("[^<>\\p{Cntrl}]{1,200}");
  private static final Pattern EMAIL = Pattern.compile("[^<>\\p{Cntrl} ]{0,200}");

  /// Who parks work and records recovery points.
  public static final Identity ROWLOCK = new Identity("rowlock", "rowlock@localhost");

  public Identity {
    if (!NAME.matcher(name).matches() || name.isBlank()) {
      throw new IllegalArgumentException("not the name of an author: " + Printable.of(name));
    }
    if (!EMAIL.matcher(email).matches()) {
      throw new IllegalArgumentException("not the e-mail of an author: " + Printable.of(email));
    }
  }

  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
