package rowlock.bench;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// When texts and Enters reached the input of one agent's program, by the clock of the machine. The
/// program notes it in a file, the benchmark reads it there. For one thread at a time.
public final class KeyTimes {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 500_000;
  private static final String END_OF_PASTE = "\u001b[201~";
  private static final int ENTER = '\r';

  private final Path file;
  private int read;

  /// What can arrive.
  enum Arrival {
    /// The last byte of a pasted text.
    TEXT,
    /// Enter outside of a paste.
    ENTER
  }

  KeyTimes(Path file) {
    this.file = file;
  }

  /// Passes on the keys of an agent's program and notes when they were read.
  ///
  /// @param file where it is noted
  public static InputStream noting(InputStream keys, Path file) {
    return new Noting(keys, file);
  }

  /// Forgets what has arrived so far.
  void forget() {
    read = lines().size();
  }

  /// Waits for the next arrival of a sort; those of the other sort before it are passed over.
  ///
  /// @throws IllegalStateException if there is none for a long time
  Instant next(Arrival wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      List<String> lines = lines();
      while (read < lines.size()) {
        String[] words = lines.get(read++).split(" ", -1);
        if (words[0].equals(wanted.name())) {
          return Instant.parse(words[1]);
        }
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException(
        "%s did not reach the input of %s".formatted(wanted, file.getFileName()));
  }

  /// The whole lines: a line that is just being written is left for the next time.
  private List<String> lines() {
    try {
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (NoSuchFileException nothingYet) {
      return List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A stream that notes what passes.
  private static final class Noting extends FilterInputStream {
    private static final String BEGIN_OF_PASTE = "\u001b[200~";

    private final Path file;
    private final StringBuilder last = new StringBuilder();
    private boolean isPaste;

    Noting(InputStream keys, Path file) {
      super(keys);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      int key = super.read();
      pass(key, Instant.now());
      return key;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      Instant now = Instant.now();
      for (int i = from; i < from + count; i++) {
        pass(bytes[i], now);
      }
      return count;
    }

    private void pass(int key, Instant now) throws IOException {
      last.append((char) key);
      last.delete(0, Math.max(0, last.length() - END_OF_PASTE.length()));
      if (BEGIN_OF_PASTE.contentEquals(last)) {
        isPaste = true;
      } else if (END_OF_PASTE.contentEquals(last)) {
        isPaste = false;
        note(Arrival.TEXT, now);
      } else if (key == KeyTimes.ENTER && !isPaste) {
        note(Arrival.ENTER, now);
      }
    }

    private void note(Arrival arrival, Instant now) throws IOException {
      Files.writeString(
          file, arrival + " " + now + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
