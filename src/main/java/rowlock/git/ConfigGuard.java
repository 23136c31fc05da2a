package rowlock.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The watch over a repository's own settings and hooks, for the sake of the user's git.
///
/// Our git is safe without it, as it reads frozen copies. But the next `git status` of the user
/// would start what an agent planted, so a run looks here when it starts, after each task and when
/// it ends, and either restores what was frozen or has the user accept what is new.
public final class ConfigGuard {
  private final FrozenGit git;
  private final Path aside;

  ConfigGuard(FrozenGit git, Path aside) {
    this.git = git;
    this.aside = aside;
  }

  /// A file that differs from what was frozen.
  ///
  /// @param file its path relative to the common directory, such as `hooks/pre-commit`
  /// @param kind what happened to it
  public record Change(Path file, Kind kind) {}

  /// What can happen to a guarded file.
  public enum Kind {
    /// It was not there when the settings were frozen.
    ADDED,
    /// Its content is another.
    CHANGED,
    /// It is gone.
    REMOVED
  }

  /// What differs now from what was frozen, sorted by path; empty if nothing does. Starts no
  /// process.
  public List<Change> changes() {
    Path then = git.originals();
    Path now = git.location().commonDirectory();
    Collection<Path> names = new TreeSet<>();
    GuardedFiles.in(then).forEach(file -> names.add(then.relativize(file)));
    GuardedFiles.in(now).forEach(file -> names.add(now.relativize(file)));
    return names.stream().flatMap(name -> change(then, now, name).stream()).toList();
  }

  private static Optional<Change> change(Path then, Path now, Path name) {
    boolean before = Disk.exists(then.resolve(name));
    boolean after = Disk.exists(now.resolve(name));
    if (!before) {
      return Optional.of(new Change(name, Kind.ADDED));
    }
    if (!after) {
      return Optional.of(new Change(name, Kind.REMOVED));
    }
    return isSame(then.resolve(name), now.resolve(name))
        ? Optional.empty()
        : Optional.of(new Change(name, Kind.CHANGED));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      if (Files.isSymbolicLink(one) || Files.isSymbolicLink(other)) {
        return Files.isSymbolicLink(one)
            && Files.isSymbolicLink(other)
            && Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
      }
      return Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw Disk.broken("cannot compare " + one + " with " + other, e);
    }
  }

  /// Takes what the repository has now as the user's own; to be called on their word only.
  public void accept() {
    git.freeze();
  }

  /// Puts back what was frozen. What is replaced or added moves aside and is not deleted.
  ///
  /// @return what was put back, as [#changes] told it
  public List<Change> restore() {
    List<Change> changes = changes();
    for (Change change : changes) {
      Path now = git.location().commonDirectory().resolve(change.file());
      if (Disk.exists(now)) {
        Disk.move(now, Disk.freshPath(aside, now));
      }
      if (change.kind() != Kind.ADDED) {
        Disk.copy(git.originals().resolve(change.file()), now);
      }
    }
    return changes;
  }

  /// The files of a repository that can make git start a program.
  static final class GuardedFiles {
    static final int MAX_HOOKS = 1_000;
    private static final List<String> NAMES =
        List.of("config", "config.worktree", "info/attributes", "info/exclude");

    private GuardedFiles() {}

    /// Those that exist now, sorted.
    static List<Path> of(GitLocation location) {
      return in(location.commonDirectory());
    }

    static List<Path> in(Path directory) {
      List<Path> files = new ArrayList<>();
      NAMES.stream().map(directory::resolve).filter(GuardedFiles::isFile).forEach(files::add);
      List<Path> hooks = Disk.entries(directory.resolve("hooks"));
      if (hooks.size() > MAX_HOOKS) {
        throw new GitException(
            directory.resolve("hooks") + " holds more than " + MAX_HOOKS + " files");
      }
      hooks.stream()
          .filter(hook -> !hook.toString().endsWith(".sample") && isFile(hook))
          .forEach(files::add);
      return files;
    }

    private static boolean isFile(Path path) {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path);
    }
  }
}
