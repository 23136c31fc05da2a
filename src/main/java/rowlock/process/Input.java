package rowlock.process;

import java.nio.charset.StandardCharsets;

/// What a program reads from its standard input.
public final class Input {
  /// Nothing: the program sees the end of the input at once.
  public static final Input NONE = new Input(new byte[0]);

  private final byte[] bytes;

  private Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /// These bytes, then the end of the input.
  public static Input of(byte[] bytes) {
    return new Input(bytes.clone());
  }

  /// This text in UTF-8, then the end of the input.
  public static Input of(String text) {
    return new Input(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many bytes there are.
  public int sizeBytes() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "Input[" + bytes.length + " bytes]";
  }
}
