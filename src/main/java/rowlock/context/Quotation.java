package rowlock.context;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes the words of others fit to stand in a brief.
///
/// The danger is text that passes for something else: that ends its quotation, opens a section of
/// the brief, imitates a turn of the conversation or a tool call, or reads differently from how it
/// looks. So every line is led by `> `, whatever an editor might take for a line end is one,
/// invisible and direction-changing characters are dropped, and markup that language models react
/// to is broken.
final class Quotation {
  private static final Pattern LINE_ENDS =
      Pattern.compile("\r\n|[\r\u000B\u000C\u0085\u2028\u2029]");

  /// Zero-width and direction controls, and the tag block that can hide whole sentences.
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB"
              + "\\x{E0000}-\\x{E0FFF}]");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

  /// The beginning of a closing tag, of a special token, and of an element named for a role, a tool
  /// or an instruction. Anything else in angle brackets, such as `List<String>`, is left alone.
  private static final Pattern MARKUP =
      Pattern.compile(
          "<(?=\\s{0,3}(?:[/|!?]|(?:[a-z]{1,20}[:_-])?"
              + "(?:system|user|assistant|human|developer|operator|tool|function|invoke|parameter"
              + "|instruction|task|result|prompt|message|rowlock|antml)))",
          Pattern.CASE_INSENSITIVE);

  private Quotation() {}

  /// The text with visible characters only and one kind of line end.
  static String plain(String text) {
    String lines = LINE_ENDS.matcher(text).replaceAll("\n");
    return CONTROL.matcher(INVISIBLE.matcher(lines).replaceAll("")).replaceAll("\uFFFD");
  }

  /// The text on one line, with broken markup, for use inside of a sentence.
  static String inline(String text) {
    return broken(plain(text)).replace('\n', ' ').replace('\t', ' ').strip();
  }

  /// The text as a quotation: every line begins with `> `.
  static String block(String text) {
    return broken(plain(text))
        .strip()
        .lines()
        .map(line -> "> " + line)
        .collect(Collectors.joining("\n"));
  }

  private static String broken(String text) {
    return MARKUP.matcher(text).replaceAll("&lt;");
  }
}
