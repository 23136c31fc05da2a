package rowlock.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the text of a token is made: `rl_`, its id, `_`, 43 characters of base64url.
final class TokenText {
  private static final int ID_BYTES = 6;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern FORM = Pattern.compile("rl_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

  private TokenText() {}

  static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static Secret secret(String id) {
    return Secret.of("rl_" + id + "_" + Secret.randomText());
  }

  /// The id in a text that has the form of a token. Only such an id may become part of a path.
  static Optional<String> id(String text) {
    var form = FORM.matcher(text);
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  static void requireId(String text) {
    if (!isId(text)) {
      throw new IllegalArgumentException("token: an id is 12 digits of 0-9 and a-f");
    }
  }
}
