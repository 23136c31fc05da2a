package rowlock.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// A TOML value on one line, as Codex takes it after `-c KEY=`: texts, numbers, truth values,
/// arrays and inline tables (TOML 1.0).
final class InlineToml {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.+-]+");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final int MAX_DEPTH = 16;

  private final String text;
  private int at;

  private InlineToml(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException if it is no value; Codex itself then takes it as a text
  static Object parse(String text) {
    InlineToml toml = new InlineToml(text);
    Object value = toml.value(MAX_DEPTH);
    toml.skipSpaces();
    if (toml.at < text.length()) {
      throw toml.wrong();
    }
    return value;
  }

  private Object value(int depth) {
    skipSpaces();
    if (depth == 0 || at >= text.length()) {
      throw wrong();
    }
    return switch (text.charAt(at)) {
      case '[' -> array(depth);
      case '{' -> table(depth);
      case '"', '\'' -> string();
      default -> bare();
    };
  }

  private List<Object> array(int depth) {
    List<Object> elements = new ArrayList<>();
    at++;
    while (!taken(']')) {
      elements.add(value(depth - 1));
      separate(']');
    }
    return elements;
  }

  private Map<String, Object> table(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (!taken('}')) {
      skipSpaces();
      boolean quoted = at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0;
      String name = quoted ? string() : match(BARE);
      if (!taken('=')) {
        throw wrong();
      }
      members.put(name, value(depth - 1));
      separate('}');
    }
    return members;
  }

  private void separate(char end) {
    skipSpaces();
    boolean ended = at < text.length() && text.charAt(at) == end;
    if (!ended && !taken(',')) {
      throw wrong();
    }
  }

  private String string() {
    String quoted = match(QUOTED);
    if (quoted.startsWith("'")) {
      return quoted.substring(1, quoted.length() - 1);
    }
    try {
      return Json.STANDARD.parse(quoted).toString();
    } catch (MalformedJson _) {
      throw wrong();
    }
  }

  private Object bare() {
    String word = match(BARE);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case String number when number.matches("[+-]?\\d{1,18}") -> Long.parseLong(number);
      case String number when number.matches("[+-]?\\d{1,18}\\.\\d{1,18}") ->
          Double.parseDouble(number);
      default -> throw wrong();
    };
  }

  private String match(Pattern pattern) {
    Matcher found = pattern.matcher(text).region(at, text.length());
    if (!found.lookingAt()) {
      throw wrong();
    }
    at = found.end();
    return found.group();
  }

  private boolean taken(char wanted) {
    skipSpaces();
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not a TOML value at character " + (at + 1));
  }
}
