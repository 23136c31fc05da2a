package rowlock.structure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The rules of tidiness that need only the lines of a file.
final class TextRules {
  private static final int MAX_LINES = 400;
  private static final int MAX_COLUMNS = 100;

  private static final Pattern COMMENT_WITH_ADDRESS =
      Pattern.compile("\\s*(//|\\*|#).*https?://.*");
  private static final Pattern LEFT_FOR_LATER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern SOMEONES_MACHINE =
      Pattern.compile("(?<![\\w.})~-])/(home|root|work|Users)/\\w");
  private static final Pattern UNEXPLAINED = Pattern.compile("@Dis" + "abled\\b(?!\\(\")");

  private TextRules() {}

  /// What is untidy in a source file, in sentences that start with the place.
  static List<String> ofSource(Path file, String text) {
    List<String> lines = text.lines().toList();
    List<String> found = new ArrayList<>(ofText(file, text));
    if (lines.size() > MAX_LINES) {
      found.add(file + ": " + lines.size() + " lines, at most " + MAX_LINES);
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (columns(line) > MAX_COLUMNS && !COMMENT_WITH_ADDRESS.matcher(line).matches()) {
        found.add(at(file, i) + columns(line) + " columns, at most " + MAX_COLUMNS);
      }
      if (UNEXPLAINED.matcher(line).find()) {
        found.add(at(file, i) + "a disabled test says why");
      }
    }
    return found;
  }

  /// What is untidy in any text of the project.
  static List<String> ofText(Path file, String text) {
    List<String> lines = text.lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (LEFT_FOR_LATER.matcher(lines.get(i)).find()) {
        found.add(at(file, i) + "nothing is left for later in a comment");
      }
      if (SOMEONES_MACHINE.matcher(lines.get(i)).find()) {
        found.add(at(file, i) + "a path of one particular machine");
      }
    }
    return found;
  }

  private static int columns(String line) {
    return line.codePointCount(0, line.length());
  }

  private static String at(Path file, int index) {
    return file + ":" + (index + 1) + ": ";
  }
}
