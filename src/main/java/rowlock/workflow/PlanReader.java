package rowlock.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import rowlock.workflow.Source.Place;

/// Reads plan files: YAML 1.2 or JSON, with the fields of docs/plan-files.md.
///
/// Nothing in a file is carried out or looked up: no tags, no types, no merge keys, no includes.
/// Time and memory are bounded by [#MAX_CHARACTERS] whatever the file holds.
public final class PlanReader {
  /// The longest file, in characters (and in bytes, when bytes are given).
  public static final int MAX_CHARACTERS = 8 * 1024 * 1024;

  /// The most tasks in one plan.
  public static final int MAX_TASKS = 20_000;

  private PlanReader() {}

  /// Reads a plan from the bytes of a file in UTF-8.
  public static PlanReading read(byte[] file) {
    if (file.length > MAX_CHARACTERS) {
      return tooLong(file.length, "bytes");
    }
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString());
    } catch (CharacterCodingException e) {
      return refused(Place.START, "not a text file in UTF-8");
    }
  }

  /// Reads a plan from a text; a byte order mark and Windows line ends are fine.
  public static PlanReading read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return tooLong(text.length(), "characters");
    }
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      refuseOddCharacters(plain);
      Problems problems = new Problems();
      Plan plan = new PlanBuilder(problems).build(Composer.compose(plain));
      return problems.isEmpty()
          ? new PlanReading.Accepted(plan)
          : new PlanReading.Refused(problems.inOrder());
    } catch (Unparsable e) {
      return new PlanReading.Refused(List.of(e.problem()));
    }
  }

  private static void refuseOddCharacters(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (isOdd(text, i)) {
        throw new Unparsable(
            new Place(line, i - lineStart + 1),
            Character.isSurrogate(c)
                ? "broken Unicode: half of a surrogate pair"
                : "control character U+%04X is not allowed".formatted((int) c));
      }
    }
  }

  private static boolean isOdd(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    boolean lineEnd = c == '\n' || (c == '\r' && text.startsWith("\n", i + 1));
    return Character.isISOControl(c) && c != '\t' && !lineEnd;
  }

  private static PlanReading tooLong(int length, String unit) {
    return refused(
        Place.START, "at most " + MAX_CHARACTERS + " " + unit + " in one file, not " + length);
  }

  private static PlanReading refused(Place place, String message) {
    return new PlanReading.Refused(List.of(Problem.at(place, "", message)));
  }
}
