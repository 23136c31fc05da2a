package rowlock.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash chain: the hash of an entry is SHA-256 over the hash of the one before and its own
/// bytes, so a hash stands for everything up to there.
///
/// Not safe for use by several threads at once.
final class Chain {
  /// How many bytes a hash has.
  static final int HASH_LENGTH = 32;

  private final MessageDigest digest = sha256();

  /// The hash before the first entry: all zeros.
  static byte[] start() {
    return new byte[HASH_LENGTH];
  }

  /// The hash after an entry with this body.
  byte[] link(byte[] previous, byte[] body) {
    digest.update(previous);
    return digest.digest(body);
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
