package rowlock.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// The files of a journal in their directory, readable by nobody but their owner.
///
/// @param directory usually `.rowlock` in a project
record JournalFiles(Path directory) {
  /// The database. Nothing but SQLite may ever open this file in a process that has the journal
  /// open: POSIX drops all locks of a process on a file when it closes any descriptor of it.
  Path database() {
    return directory.resolve("journal.db");
  }

  /// The file whose lock is the turn.
  Path turn() {
    return directory.resolve("turn.lock");
  }

  /// The space kept for a full disk.
  Path reserve() {
    return directory.resolve("reserve");
  }

  /// Makes the directory if it is not there, and takes everybody else's rights on it away.
  void createDirectory() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, posix("rwx------"));
    }
  }

  /// Makes a private directory in this one.
  void createPrivateDirectory(Path inside) throws IOException {
    Files.createDirectory(inside, posix("rwx------"));
  }

  /// Takes everybody else's rights on a file away.
  void makePrivate(Path file) throws IOException {
    if (supportsPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /// Makes an empty private file.
  ///
  /// @throws FileAlreadyExistsException if there is one
  void createPrivate(Path file) throws IOException {
    Files.createFile(file, posix("rw-------"));
  }

  /// Opens a private file for reading and writing, and makes it if it is not there.
  FileChannel openPrivate(Path file) throws IOException {
    try {
      createPrivate(file);
    } catch (FileAlreadyExistsException there) {
      // Whoever came first made it the same way.
    }
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Makes names in the directory durable: a rename without it may vanish in a power cut.
  void syncDirectory() throws IOException {
    sync(directory);
  }

  /// Makes a file's content, or a directory's names, durable.
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Makes the names beside a file, and its own, durable.
  static void syncParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      sync(parent);
    }
  }

  /// What tells the database file from any other that was or will be in its place.
  Object identity() throws IOException {
    Object key =
        Files.readAttributes(database(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .fileKey();
    return Objects.requireNonNullElse(key, "");
  }

  private FileAttribute<?>[] posix(String permissions) {
    return supportsPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean supportsPosix() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
