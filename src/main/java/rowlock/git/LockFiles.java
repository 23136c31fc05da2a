package rowlock.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do about git's lock files: wait while somebody works, remove what a dead git has left.
///
/// A lock is left over if it has not changed for a while and no living process can be its owner, or
/// if it is so old that no git still works on it.
final class LockFiles {
  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final Duration SETTLED = Duration.ofSeconds(3);
  static final Duration ABANDONED = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final int MAX_TRIES = 100;
  private static final String SUFFIX = ".lock";
  private static final Pattern REFUSAL =
      Pattern.compile("Unable to create '([^']+\\.lock)': File exists");

  private final List<Path> roots;
  private final Duration patience;

  /// @param roots the directories whose lock files may be removed
  LockFiles(List<Path> roots) {
    this(roots, PATIENCE);
  }

  LockFiles(List<Path> roots, Duration patience) {
    this.roots = List.copyOf(roots);
    this.patience = patience;
  }

  /// Runs a command, again after waiting if a lock file was in its way.
  ///
  /// @throws GitException naming the lock file, if it stays and may belong to somebody
  GitOutput retrying(GitCommand command) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    GitOutput output = command.run();
    for (int tries = 1; tries < MAX_TRIES; tries++) {
      Optional<Path> lock = refusal(output);
      if (lock.isEmpty()) {
        return output;
      }
      if (!removeIfLeftOver(lock.get())) {
        if (System.nanoTime() > deadline) {
          throw command.failure(stays(lock.get()), output);
        }
        Pause.of(pause);
        pause = longer(pause);
      }
      output = command.run();
    }
    return output;
  }

  GitOutput retryingOrFail(GitCommand command, String purpose) {
    GitOutput output = retrying(command);
    if (output.exitCode() != 0) {
      throw command.failure(purpose, output);
    }
    return output;
  }

  /// Waits until a lock file is gone, or removes it if it was left over.
  void awaitEnd(Path lock) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (Disk.exists(lock) && !removeIfLeftOver(lock)) {
      if (System.nanoTime() > deadline) {
        throw new GitException(stays(lock));
      }
      Pause.of(pause);
      pause = longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static String stays(Path lock) {
    return lock + " stays; end the git that holds it, or delete the file if there is none";
  }

  private static Optional<Path> refusal(GitOutput output) {
    Matcher refused = REFUSAL.matcher(output.standardError());
    return output.exitCode() != 0 && refused.find()
        ? Optional.of(Path.of(refused.group(1)))
        : Optional.empty();
  }

  private boolean removeIfLeftOver(Path lock) {
    try {
      Path real = real(lock);
      return isLeftOver(real) && Files.deleteIfExists(real);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw Disk.broken("cannot look at " + lock, e);
    }
  }

  /// Where a lock file really is: git tells a path through the links of the frozen common
  /// directory, but locks the file that such a link leads to.
  private static Path real(Path lock) throws IOException {
    String name = lock.getFileName().toString();
    Path locked = lock.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    if (Files.isSymbolicLink(locked)) {
      Path target = locked.resolveSibling(Files.readSymbolicLink(locked));
      return real(target.resolveSibling(target.getFileName() + SUFFIX));
    }
    return lock.resolveSibling("").toRealPath().resolve(name);
  }

  /// Whether a lock file is below one of the roots, and nobody's.
  ///
  /// @param lock its real path
  boolean isLeftOver(Path lock) throws IOException {
    if (roots.stream().noneMatch(root -> isBelow(lock, root))) {
      return false;
    }
    Duration age =
        Duration.between(Disk.attributes(lock).lastModifiedTime().toInstant(), Instant.now());
    return age.compareTo(ABANDONED) > 0
        || (age.compareTo(SETTLED) > 0 && !LiveProcesses.mayHold(lock, roots));
  }

  private static boolean isBelow(Path path, Path root) {
    try {
      return path.startsWith(root.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
