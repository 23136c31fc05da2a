package rowlock.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rowlock.task.Name;
import rowlock.task.Text;
import rowlock.team.Permission;
import rowlock.team.Role;

/// The text of `roles.yaml`: names of roles with lists of permissions.
final class RolesFile {
  private RolesFile() {}

  /// The built-in roles and those of a text.
  ///
  /// @param source what the text is, for messages
  /// @throws IllegalArgumentException if it says something that cannot be meant
  static SequencedMap<String, Role> read(String source, String yaml) {
    SequencedMap<String, Role> roles = new LinkedHashMap<>();
    Role.builtIn().forEach(role -> roles.put(role.name(), role));
    Map<?, ?> entries = entries(source, yaml);
    if (entries.size() > Roles.MAX_ROLES) {
      throw new IllegalArgumentException(source + ": at most " + Roles.MAX_ROLES + " roles");
    }
    entries.forEach((key, value) -> {
      String name = String.valueOf(key);
      try {
        roles.put(name, role(name, permissions(value), Optional.ofNullable(roles.get(name))));
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(source + ": " + wrong.getMessage(), wrong);
      }
    });
    return roles;
  }

  private static Map<?, ?> entries(String source, String yaml) {
    Object root;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      root = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          source + ": is not YAML: " + malformed.getMessage(), malformed);
    }
    return switch (root) {
      case null -> Map.of();
      case Map<?, ?> map -> map;
      default ->
          throw new IllegalArgumentException(source + ": roles with permissions are wanted here");
    };
  }

  private static Role role(String name, Set<Permission> permissions, Optional<Role> builtIn) {
    Name.require("role", name);
    if (name.equals(Identity.OPERATOR)) {
      throw new IllegalArgumentException(name + ": is the person's own role and stays as it is");
    }
    builtIn
        .filter(role -> !role.permissions().containsAll(permissions))
        .ifPresent(role -> {
          throw new IllegalArgumentException(
              "%s: a built-in role can be narrowed, not widened; it has %s. Give yours a new name"
                  .formatted(name, labels(role.permissions())));
        });
    return new Role(name, permissions);
  }

  private static Set<Permission> permissions(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(
          "a list of permissions is wanted after the name of a role: `reviewer: [talk, steer]`");
    }
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    list.forEach(each -> permissions.add(permission(String.valueOf(each))));
    return permissions;
  }

  private static Permission permission(String label) {
    return Arrays.stream(Permission.values())
        .filter(permission -> Roles.label(permission).equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no permission %s; there are %s"
                    .formatted(Text.quote(label), labels(EnumSet.allOf(Permission.class)))));
  }

  private static String labels(Set<Permission> permissions) {
    return permissions.stream().map(Roles::label).collect(Collectors.joining(", "));
  }
}
