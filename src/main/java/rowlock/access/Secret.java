package rowlock.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/// A text that must not be seen: it prints as `***` wherever it is printed.
public final class Secret {
  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /// The secret that is this text.
  public static Secret of(String text) {
    return new Secret(text);
  }

  /// 256 random bits, as 43 characters of base64url.
  public static Secret random() {
    return of(randomText());
  }

  static String randomText() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The text itself, for whoever has to hand it on.
  public String reveal() {
    return text;
  }

  /// Whether a text is this secret. How long that takes tells nothing about where they differ.
  public boolean matches(String other) {
    return MessageDigest.isEqual(
        Digest.sha256(text.getBytes(StandardCharsets.UTF_8)),
        Digest.sha256(other.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
