package rowlock.kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.json.Json;

/// The planning form of a kind: how it is started, and what it answers. It answers once, in JSON,
/// and changes nothing as far as its kind can promise that.
///
/// In its arguments `{schema}`, `{schema_file}`, `{brief}`, `{prompt}`, `{brief_file}`,
/// `{worktree}`, `{folder}` and `{model}` are replaced. Unless one of them names the brief, it
/// reads it from its standard input.
public final class PlanForm {
  private static final List<String> BRIEFING = List.of("{brief}", "{prompt}", "{brief_file}");

  private static final Pattern FENCE =
      Pattern.compile("```[a-zA-Z]{0,10}[ \\t]*\\n(.*?)\\n[ \\t]*```", Pattern.DOTALL);

  private PlanForm() {}

  /// What a plan is wanted for.
  ///
  /// @param places where it looks, and where its own files lie
  /// @param model which model; the program's own choice if absent
  /// @param brief what it is told
  /// @param schema the JSON schema of its answer
  public record Wish(
      LaunchWish.Places places, Optional<String> model, String brief, String schema) {}

  /// What the planning form of an agent answered.
  ///
  /// @param plan the plan it made, as text in JSON or YAML; absent if it made none
  /// @param tally how it went, and what it used
  public record Answer(Optional<String> plan, Tally tally) {}

  /// How it is started.
  ///
  /// @throws IllegalArgumentException if the kind has no planning form, or takes no model and one
  ///   was chosen
  public static Start of(AgentKind kind, Wish wish) {
    Launch launch = kind.launch();
    List<String> argv = new ArrayList<>(launch.idioms().plan());
    if (argv.isEmpty()) {
      throw new IllegalArgumentException(
          "agents of kind " + kind.name() + " have no planning form");
    }
    boolean isTold = argv.stream().anyMatch(word -> BRIEFING.stream().anyMatch(word::contains));
    if (wish.model().isPresent()) {
      if (launch.idioms().model().isEmpty()) {
        throw new IllegalArgumentException("agents of kind " + kind.name() + " take no model");
      }
      // Behind the subcommand and its options, before a last `-` for the standard input.
      int end = argv.getLast().equals("-") ? argv.size() - 1 : argv.size();
      argv.addAll(end, launch.idioms().model());
    }
    return new Start(
        Recipe.filled(argv, values(wish)),
        List.of(
            Start.PrivateFile.of(Recipe.BRIEF_FILE, wish.brief()),
            Start.PrivateFile.of(Recipe.SCHEMA_FILE, wish.schema())),
        Map.of(),
        launch.environment(),
        isTold ? new Start.Delivery.Done() : new Start.Delivery.StandardInput(wish.brief()));
  }

  private static Map<String, String> values(Wish wish) {
    Path folder = wish.places().folder();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("schema", wish.schema());
    values.put("schema_file", folder.resolve(Recipe.SCHEMA_FILE).toString());
    values.put("brief", wish.brief());
    values.put("prompt", wish.brief());
    values.put("brief_file", folder.resolve(Recipe.BRIEF_FILE).toString());
    values.put("worktree", wish.places().worktree().toString());
    values.put("folder", folder.toString());
    values.put("model", wish.model().orElse(""));
    return values;
  }

  /// Reads what such an agent printed to its standard output.
  public static Answer read(Channels.OutputForm form, String printed) {
    Tally tally = new Tally(form);
    if (form == Channels.OutputForm.TEXT) {
      return new Answer(bare(printed), tally);
    }
    Optional<String> answer = Optional.empty();
    for (String line : printed.lines().toList()) {
      tally.add(line);
      Optional<String> here = structured(line);
      answer = here.isPresent() ? here : answer;
    }
    return new Answer(answer.or(() -> bare(tally.lastWords())), tally);
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
