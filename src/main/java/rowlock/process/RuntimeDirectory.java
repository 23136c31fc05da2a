package rowlock.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// The folder for sockets and what else must not outlive the machine's run: ours, readable by us
/// alone, with a short path.
///
/// It lies in `$XDG_RUNTIME_DIR`, or in the folder for temporary files under a name anybody can
/// guess; so it is looked at, not through links, before it is trusted.
///
/// @param path absolute
public record RuntimeDirectory(Path path) {
  /// The longest path a socket may have on macOS, in bytes without the final NUL; Linux has 107.
  public static final int MAX_SOCKET_PATH_BYTES = 103;

  private static final Path SHORT_TEMPORARY = Path.of("/tmp");
  private static final int NAME_BYTES = 8;
  private static final String OURS_ALONE = "rwx------";

  /// Makes or finds the folder of this user.
  ///
  /// @throws UncheckedIOException if what is there is not ours alone, or nothing can be made
  public static RuntimeDirectory open() {
    return open(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")));
  }

  static RuntimeDirectory open(Map<String, String> variables, Path temporary) {
    try {
      Object uid = ownUid();
      Path given = Path.of(variables.getOrDefault("XDG_RUNTIME_DIR", ""));
      if (given.isAbsolute() && isOursAlone(given, uid) && fits(given.resolve("rowlock"))) {
        return new RuntimeDirectory(secured(given.resolve("rowlock"), uid));
      }
      Path folder = temporary.toAbsolutePath().resolve("rowlock-" + uid);
      return new RuntimeDirectory(
          secured(fits(folder) ? folder : SHORT_TEMPORARY.resolve("rowlock-" + uid), uid));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no safe folder for sockets: " + e.getMessage(), e);
    }
  }

  /// A file of this folder that belongs to another path, for example the socket of a project.
  ///
  /// @param of the path it belongs to; its name is a hash of it
  /// @param kind what kind of file, at most 12 letters
  public Path file(Path of, String kind) {
    byte[] name = of.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
      return path.resolve(HexFormat.of().formatHex(hash, 0, NAME_BYTES) + "." + kind);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean fits(Path folder) {
    int longestName = 1 + 2 * NAME_BYTES + ".".length() + "abcdefghijkl".length();
    int folderBytes = folder.toString().getBytes(StandardCharsets.UTF_8).length;
    return folderBytes + longestName <= MAX_SOCKET_PATH_BYTES;
  }

  private static Path secured(Path folder, Object uid) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS_ALONE)));
    } catch (FileAlreadyExistsException _) {
      // From an earlier run, or planted: looked at below in any case.
    }
    if (!isOursAlone(folder, uid)) {
      throw new IOException(
          folder + " is a link, belongs to somebody else or is open to others; remove it");
    }
    return folder;
  }

  private static boolean isOursAlone(Path folder, Object uid) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)
        && PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
            .equals(OURS_ALONE);
  }

  private static Object ownUid() throws IOException {
    Path probe = Files.createTempFile("rowlock", ".uid");
    try {
      return Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.delete(probe);
    }
  }
}
