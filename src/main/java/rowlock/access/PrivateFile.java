package rowlock.access;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files that nobody but this user may read or write, whatever the umask: mode 0600, made whole or
/// not at all, and looked at, not through links, before they are believed.
public final class PrivateFile {
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int OTHERS = 0077;

  private PrivateFile() {}

  /// Writes a file, in place of the one that is there. Readers see the old one or the new one.
  ///
  /// @throws UncheckedIOException if it cannot be written; the old one stays then
  public static void write(Path file, byte[] content) {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + TokenText.newId());
    try {
      try {
        create(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + file, broken);
    }
  }

  /// Writes a file where none is.
  ///
  /// @return whether it was written; it is not if there is anything, be it a dangling link
  /// @throws UncheckedIOException if it cannot be written
  public static boolean writeNew(Path file, byte[] content) {
    try {
      create(file, content);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + file, broken);
    }
  }

  /// What is in a file; empty if there is none.
  ///
  /// @param maxBytes how long it may be
  /// @throws UnsafeFile if it is no regular file of ours, is open to others, or is longer
  public static Optional<byte[]> read(Path file, int maxBytes) {
    try {
      require(file, REGULAR);
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(maxBytes + 1);
        if (content.length > maxBytes) {
          throw new UnsafeFile(file, "is longer than " + maxBytes + " bytes");
        }
        return Optional.of(content);
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /// Makes a folder with mode 0700, or makes sure that the one that is there is ours alone.
  ///
  /// @throws UnsafeFile if it is not
  public static Path folder(Path folder) {
    try {
      try {
        Files.createDirectory(folder, mode("rwx------"));
      } catch (FileAlreadyExistsException _) {
        // From an earlier run, or planted: looked at below in any case.
      }
      require(folder, FOLDER);
      return folder;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot make " + folder, broken);
    }
  }

  /// Whether the attribute `unix:uid` of a file is this user's.
  static boolean isUs(@Nullable Object uid) {
    return Self.UID.equals(uid);
  }

  private static void create(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            mode("rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static void require(Path file, int type) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(file, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) found.getOrDefault("mode", 0);
    if ((mode & FILE_TYPE) != type) {
      throw new UnsafeFile(file, type == FOLDER ? "is not a folder" : "is not a regular file");
    }
    if (!isUs(found.get("uid"))) {
      throw new UnsafeFile(file, "belongs to somebody else");
    }
    if ((mode & OTHERS) != 0) {
      throw new UnsafeFile(
          file, "is open to others; `chmod go= " + file.getFileName() + "` closes it");
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// Asked for once, and not before a file is looked at.
  private static final class Self {
    static final Integer UID = Math.toIntExact(new UnixSystem().getUid());
  }
}
