package rowlock.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// The reader of one output stream: reads to the end whatever comes, keeps the beginning.
///
/// Owned by its thread while that runs; [#output] may be asked by others at any time.
final class Drain {
  private static final int CHUNK_BYTES = 64 << 10;

  private final InputStream stream;
  private final int keptBytes;
  private final OutputStream log;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final MessageDigest digest = sha256();
  private final Thread thread;
  private long totalBytes;
  private boolean complete;
  private Optional<IOException> logFailure = Optional.empty();

  /// Begins to read at once.
  ///
  /// @param log takes everything; it is closed at the end
  Drain(String name, InputStream stream, int keptBytes, OutputStream log) {
    this.stream = stream;
    this.keptBytes = keptBytes;
    this.log = log;
    this.thread = Thread.ofVirtual().name(name).start(this::readAll);
  }

  /// Waits for the end of the stream.
  ///
  /// @return whether it came in time
  boolean await(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  /// What has come so far.
  ///
  /// @throws UncheckedIOException if the log could not be written
  synchronized Output output() {
    if (logFailure.isPresent()) {
      throw new UncheckedIOException("the output cannot be logged", logFailure.get());
    }
    try {
      MessageDigest soFar = (MessageDigest) digest.clone();
      String sha256 = HexFormat.of().formatHex(soFar.digest());
      return new Output(kept.toByteArray(), totalBytes, sha256, complete);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }

  private void readAll() {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (stream) {
      int count;
      while ((count = stream.read(chunk)) >= 0) {
        take(chunk, count);
      }
      finish();
    } catch (IOException _) {
      // The stream broke before its end: what came is the output, and it stays incomplete.
      closeLog();
    }
  }

  private synchronized void take(byte[] chunk, int count) {
    kept.write(chunk, 0, Math.min(count, keptBytes - kept.size()));
    digest.update(chunk, 0, count);
    totalBytes += count;
    if (logFailure.isEmpty()) {
      try {
        log.write(chunk, 0, count);
      } catch (IOException e) {
        // Reading goes on, or the program would block for ever; the failure is told at the end.
        logFailure = Optional.of(e);
      }
    }
  }

  private synchronized void finish() {
    closeLog();
    complete = true;
  }

  private synchronized void closeLog() {
    try {
      log.close();
    } catch (IOException e) {
      logFailure = logFailure.or(() -> Optional.of(e));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
