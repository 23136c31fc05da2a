package rowlock.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
  private static final String LOCATION = "location";
  private static final String ORIGINAL = "original";
  private static final List<String> SHARED =
      List.of("objects", "refs", "logs", "packed-refs", "shallow");

  private final String program;
  private final GitLocation location;
  private final Path directory;
  private final Turnstile turnstile = new Turnstile();

  private FrozenGit(String program, GitLocation location, Path directory) {
    this.program = program;
    this.location = location;
    this.directory = directory;
  }

  /// Opens the settings frozen under a state directory, freezing them first if there are none.
  ///
  /// The repository itself is asked where it is only then: later its settings may be such that no
  /// git understands them.
  static FrozenGit open(String program, Path opened, Path state) {
    GitLocation.checkVersion(program);
    Path directory = state.resolve(DIRECTORY);
    Optional<GitLocation> known =
        Disk.text(directory.resolve(LOCATION)).flatMap(text -> GitLocation.parse(text, opened));
    GitLocation location = known.orElseGet(() -> GitLocation.of(opened, program));
    FrozenGit git = new FrozenGit(program, location, directory);
    if (known.isEmpty() && !git.isFrozen()) {
      git.freeze(opened);
    }
    return git;
  }

  /// Whether there are settings of this very repository; those of one that was moved away, and can
  /// no longer be used, do not count.
  private boolean isFrozen() {
    Path shared = directory.resolve(SHARED.getFirst());
    if (!Files.isDirectory(shared)) {
      return false;
    }
    Path frozenFor = Disk.realDirectory(shared).resolveSibling("");
    if (!frozenFor.equals(Disk.realDirectory(location.commonDirectory()))) {
      throw new GitException(
          directory + " belongs to the repository " + frozenFor + "; use another directory");
    }
    return true;
  }

  /// Replaces the frozen settings by those that the repository has now.
  void freeze() {
    freeze(location.checkout());
  }

  private void freeze(Path opened) {
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
    Disk.write(next.resolve(LOCATION), location.text(opened));
    share(next);
    keepOriginals(next);
    Disk.sync(next);
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
      } catch (IOException e) {
        throw Disk.broken("cannot link to " + target, e);
      }
    }
  }

  private void keepOriginals(Path next) {
    for (Path file : ConfigGuard.GuardedFiles.of(location)) {
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

  /// How many gits run at the same time.
  Turnstile turnstile() {
    return turnstile;
  }

  GitLocation location() {
    return location;
  }

  /// Git on objects and refs alone, with no checkout.
  GitCommand command(String... arguments) {
    return new GitCommand(program, List.of(arguments))
        .through(turnstile)
        .with("GIT_DIR", directory.toString());
  }

  /// Git on one checkout.
  GitCommand at(Path gitDirectory, Path checkout, String... arguments) {
    return new GitCommand(program, List.of(arguments))
        .through(turnstile)
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
