package rowlock.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// What a git that ended has said.
final class GitOutput {
  private final int exitCode;
  private final byte[] standardOutput;
  private final String standardError;

  GitOutput(int exitCode, byte[] standardOutput, String standardError) {
    this.exitCode = exitCode;
    this.standardOutput = standardOutput.clone();
    this.standardError = standardError;
  }

  int exitCode() {
    return exitCode;
  }

  String standardError() {
    return standardError;
  }

  boolean isEmpty() {
    return standardOutput.length == 0;
  }

  byte[] bytes() {
    return standardOutput.clone();
  }

  /// The whole output without the line end at its end.
  String text() {
    String text = new String(standardOutput, UTF_8);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  List<String> lines() {
    return text().lines().toList();
  }

  /// The fields that end with NUL, for people and for our callers.
  List<String> fields() {
    return fields(UTF_8);
  }

  /// The fields that end with NUL, one character per byte: file names need not be UTF-8, and these
  /// go back to git unchanged by [#rawBytes(String)].
  List<String> rawFields() {
    return fields(ISO_8859_1);
  }

  static byte[] rawBytes(String raw) {
    return raw.getBytes(ISO_8859_1);
  }

  /// A raw field as people read it.
  static String readable(String raw) {
    return new String(rawBytes(raw), UTF_8);
  }

  private List<String> fields(Charset charset) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < standardOutput.length; i++) {
      if (standardOutput[i] == 0) {
        fields.add(new String(standardOutput, start, i - start, charset));
        start = i + 1;
      }
    }
    if (start < standardOutput.length) {
      fields.add(new String(standardOutput, start, standardOutput.length - start, charset));
    }
    return fields;
  }
}
