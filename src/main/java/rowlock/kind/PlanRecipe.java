package rowlock.kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the planning form of a kind is started: it answers once, in JSON, and changes nothing as far
/// as its kind can promise that.
///
/// In its arguments `{schema}`, `{schema_file}`, `{brief}`, `{prompt}`, `{brief_file}`,
/// `{worktree}`, `{folder}` and `{model}` are replaced. Unless one of them names the brief, it
/// reads it from its standard input.
public final class PlanRecipe {
  private static final List<String> BRIEFING = List.of("{brief}", "{prompt}", "{brief_file}");

  private PlanRecipe() {}

  /// What a plan is wanted for.
  ///
  /// @param places where it looks, and where its own files lie
  /// @param model which model; the program's own choice if absent
  /// @param brief what it is told
  /// @param schema the JSON schema of its answer
  public record Wish(
      LaunchWish.Places places, Optional<String> model, String brief, String schema) {}

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
}
