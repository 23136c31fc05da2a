package rowlock.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Git with the settings that the repository had when it was first opened, and no others.
///
/// Linked worktrees share settings and hooks with the user's checkout, and both may name programs
/// that git starts, so an agent could have our git run anything. Therefore our git works through a
/// common directory of its own (`GIT_COMMON_DIR`): links to the repository's objects, refs and
/// reflogs beside a copy of all settings, made before the first agent started, without hooks. What
/// changes in the repository's own settings later is never read. The user's own filters and merge
/// drivers, such as git-lfs, are in the copy and go on working.
final class FrozenGit {
  private static final String DIRECTORY = "frozen";
  private static final String ORIGINAL = "original";
  private static final List<String> SHARED =
      List.of("objects", "refs", "logs", "packed-refs", "shallow");

  private final String program;
  private final GitLocation location;
  private final Path directory;

  private FrozenGit(String program, GitLocation location, Path directory) {
    this.program = program;
    this.location = location;
    this.directory = directory;
  }

  /// Opens the settings frozen under a state directory, freezing them first if there are none.
  static FrozenGit open(String program, GitLocation location, Path state) {
    FrozenGit git = new FrozenGit(program, location, state.resolve(DIRECTORY));
    if (!Disk.isRealDirectory(git.directory)) {
      git.freeze();
    }
    return git;
  }

  /// Replaces the frozen settings by those that the repository has now.
  void freeze() {
    Path next = directory.resolveSibling(DIRECTORY + ".new");
    Disk.delete(next);
    Disk.createDirectories(next.resolve("info"));
    GitOutput listing =
        new GitCommand(program, List.of("config", "--list", "-z", "--show-scope", "--includes"))
            .in(location.checkout())
            .orFail("the settings of the repository cannot be read");
    StringBuilder settings = new StringBuilder("[core]\n\tbare = true\n");
    settings.append("\tlogAllRefUpdates = true\n");
    Setting.wantedOf(listing.fields()).forEach(setting -> settings.append(setting.lines()));
    Disk.write(next.resolve("config"), settings.toString());
    Disk.write(next.resolve("HEAD"), "ref: refs/heads/no-branch-of-its-own\n");
    share(next);
    keepOriginals(next);
    Path previous = directory.resolveSibling(DIRECTORY + ".old");
    Disk.delete(previous);
    if (Disk.exists(directory)) {
      Disk.move(directory, previous);
    }
    Disk.move(next, directory);
    Disk.delete(previous);
  }

  private void share(Path next) {
    Disk.createDirectories(location.commonDirectory().resolve("logs"));
    for (String name : SHARED) {
      Path target = location.commonDirectory().resolve(name);
      try {
        Files.createSymbolicLink(next.resolve(name), target);
      } catch (java.io.IOException e) {
        throw Disk.broken("cannot link to " + target, e);
      }
    }
  }

  private void keepOriginals(Path next) {
    for (Path file : GuardedFiles.of(location)) {
      Path name = location.commonDirectory().relativize(file);
      Disk.copy(file, next.resolve(ORIGINAL).resolve(name));
      if (name.startsWith("info")) {
        Disk.copy(file, next.resolve(name));
      }
    }
  }

  /// The copies of the guarded files, to compare with and to restore from.
  Path originals() {
    return directory.resolve(ORIGINAL);
  }

  GitLocation location() {
    return location;
  }

  /// Git on objects and refs alone, with no checkout.
  GitCommand command(String... arguments) {
    return new GitCommand(program, List.of(arguments)).with("GIT_DIR", directory.toString());
  }

  /// Git on one checkout.
  GitCommand at(Path gitDirectory, Path checkout, String... arguments) {
    return new GitCommand(program, List.of(arguments))
        .in(checkout)
        .with("GIT_DIR", gitDirectory.toString())
        .with("GIT_COMMON_DIR", directory.toString())
        .with("GIT_WORK_TREE", checkout.toString());
  }

  /// Git on the user's own checkout; for reading only.
  GitCommand atUserCheckout(String... arguments) {
    return at(location.gitDirectory(), location.checkout(), arguments);
  }
}
