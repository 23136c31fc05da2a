package rowlock.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /// The processes of this machine, as far as `/proc` tells what they work on.
  static final class LiveProcesses {
    private static final Path PROC = Path.of("/proc");

    private LiveProcesses() {}

    /// Whether a living process may be the owner of a lock file: it has the file open, or it is a
    /// git that works below one of the roots, or one that we may not look at. On a machine without
    /// `/proc` always true.
    static boolean mayHold(Path lock, List<Path> roots) {
      if (!Files.isDirectory(PROC.resolve("self"))) {
        return true;
      }
      try (Stream<Path> entries = Files.list(PROC)) {
        return entries
            .filter(entry -> Character.isDigit(entry.getFileName().toString().charAt(0)))
            .anyMatch(process -> holds(process, lock, roots));
      } catch (IOException | UncheckedIOException e) {
        throw Disk.broken("cannot list the processes", e);
      }
    }

    private static boolean holds(Path process, Path lock, List<Path> roots) {
      return hasOpen(process, lock) || (isGit(process) && worksOn(process, roots));
    }

    private static boolean isGit(Path process) {
      try {
        return Files.readString(process.resolve("comm"), ISO_8859_1).startsWith("git");
      } catch (IOException e) {
        // It has ended in the meantime.
        return false;
      }
    }

    private static boolean worksOn(Path process, List<Path> roots) {
      try {
        Path directory = Files.readSymbolicLink(process.resolve("cwd"));
        String told =
            Files.readString(process.resolve("cmdline"), ISO_8859_1)
                + Files.readString(process.resolve("environ"), ISO_8859_1);
        return roots.stream()
            .anyMatch(root -> directory.startsWith(root) || told.contains(root.toString()));
      } catch (IOException e) {
        return Files.exists(process);
      }
    }

    private static boolean hasOpen(Path process, Path lock) {
      try (Stream<Path> open = Files.list(process.resolve("fd"))) {
        return open.anyMatch(descriptor -> leadsTo(descriptor, lock));
      } catch (IOException | UncheckedIOException e) {
        // Another user's process, or one that has ended; if it is a git, worksOn decides.
        return false;
      }
    }

    private static boolean leadsTo(Path descriptor, Path lock) {
      try {
        return Files.readSymbolicLink(descriptor).equals(lock);
      } catch (IOException e) {
        return false;
      }
    }
  }
}
