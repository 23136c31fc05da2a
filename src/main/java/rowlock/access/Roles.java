package rowlock.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.task.Text;
import rowlock.team.Permission;
import rowlock.team.Role;

/// The roles of a project: those every board has, and those of `.rowlock/roles.yaml`.
///
/// The file is looked at each time, so that a right taken away counts at once. Safe to share
/// between threads.
public final class Roles {
  /// The name of the file in rowlock's folder of a project: `reviewer: [talk, steer]`, a line each.
  public static final String FILE = "roles.yaml";

  /// How long the file may be.
  public static final int MAX_BYTES = 64 << 10;

  /// How many roles the file may have.
  public static final int MAX_ROLES = 100;

  private static final int OTHERS_WRITE = 0002;
  private static final Integer ROOT = 0;

  private final Path file;
  private volatile @Nullable Reading last;

  private Roles(Path file) {
    this.file = file;
  }

  /// The roles of a project.
  ///
  /// @param home rowlock's folder of the project
  public static Roles of(Path home) {
    return new Roles(home.resolve(FILE));
  }

  /// The role of this name as it is now.
  ///
  /// @throws IllegalArgumentException if the file says something that cannot be meant
  public Optional<Role> find(String name) {
    return Optional.ofNullable(current().get(name));
  }

  /// All roles, built-in ones first.
  ///
  /// @throws IllegalArgumentException if the file says something that cannot be meant; it names the
  ///   place
  public List<Role> all() {
    return List.copyOf(current().values());
  }

  /// The names of all roles, for messages.
  public String names() {
    return String.join(", ", current().keySet());
  }

  /// A permission as it is written in the file and in messages.
  public static String label(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Role> current() {
    String text = text();
    Reading known = last;
    if (known == null || !known.text().equals(text)) {
      known = new Reading(text, RolesFile.read(file.toString(), text));
      last = known;
    }
    return known.roles();
  }

  private String text() {
    try {
      // A link is fine here, it is a file of the user; what counts is who could have written it.
      Map<String, Object> found = Files.readAttributes(file, "unix:mode,uid,size");
      int mode = (Integer) found.getOrDefault("mode", 0);
      if ((mode & OTHERS_WRITE) != 0
          || !(PrivateFile.isUs(found.get("uid")) || ROOT.equals(found.get("uid")))) {
        throw new IllegalArgumentException(
            file + ": others than you could have written it; own it and `chmod o-w` it");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + ": at most " + MAX_BYTES + " bytes");
      }
      return Files.readString(file);
    } catch (NoSuchFileException | NotDirectoryException _) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IllegalArgumentException(file + ": is a link to nothing");
      }
      return "";
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          file + ": cannot be read: " + Text.quote(unreadable.toString()), unreadable);
    }
  }

  private record Reading(String text, Map<String, Role> roles) {}
}
