package rowlock.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the file system tells about every file of a folder, so that a change of any of them shows
/// without a process and without reading content.
///
/// Of each file, link and directory: path, inode, mode, size, time of last change of content and of
/// last change at all (`ctime`), which no program can set back. It misses what git's own index
/// misses too: a change by way of a memory map that the kernel has not noted yet, and a change on a
/// file system of another machine whose attributes are cached here. A change so soon after the one
/// before that both have the same time is excluded by [#isSettled].
///
/// @param digest of all that
/// @param newest when the last of the files changed
/// @param taken when looking began
record Fingerprint(String digest, Instant newest, Instant taken) {
  /// More files than this are not looked at; git is asked instead.
  static final int MAX_FILES = 50_000;

  /// How long after a change the next one surely has another time, where times have fractions: the
  /// slowest clock tick of Linux is 10 ms. Sampling in `man 7 inode`; git calls it racy.
  static final Duration GRAIN = Duration.ofMillis(20);

  /// The same where they have none (FAT).
  private static final Duration COARSE_GRAIN = Duration.ofMillis(2_100);

  private static final String WANTED = "unix:ino,mode,size,lastModifiedTime,ctime";

  /// Looks at everything below a folder but the `.git` in it, and at other files.
  ///
  /// @return empty if it cannot be told: too many files, one that vanished meanwhile, or one that
  ///   may not be looked at
  static Optional<Fingerprint> of(Path folder, List<Path> others) {
    Instant now = Instant.now();
    Look look = new Look();
    try {
      look.below(folder, folder.resolve(".git"));
      for (Path other : others) {
        if (Disk.exists(other)) {
          look.at(other);
        } else {
          look.note(other + " is not there");
        }
      }
    } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
      return Optional.empty();
    }
    return look.files > MAX_FILES
        ? Optional.empty()
        : Optional.of(new Fingerprint(look.end(), look.newest, now));
  }

  /// Whether every change after this was taken shows in the next one.
  boolean isSettled() {
    Duration grain = newest.equals(newest.truncatedTo(ChronoUnit.SECONDS)) ? COARSE_GRAIN : GRAIN;
    return newest.plus(grain).isBefore(taken);
  }

  /// The bits of a mode that tell the type of a file (`man 7 inode`).
  private static final int TYPE = 0170000;

  private static final int DIRECTORY = 0040000;

  /// A look at files that is going on.
  private static final class Look {
    private final MessageDigest digest = sha256();
    private Instant newest = Instant.EPOCH;
    private int files;

    void below(Path directory, Path excepted) throws IOException {
      at(directory);
      inside(directory, excepted);
    }

    private void inside(Path directory, Path excepted) throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          if (files > MAX_FILES) {
            return;
          }
          if (entry.equals(excepted)) {
            continue;
          }
          if (isDirectory(at(entry))) {
            inside(entry, excepted);
          }
        }
      }
    }

    private static boolean isDirectory(int mode) {
      return (mode & TYPE) == DIRECTORY;
    }

    /// @return the mode
    int at(Path path) throws IOException {
      files++;
      Map<String, Object> facts = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
      note(path.toString());
      note(facts.get("ino") + " " + facts.get("mode") + " " + facts.get("size"));
      time(fact(facts, "lastModifiedTime"));
      time(fact(facts, "ctime"));
      return (int) fact(facts, "mode");
    }

    private static Object fact(Map<String, Object> facts, String name) {
      return Objects.requireNonNull(facts.get(name), name);
    }

    private void time(Object time) {
      Instant when = ((FileTime) time).toInstant();
      note(when.getEpochSecond() + "." + when.getNano());
      // The time of content can be set to anything, also into the future.
      newest = when.isAfter(newest) && !when.isAfter(Instant.now()) ? when : newest;
    }

    void note(String text) {
      digest.update(text.getBytes(UTF_8));
      digest.update((byte) 0);
    }

    String end() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
