package rowlock.registry;

import java.util.Locale;
import rowlock.access.Claim;
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

  static Forbidden beyond(Claim claim) {
    return new Forbidden(
        "your token is for your claim of task %s with fence %d and for no other"
            .formatted(claim.task(), claim.fence()),
        "use that fence; when that task is no longer yours, your work is done");
  }

  String hint() {
    return hint;
  }
}
