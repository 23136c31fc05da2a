package rowlock.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The processes of this machine, as far as `/proc` tells what they work on.
final class LiveProcesses {
  private static final Path PROC = Path.of("/proc");

  private LiveProcesses() {}

  /// Whether a living process may be the owner of a lock file: it has the file open, or it is a git
  /// that works below one of the roots, or one that we may not look at. On a machine without
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
