package rowlock.process;

import java.nio.charset.StandardCharsets;

/// What a command wrote to one stream: the beginning of it, and the measure of the whole.
public final class Output {
  private final byte[] kept;
  private final long totalBytes;
  private final String sha256;
  private final boolean complete;

  Output(byte[] kept, long totalBytes, String sha256, boolean complete) {
    this.kept = kept;
    this.totalBytes = totalBytes;
    this.sha256 = sha256;
    this.complete = complete;
  }

  /// The beginning of the stream, as much as was to be kept.
  public byte[] bytes() {
    return kept.clone();
  }

  /// The beginning of the stream read as UTF-8; what is no UTF-8 shows as U+FFFD.
  public String text() {
    return new String(kept, StandardCharsets.UTF_8);
  }

  /// How much was written in all, in bytes.
  public long totalBytes() {
    return totalBytes;
  }

  /// Whether more was written than is kept in [#bytes].
  public boolean truncated() {
    return totalBytes > kept.length;
  }

  /// The SHA-256 of everything written, in 64 hexadecimal digits.
  public String sha256() {
    return sha256;
  }

  /// Whether the stream was read to its end; false when a process that outlived the command kept it
  /// open.
  public boolean complete() {
    return complete;
  }

  @Override
  public String toString() {
    return "Output[" + totalBytes + " bytes, sha256 " + sha256 + "]";
  }
}
