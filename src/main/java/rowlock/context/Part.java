package rowlock.context;

import java.util.ArrayList;
import java.util.List;

/// A section of a brief that may be shortened.
///
/// @param heading what stands above it
/// @param noun what its items are called
/// @param share of the room it may take in any case, in per cent
/// @param items most important first
record Part(String heading, String noun, int share, List<Item> items) {
  Part {
    items = List.copyOf(items);
  }

  /// How long it is in full, in characters; 0 without items.
  int length() {
    return items.isEmpty() ? 0 : full().length();
  }

  /// The part in at most so many characters. What is left out is counted on a line of its own.
  Shown within(int room) {
    if (items.isEmpty()) {
      return new Shown("", "");
    }
    String full = full();
    return full.length() <= room ? new Shown(full, "") : shortened(room);
  }

  private String full() {
    StringBuilder text = new StringBuilder(title());
    items.forEach(item -> append(text, item.text()));
    return text.append("\n\n").toString();
  }

  private Shown shortened(int room) {
    List<String> kept = new ArrayList<>();
    // The longest note there can be; how long it really is depends on what is kept.
    int left = room - title().length() - note(items.size(), items.getFirst().text()).length() - 3;
    int whole = 0;
    boolean fits = true;
    for (int i = 0; i < items.size() && fits; i++) {
      String text = items.get(i).text();
      fits = text.length() < left;
      String shown = fits ? text : items.get(i).within(left - 1);
      whole += fits ? 1 : 0;
      left -= shown.length() + 1;
      kept.add(shown);
    }
    StringBuilder text = new StringBuilder(title());
    kept.stream().filter(item -> !item.isEmpty()).forEach(item -> append(text, item));
    String note = note(whole, kept.getLast());
    append(text, note);
    return new Shown(text.append("\n\n").toString(), note);
  }

  private String title() {
    return "## " + heading + "\n";
  }

  private String note(int whole, String last) {
    if (items.getFirst() instanceof Item.Own own) {
      return "(shortened: %d of %d characters of the %s)"
          .formatted(last.length(), own.text().length(), noun);
    }
    String partly = last.isEmpty() ? "" : ", and one in part";
    return "(shortened: %d of %d %s%s)".formatted(whole, items.size(), noun, partly);
  }

  private static void append(StringBuilder text, String item) {
    text.append('\n').append(item);
  }

  /// A part as it is shown.
  ///
  /// @param text ends with an empty line; empty if there is nothing to show
  /// @param note what was left out; empty if nothing was
  record Shown(String text, String note) {}
}
