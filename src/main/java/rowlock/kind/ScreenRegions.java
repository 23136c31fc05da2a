package rowlock.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of one screen. An answer of the model may quote anything, so only these are looked at.
///
/// @param lines all lines
/// @param title the title of the terminal
/// @param box where the input box is
record ScreenRegions(List<ScreenLine> lines, String title, Optional<InputBox.Found> box) {
  private static final int BOTTOM_LINES = 20;
  private static final int BLOCK_LINES = 12;
  private static final int END_BLOCKS = 3;
  private static final int ASIDE_COLUMNS = 20;

  Optional<ScreenFamily.Found> find(ScreenFamily.Region region, Pattern pattern) {
    for (String line : region(region)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return Optional.of(ScreenFamily.Found.of(line, matcher));
      }
    }
    return Optional.empty();
  }

  boolean hasAny(Map.Entry<ScreenFamily.Region, List<Pattern>> look) {
    return look.getValue().stream().anyMatch(pattern -> find(look.getKey(), pattern).isPresent());
  }

  private List<String> region(ScreenFamily.Region region) {
    return switch (region) {
      case TITLE -> List.of(title);
      case STATUS -> aboveBox(1);
      case END -> aboveBox(END_BLOCKS);
      case FOOTER ->
          box.map(found -> lines.stream().skip(found.bottom()).map(ScreenLine::text).toList())
              .orElse(List.of());
      case BOTTOM -> bottom(BOTTOM_LINES);
      case LAST -> bottom(1);
    };
  }

  /// The last blocks of lines above the input box, in the order of the screen.
  private List<String> aboveBox(int blocks) {
    if (box.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    int at = box.get().top() - 1;
    for (int block = 0; block < blocks; block++) {
      while (at >= 0 && isGap(lines.get(at))) {
        at--;
      }
      for (int i = 0; i < BLOCK_LINES && at >= 0 && !isGap(lines.get(at)); i++) {
        found.addFirst(lines.get(at--).text());
      }
    }
    return found;
  }

  /// A line far to the right is a remark beside the screen's own text, such as the chosen model.
  private static boolean isGap(ScreenLine line) {
    return line.isBlank() || line.text().startsWith(" ".repeat(ASIDE_COLUMNS));
  }

  private List<String> bottom(int count) {
    List<String> drawn =
        lines.stream().filter(line -> !line.isBlank()).map(ScreenLine::text).toList();
    return drawn.subList(Math.max(0, drawn.size() - count), drawn.size());
  }
}
