package rowlock.registry;

import java.util.Locale;
import rowlock.access.Identity;
import rowlock.team.Permission;

/// Somebody asked for what their role does not allow.
final class Forbidden extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  Forbidden(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  static Forbidden lacking(Identity identity, Permission permission, String what) {
    return new Forbidden(
        "%s may not %s: role %s lacks the permission %s"
            .formatted(
                identity.by(),
                what,
                identity.role().name(),
                permission.name().toLowerCase(Locale.ROOT)),
        "ask the lead, with send_message");
  }

  String hint() {
    return hint;
  }
}
