package rowlock.team;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A name for a set of permissions.
///
/// @param name how agents refer to it
/// @param permissions what its members may do
public record Role(String name, Set<Permission> permissions) {
  /// The name of the role that works on tasks.
  public static final String WORKER = "worker";

  /// The name of the role that also plans and steers.
  public static final String MANAGER = "manager";

  /// The name of the role that may do everything.
  public static final String LEAD = "lead";

  public Role {
    permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
  }

  /// The roles every board has.
  public static List<Role> builtIn() {
    return List.of(
        new Role(LEAD, EnumSet.allOf(Permission.class)),
        new Role(
            MANAGER,
            EnumSet.of(Permission.WORK, Permission.TALK, Permission.PLAN, Permission.STEER)),
        new Role(WORKER, EnumSet.of(Permission.WORK, Permission.TALK)));
  }
}
