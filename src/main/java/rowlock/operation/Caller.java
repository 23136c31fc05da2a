package rowlock.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.board.Request;

/// Who asks for something to be done, and under which key.
///
/// @param by an agent's id or `operator`
/// @param key makes asking again safe: the same key does it once
public record Caller(String by, Optional<String> key) {
  private static final int HASH_CHARACTERS = 40;

  Request asks(Command command) {
    return new Request(command, by, key);
  }

  /// The same caller for one of several commands that one key stands for; every part has a key of
  /// its own, which nobody would choose.
  Caller forPart(int index) {
    return new Caller(by, key.map(whole -> "part-" + hash(whole + "/" + index)));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
