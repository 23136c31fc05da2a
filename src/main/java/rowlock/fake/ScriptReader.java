package rowlock.fake;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The reader of scripts: one step on each line, `#` before a remark.
final class ScriptReader {
  private static final Pattern TASK_LINE = Pattern.compile("^[>\\s*`-]*fake:\\s*(.+?)[`\\s]*$");
  private static final Pattern MANNER = Pattern.compile("(starts-after|swallow-enter|trust)\\b.*");
  private static final Pattern DURATION = Pattern.compile("\\+?(\\d{1,6})(ms|s|m|h)");

  private final OnceMarks marks;
  private Duration startsAfter = Duration.ZERO;
  private int swallowedEnters;
  private Script.Trust trust = Script.Trust.ASSUMED;

  /// @param marks where manners that hold once are noted
  ScriptReader(OnceMarks marks) {
    this.marks = marks;
  }

  /// @param name of the script, for complaints
  /// @throws IllegalArgumentException if there is a line that is no step
  Script read(String name, List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          read("line-" + (i + 1), line).ifPresent(steps::add);
        } catch (IllegalArgumentException wrong) {
          throw new IllegalArgumentException(name + ":" + (i + 1) + ": " + wrong.getMessage());
        }
      }
    }
    return new Script(new Script.Manners(startsAfter, swallowedEnters, trust), steps);
  }

  /// The steps in a text for people: the lines that begin with `fake:`, quoted or not.
  ///
  /// @param owner what tells the steps from those of other texts
  static List<Step> stepsIn(String owner, String text) {
    List<Step> steps = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher found = TASK_LINE.matcher(line);
      if (found.matches()) {
        steps.add(step(owner + "-" + steps.size(), found.group(1)));
      }
    }
    return steps;
  }

  private Optional<Step> read(String mark, String line) {
    boolean once = line.startsWith("once ");
    String what = once ? line.substring("once ".length()).strip() : line;
    if (!MANNER.matcher(what).matches()) {
      return Optional.of(step(mark, line));
    }
    if (!once || marks.make(mark)) {
      manner(what);
    }
    return Optional.empty();
  }

  private void manner(String line) {
    String rest = rest(line);
    switch (word(line)) {
      case "starts-after" -> startsAfter = duration(rest);
      case "swallow-enter" -> swallowedEnters = number(rest.isEmpty() ? "1" : rest, 0, 1000);
      default -> trust = Script.Trust.ASKED;
    }
  }

  /// One step.
  ///
  /// @param mark what tells it from all others of its session
  /// @throws IllegalArgumentException if it is none
  static Step step(String mark, String line) {
    String rest = rest(line);
    return switch (word(line)) {
      case "once" -> new Step.Once(mark, step(mark, rest));
      case "say" -> new Step.Say(unescaped(rest));
      case "think" -> new Step.Think(duration(rest));
      case "write", "append", "tool" -> new Step.Use(tool(line));
      case "ask-permission" -> new Step.Ask(tool(rest.isEmpty() ? "tool Bash make" : rest));
      case "claim" -> new Step.Claim();
      case "work" -> new Step.Work();
      case "submit" -> new Step.Submit(rest.isEmpty() ? "Done." : unescaped(rest));
      case "call" -> new Step.Call(word(rest), rest(rest).isEmpty() ? "{}" : rest(rest));
      case "loop" -> new Step.Loop();
      case "structured" -> new Step.Structured(rest);
      default -> fault(line, rest);
    };
  }

  private static Step fault(String line, String rest) {
    return switch (word(line)) {
      case "stall" -> new Step.Stall();
      case "die" -> new Step.Die(number(rest.isEmpty() ? "1" : rest, 0, 255));
      case "kill" -> new Step.Kill();
      case "limit" -> new Step.Limit(duration(rest.replaceFirst("^until\\s+", "")));
      case "fail" -> new Step.Fail(number(word(rest), 400, 599), unescaped(rest(rest)));
      case "escape-sequences" -> new Step.EscapeSequences();
      case "spend" -> spend(rest);
      default -> throw new IllegalArgumentException("there is no step \"" + word(line) + "\"");
    };
  }

  private static ToolUse tool(String line) {
    String rest = rest(line);
    return switch (word(line)) {
      case "write" -> ToolUse.write(word(rest), unescaped(rest(rest)) + "\n");
      case "append" -> ToolUse.append(word(rest), unescaped(rest(rest)) + "\n");
      case "tool" ->
          word(rest).equals(ToolUse.BASH)
              ? ToolUse.bash(rest(rest))
              : new ToolUse(word(rest), Map.of("input", rest(rest)));
      default ->
          throw new IllegalArgumentException("write, append or tool are meant, not: " + line);
    };
  }

  private static Step spend(String amount) {
    Matcher usd = Pattern.compile("\\$?(\\d{1,6}(?:\\.\\d{1,6})?)(?:\\s*usd)?").matcher(amount);
    Matcher tokens = Pattern.compile("(\\d{1,9})\\s+tokens?").matcher(amount);
    if (tokens.matches()) {
      return new Step.Spend(BigDecimal.ZERO, Long.parseLong(tokens.group(1)));
    }
    if (usd.matches()) {
      return new Step.Spend(new BigDecimal(usd.group(1)), 0);
    }
    throw new IllegalArgumentException("what is spent is like 0.25 usd or 5000 tokens");
  }

  private static Duration duration(String text) {
    Matcher found = DURATION.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("a time is like 500ms, 2s, 5m or 1h, not: " + text);
    }
    long amount = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static int number(String text, int least, int most) {
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "a number from %d to %d is meant, not: %s".formatted(least, most, text));
    }
    return number;
  }

  private static String word(String line) {
    return line.strip().split("\\s+", 2)[0];
  }

  private static String rest(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t");
  }
}
