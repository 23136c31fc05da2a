package rowlock.kind;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.json.Json;

/// What the planning form of an agent answered.
///
/// @param plan the plan it made, as text in JSON or YAML; absent if it made none
/// @param tally how it went, and what it used
public record PlanAnswer(Optional<String> plan, Tally tally) {
  private static final Pattern FENCE =
      Pattern.compile("```[a-zA-Z]{0,10}[ \\t]*\\n(.*?)\\n[ \\t]*```", Pattern.DOTALL);

  /// Reads what such an agent printed to its standard output.
  public static PlanAnswer read(Channels.OutputForm form, String printed) {
    Tally tally = new Tally(form);
    if (form == Channels.OutputForm.TEXT) {
      return new PlanAnswer(bare(printed), tally);
    }
    Optional<String> answer = Optional.empty();
    for (String line : printed.lines().toList()) {
      tally.add(line);
      Optional<String> here = structured(line);
      answer = here.isPresent() ? here : answer;
    }
    return new PlanAnswer(answer.or(() -> bare(tally.lastWords())), tally);
  }

  /// Claude Code gives the answer to a schema as a member of its last line.
  private static Optional<String> structured(String line) {
    return Tree.parse(line)
        .filter(tree -> tree.is("type", "result"))
        .map(tree -> tree.at("structured_output"))
        .filter(tree -> !tree.members().isEmpty())
        .map(tree -> Json.compact(tree.members()));
  }

  /// The text, or what stands in its first fence of three backticks.
  private static Optional<String> bare(String text) {
    Matcher fence = FENCE.matcher(text);
    String inside = fence.find() ? fence.group(1) : text;
    return Optional.of(inside.strip()).filter(plan -> !plan.isEmpty());
  }
}
