package rowlock.task;

import java.util.List;
import java.util.SortedSet;

/// What a task is about, in words.
///
/// @param title one line, at least one visible character
/// @param details the whole text, may be empty
/// @param files paths worth reading first
/// @param hints advice for whoever does it, may be empty
/// @param tags labels to find and filter by
public record Description(
    String title, String details, List<String> files, String hints, SortedSet<String> tags) {
  public Description {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title: must not be empty");
    }
    Text.line("title", title);
    Text.body("description", details);
    files = Text.lines("context_files", files);
    Text.body("hints", hints);
    tags = Text.labels("tags", tags);
  }

  /// A title and nothing else.
  public static Description titled(String title) {
    return new Description(title, "", List.of(), "", Text.labels("tags", List.of()));
  }
}
