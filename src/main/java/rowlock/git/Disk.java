package rowlock.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The few things this package does to files by itself; symbolic links are never followed.
final class Disk {
  static final int MAX_SMALL_FILE_BYTES = 1 << 20;
  private static final int MAX_SAME_NAME = 100_000;

  private Disk() {}

  /// Writes a small file so that readers see the old or the new content.
  static void write(Path file, String content) {
    Path next = file.resolveSibling(file.getFileName() + ".rowlock-new");
    try {
      Files.createDirectories(parent(file));
      Files.deleteIfExists(next);
      Files.writeString(next, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw broken("cannot write " + file, e);
    }
  }

  /// Reads a small file; empty if there is none, or if it is not a small regular file.
  static Optional<String> read(Path file) {
    try {
      BasicFileAttributes facts = attributes(file);
      if (!facts.isRegularFile() || facts.size() > MAX_SMALL_FILE_BYTES) {
        return Optional.empty();
      }
      // One character per byte, because what an agent left here need not be text.
      return Optional.of(new String(Files.readAllBytes(file), ISO_8859_1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw broken("cannot read " + file, e);
    }
  }

  /// Reads a small file of ours, as UTF-8.
  static Optional<String> text(Path file) {
    return read(file).map(raw -> new String(raw.getBytes(ISO_8859_1), UTF_8));
  }

  static boolean isRealDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isRegularFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  static void createDirectories(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw broken("cannot create " + directory, e);
    }
  }

  /// A directory, created if needed, by its path without links.
  static Path realDirectory(Path directory) {
    createDirectories(directory);
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw broken("cannot find " + directory, e);
    }
  }

  static List<Path> entries(Path directory) {
    if (!isRealDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw broken("cannot list " + directory, e);
    }
  }

  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(parent(to));
      Files.copy(
          from,
          to,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw broken("cannot copy " + from + " to " + to, e);
    }
  }

  /// Moves by renaming; to another file system by copying everything before deleting it.
  static void move(Path from, Path to) {
    try {
      Files.createDirectories(parent(to));
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      copyTree(from, to);
      delete(from);
    } catch (IOException e) {
      throw broken("cannot move " + from + " to " + to, e);
    }
  }

  private static void copyTree(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw broken("cannot copy " + from + " to " + to, e);
    }
  }

  /// Deletes a file, a link, or a directory with everything in it; nothing is fine too.
  static void delete(Path path) {
    if (!exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deleting());
    } catch (IOException e) {
      throw broken("cannot delete " + path, e);
    }
  }

  /// A path in a directory, named after what is in the way and comes there, that does not exist
  /// yet.
  static Path freshPath(Path directory, Path original) {
    for (int n = 1; n <= MAX_SAME_NAME; n++) {
      Path candidate = directory.resolve(original.getFileName() + "-" + n);
      if (!exists(candidate)) {
        return candidate;
      }
    }
    throw new GitException(directory + " is full of what was moved aside; look and empty it");
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  static GitException broken(String sentence, Throwable cause) {
    return new GitException(sentence + ": " + cause, cause);
  }

  /// Makes sure that everything in a directory survives a power cut.
  static void sync(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (!Files.isSymbolicLink(path)) {
          try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw broken("cannot make " + directory + " durable", e);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no parent");
    }
    return parent;
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes facts)
        throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(
              directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view != null && !Files.isWritable(directory)) {
        view.setPermissions(
            EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
        throws IOException {
      if (problem != null) {
        throw problem;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
