package rowlock.need;

import java.util.List;
import rowlock.task.Text;

/// What a person reads of a need.
///
/// @param title what it is about, on one line of at most [Text#MAX_LINE] characters
/// @param detail everything needed to decide, at most [#MAX_DETAIL] characters; may be empty
/// @param choices answers to choose from, at most [#MAX_CHOICES]; a permission may be answered by
///   nothing else, any other need by these or other words; empty for a permission that is allowed
///   or denied
public record Wording(String title, String detail, List<String> choices) {
  /// The longest detail, in characters.
  public static final int MAX_DETAIL = 16_384;

  /// The most choices.
  public static final int MAX_CHOICES = 20;

  public Wording {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title: must not be empty");
    }
    Text.line("title", title);
    if (detail.length() > MAX_DETAIL) {
      throw new IllegalArgumentException(
          "detail: at most " + MAX_DETAIL + " characters, not " + detail.length());
    }
    Text.body("detail", detail);
    choices = Text.lines("choices", choices);
    if (choices.size() > MAX_CHOICES) {
      throw new IllegalArgumentException(
          "choices: at most " + MAX_CHOICES + ", not " + choices.size());
    }
    if (choices.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("choices: must not be empty");
    }
  }

  /// One line and nothing else.
  public static Wording of(String title) {
    return new Wording(title, "", List.of());
  }
}
