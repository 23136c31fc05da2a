package rowlock.journal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowlock.board.Contents;
import rowlock.json.Json;
import rowlock.json.JsonLimits;
import rowlock.json.JsonReader;
import rowlock.json.JsonWriter;
import rowlock.json.MalformedJson;

/// Snapshots of the board beside the journal: caches that may be deleted at any time.
///
/// A file is the chain's hash at its position, the contents as JSON, and SHA-256 over both. One
/// that is damaged, or of another chain, is passed over as if it were not there: the journal has it
/// all.
final class Snapshots {
  /// How many are kept: one may be damaged.
  static final int KEPT = 2;

  private static final Pattern NAME = Pattern.compile("snapshot-(\\d{1,18})\\.json");
  private static final String DRAFT = "snapshot.new-";
  private static final Duration LONGEST_WRITING = Duration.ofHours(1);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long LONGEST_BYTES = 8L << 30;
  private static final Json JSON = new Json(new JsonLimits(32, 1_000_000, 40, LONGEST_BYTES));

  private final JournalFiles files;

  Snapshots(JournalFiles files) {
    this.files = files;
  }

  /// Writes a snapshot and deletes those that are older than the one before.
  ///
  /// @param chainHash the chain's hash at the position of the contents
  void store(Contents contents, byte[] chainHash) throws IOException {
    Path target = files.directory().resolve("snapshot-" + contents.position() + ".json");
    deleteAbandonedDrafts();
    // Made readable by nobody but the owner.
    Path draft = Files.createTempFile(files.directory(), DRAFT, "");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        write(contents, chainHash, channel);
        channel.force(true);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      files.syncDirectory();
    } finally {
      Files.deleteIfExists(draft);
    }
    for (Path old : newestFirst(files.directory()).stream().skip(KEPT).toList()) {
      Files.deleteIfExists(old);
    }
  }

  /// The newest snapshot that is whole and whose chain hash is that of the journal.
  Optional<Contents> latest(Witness witness) throws IOException {
    for (Path candidate : newestFirst(files.directory())) {
      Optional<Contents> contents = read(candidate, witness);
      if (contents.isPresent()) {
        return contents;
      }
    }
    return Optional.empty();
  }

  /// The highest position any snapshot in a directory claims to be of, 0 without any.
  static long highestPosition(Path directory) throws IOException {
    return newestFirst(directory).stream().mapToLong(Snapshots::position).findFirst().orElse(0);
  }

  private static void write(Contents contents, byte[] chainHash, FileChannel channel)
      throws IOException {
    OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    DigestOutputStream digested = new DigestOutputStream(file, Chain.sha256());
    digested.write(chainHash);
    try (JsonWriter writer = Json.writer(new Uncloseable(digested))) {
      ContentsJson.write(contents, writer);
    }
    file.write(digested.getMessageDigest().digest());
    file.flush();
  }

  private static Optional<Contents> read(Path file, Witness witness) throws IOException {
    MessageDigest digest = Chain.sha256();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      long body = Files.size(file) - 2L * Chain.HASH_LENGTH;
      if (body <= 0 || body > LONGEST_BYTES) {
        return Optional.empty();
      }
      byte[] chainHash = in.readNBytes(Chain.HASH_LENGTH);
      if (!Arrays.equals(chainHash, witness.hashAt(position(file)))) {
        return Optional.empty();
      }
      digest.update(chainHash);
      Contents contents = parse(new DigestInputStream(new Bounded(in, body), digest));
      boolean whole = Arrays.equals(digest.digest(), in.readNBytes(Chain.HASH_LENGTH));
      return whole && contents.position() == position(file)
          ? Optional.of(contents)
          : Optional.empty();
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    } catch (MalformedJson | IllegalArgumentException | UnknownWord damaged) {
      return Optional.empty();
    }
  }

  private static Contents parse(InputStream in) {
    try (JsonReader reader = JSON.reader(in)) {
      return ContentsJson.read(reader);
    }
  }

  private void deleteAbandonedDrafts() throws IOException {
    FileTime abandoned = FileTime.from(Instant.now().minus(LONGEST_WRITING));
    try (Stream<Path> all = Files.list(files.directory())) {
      for (Path file : all.toList()) {
        if (file.getFileName().toString().startsWith(DRAFT)
            && Files.getLastModifiedTime(file).compareTo(abandoned) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static List<Path> newestFirst(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingLong(Snapshots::position).reversed())
          .toList();
    }
  }

  private static long position(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  /// Knows the chain of a journal.
  interface Witness {
    /// The chain's hash after an entry; an empty array where there is none.
    byte[] hashAt(long position);
  }

  /// The first bytes of a stream.
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() {
      // Whoever opened the stream reads on.
    }
  }

  /// A stream that stays open when its user is done with it.
  private static final class Uncloseable extends OutputStream {
    private final OutputStream out;

    Uncloseable(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
