package rowlock.kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How the input box of a program is found on its screen.
///
/// With a line above it, it is sought upwards from the last line that may close it, so that boxes
/// quoted further up are never taken for it; without one, downwards from the last line that may
/// open it.
///
/// @param above the line above it, if it has one
/// @param first how its first line begins; what follows is typed
/// @param below the line below it
/// @param closing how many of its own lines stand between what is typed and the line below it
/// @param underneath how many lines that are not blank may stand below it at most
record InputBox(
    Optional<Pattern> above, Pattern first, Pattern below, int closing, int underneath) {
  private static final Set<String> FIELDS =
      Set.of("above", "first", "below", "closing", "underneath");
  private static final int USUAL_UNDERNEATH = 60;

  /// Where it was found.
  ///
  /// @param top the number of its first line, or of the line above it
  /// @param from the number of the first line with what is typed
  /// @param to the number of the first line behind what is typed
  /// @param bottom the number of the first line below all of it
  record Found(int top, int from, int to, int bottom) {}

  static InputBox read(Fields fields) {
    fields.knowing(FIELDS);
    String where = fields.where();
    return new InputBox(
        fields.text("above").map(each -> Fields.pattern(where + ".above", each)),
        Fields.pattern(where + ".first", fields.text("first").orElse("^> ")),
        Fields.pattern(where + ".below", fields.text("below").orElse("^$")),
        Math.toIntExact(fields.count("closing")),
        fields.has("underneath") ? Math.toIntExact(fields.count("underneath")) : USUAL_UNDERNEATH);
  }

  Optional<Found> in(List<ScreenLine> lines) {
    Optional<Found> found = above.isPresent() ? upwards(lines, above.get()) : downwards(lines);
    return found.filter(box ->
        lines.stream().skip(box.bottom()).filter(line -> !line.isBlank()).count() <= underneath);
  }

  private Optional<Found> upwards(List<ScreenLine> lines, Pattern lid) {
    int end = last(lines, below);
    int to = end - closing;
    for (int top = to - 2; top >= 0; top--) {
      if (lid.matcher(lines.get(top).text()).find()) {
        boolean opens = top + 1 < to && first.matcher(lines.get(top + 1).text()).find();
        return opens ? Optional.of(new Found(top, top + 1, to, end + 1)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Found> downwards(List<ScreenLine> lines) {
    int start = last(lines, first);
    if (start < 0) {
      return Optional.empty();
    }
    int end =
        IntStream.range(start + 1, lines.size())
            .filter(i -> below.matcher(lines.get(i).text()).find())
            .findFirst()
            .orElse(lines.size());
    return Optional.of(new Found(start, start, end, end));
  }

  private static int last(List<ScreenLine> lines, Pattern pattern) {
    return IntStream.iterate(lines.size() - 1, i -> i >= 0, i -> i - 1)
        .filter(i -> pattern.matcher(lines.get(i).text()).find())
        .findFirst()
        .orElse(-1);
  }

  /// What is typed, without hints of the program's own.
  Optional<String> draft(List<ScreenLine> lines, Found box, List<Pattern> hints) {
    StringBuilder draft = new StringBuilder();
    for (int i = box.from(); i < box.to(); i++) {
      ScreenLine line = lines.get(i);
      Matcher opening = first.matcher(line.text());
      int start = opening.find() ? opening.end() : 0;
      if (line.isHintFrom(start)) {
        continue;
      }
      draft.append(line.text().substring(start).strip()).append('\n');
    }
    String text = draft.toString().strip();
    boolean isHint = hints.stream().anyMatch(hint -> hint.matcher(text).find());
    return text.isEmpty() || isHint ? Optional.empty() : Optional.of(text);
  }
}
