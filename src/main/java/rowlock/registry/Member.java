package rowlock.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rowlock.task.Name;

/// One member of what an operation answers when it was done.
///
/// @param name in every interface
/// @param form what it is
/// @param presence whether it is always there
public record Member(String name, Form form, Presence presence) {

  /// What a member of an answer is.
  public enum Form {
    /// A text.
    STRING,
    /// A whole number.
    INTEGER,
    /// Yes or no.
    BOOLEAN,
    /// A list.
    ARRAY,
    /// An object.
    OBJECT
  }

  /// Whether a member is always there.
  public enum Presence {
    /// It is.
    ALWAYS,
    /// Only where there is something to say.
    SOMETIMES
  }

  public Member {
    Name.require("member", name);
  }

  /// Members by a short notation: `task`, `fence:integer`, `tasks:array`, `retry_at?`.
  static List<Member> of(String... notations) {
    return Arrays.stream(notations).map(Member::parse).toList();
  }

  private static Member parse(String notation) {
    Presence presence = notation.endsWith("?") ? Presence.SOMETIMES : Presence.ALWAYS;
    String rest = notation.replace("?", "");
    int colon = rest.indexOf(':');
    return colon < 0
        ? new Member(rest, Form.STRING, presence)
        : new Member(
            rest.substring(0, colon),
            Form.valueOf(rest.substring(colon + 1).toUpperCase(Locale.ROOT)),
            presence);
  }
}
