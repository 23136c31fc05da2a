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
  private static final Pattern REFUSAL =
      Pattern.compile("Unable to create '([^']+\\.lock)': File exists");

  private final List<Path> roots;

  /// @param roots the directories whose lock files may be removed
  LockFiles(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /// Runs a command, again after waiting if a lock file was in its way.
  ///
  /// @throws GitException naming the lock file, if it stays and may belong to somebody
  GitOutput retrying(GitCommand command) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
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
    long deadline = System.nanoTime() + PATIENCE.toNanos();
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
      Path parent = lock.toAbsolutePath().getParent();
      if (parent == null) {
        return false;
      }
      // The path may lead through the links of the frozen common directory.
      Path real = parent.toRealPath().resolve(lock.getFileName());
      if (roots.stream().noneMatch(root -> isBelow(real, root)) || !isLeftOver(real)) {
        return false;
      }
      Files.deleteIfExists(real);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw Disk.broken("cannot look at " + lock, e);
    }
  }

  private static boolean isBelow(Path path, Path root) {
    try {
      return path.startsWith(root.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isLeftOver(Path lock) throws IOException {
    Duration age =
        Duration.between(Disk.attributes(lock).lastModifiedTime().toInstant(), Instant.now());
    return age.compareTo(ABANDONED) > 0
        || (age.compareTo(SETTLED) > 0 && !LiveProcesses.mayHold(lock, roots));
  }
}
