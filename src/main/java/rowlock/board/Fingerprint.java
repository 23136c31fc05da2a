package rowlock.board;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/// What was asked, in a form that is the same in every process and different for different
/// requests. The text that records print will not do: a title may contain anything, so two
/// different commands could print the same.
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();

  private Fingerprint() {}

  /// SHA-256 of a request's sender and command, in hex.
  static String of(String by, Command command) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(by);
    fingerprint.add(command);
    try {
      byte[] asked = fingerprint.text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private void add(Object value) {
    switch (value) {
      case Record parts -> {
        text.append(parts.getClass().getSimpleName()).append('(');
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
          add(read(component, parts));
        }
        text.append(')');
      }
      case Optional<?> maybe -> {
        text.append('?');
        maybe.ifPresent(this::add);
        text.append(';');
      }
      case Collection<?> many -> {
        text.append('[');
        many.forEach(this::add);
        text.append(']');
      }
      default -> {
        String leaf = value.toString();
        text.append(leaf.length()).append(':').append(leaf);
      }
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(component + " is public, and so is its record", impossible);
    }
  }
}
