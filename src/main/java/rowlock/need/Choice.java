package rowlock.need;

import rowlock.task.Text;

/// What a person answers.
public sealed interface Choice {
  /// The longest answer in words, in characters.
  int MAX_TEXT = 16_384;

  /// The answer as it is typed.
  String text();

  /// Yes, go on.
  record Allow() implements Choice {
    @Override
    public String text() {
      return "allow";
    }
  }

  /// No, do not.
  record Deny() implements Choice {
    @Override
    public String text() {
      return "deny";
    }
  }

  /// An answer in words, or one of the choices.
  ///
  /// @param text 1 to [#MAX_TEXT] characters, never `allow` or `deny`
  record Words(String text) implements Choice {
    public Words {
      if (text.isBlank() || text.length() > MAX_TEXT) {
        throw new IllegalArgumentException(
            "answer: 1 to " + MAX_TEXT + " characters, not " + text.length());
      }
      Text.body("answer", text);
      if (text.equals("allow") || text.equals("deny")) {
        throw new IllegalArgumentException("answer: " + text + " is not an answer in words");
      }
    }
  }

  /// The answer that somebody typed.
  ///
  /// @throws IllegalArgumentException if it is empty, too long or not printable
  static Choice of(String text) {
    return switch (text) {
      case "allow" -> new Allow();
      case "deny" -> new Deny();
      default -> new Words(text);
    };
  }
}
