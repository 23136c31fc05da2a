package rowlock.kind;

import java.util.List;
import java.util.Map;
import rowlock.task.Text;

/// How a program is told what it may do without asking.
///
/// @param usual the mode when the user says nothing; never [PermissionMode#BYPASS]
/// @param modes how each mode that the program knows is said
public record Permissions(PermissionMode usual, Map<PermissionMode, Grant> modes) {
  /// For programs that know no such modes.
  public static final Permissions NONE = new Permissions(PermissionMode.ASK, Map.of());

  /// How one mode is said.
  ///
  /// @param arguments on the command line
  /// @param environment by variables
  public record Grant(List<String> arguments, Map<String, String> environment) {
    /// Nothing is said.
    public static final Grant NOTHING = new Grant(List.of(), Map.of());

    public Grant {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  public Permissions {
    modes = Map.copyOf(modes);
    if (usual == PermissionMode.BYPASS) {
      throw new IllegalArgumentException(
          "permissions.default: bypass is only used when the user says so at a start");
    }
    if (!modes.isEmpty() && !modes.containsKey(usual)) {
      throw new IllegalArgumentException(
          "permissions: %s is the default, so it must be described".formatted(usual.label()));
    }
  }

  /// How a mode is said.
  ///
  /// @throws IllegalArgumentException if the program knows modes, but not this one
  public Grant of(PermissionMode mode) {
    if (modes.isEmpty() && mode == usual) {
      return Grant.NOTHING;
    }
    Grant grant = modes.get(mode);
    if (grant == null) {
      throw new IllegalArgumentException(
          "no permission mode %s; there are %s"
              .formatted(
                  Text.quote(mode.label()),
                  String.join(
                      ", ", modes.keySet().stream().map(PermissionMode::label).sorted().toList())));
    }
    return grant;
  }
}
