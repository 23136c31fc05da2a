package rowlock.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, in chapters.
final class Catalogue {
  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter(
              "A project", List.of("init", "goal", "status", "why", "settings"), ProjectVerbs::all),
          new Chapter("Its tasks", List.of("task"), TaskVerbs::all),
          new Chapter(
              "Work on them",
              List.of(
                  "claim",
                  "start",
                  "heartbeat",
                  "submit",
                  "complete",
                  "fail",
                  "release",
                  "subtask",
                  "group"),
              ClaimVerbs::all),
          new Chapter(
              "The team",
              List.of("list", "agents", "send", "inbox", "discover", "discoveries"),
              TeamVerbs::all),
          new Chapter("What needs you", List.of("needs", "answer", "budget"), NeedVerbs::all),
          new Chapter(
              "Plans and runs",
              List.of("plan", "run", "report", "conflicts", "attach", "stop", "undo", "doctor"),
              RunVerbs::all),
          new Chapter(
              "Agents and programs", List.of("serve", "call", "operations"), CallVerbs::all),
          new Chapter("How fast it goes", List.of("performance", "tune"), TuningVerbs::all),
          new Chapter("Who is known", List.of("token"), TokenVerbs::all),
          new Chapter("What happened", List.of("log", "journal", "completion"), JournalVerbs::all));

  private static final Map<String, String> FAMILIES =
      Map.of(
          "task", "Tasks, for whoever plans and steers.",
          "agents", "The team.",
          "plan", "Plan files.",
          "token", "The tokens by which agents are known.",
          "journal", "The journal itself.");

  private final List<Extra> extras;

  Catalogue(List<Extra> extras) {
    this.extras = extras;
  }

  /// Commands about one subject.
  ///
  /// @param title above them in the list of all commands
  /// @param words the first words of their names
  /// @param verbs makes them
  record Chapter(String title, List<String> words, Supplier<List<Verb>> verbs) {}

  List<Chapter> chapters() {
    return CHAPTERS;
  }

  List<Extra> extras() {
    return extras;
  }

  List<Verb> verbs() {
    return CHAPTERS.stream().flatMap(chapter -> chapter.verbs().get().stream()).toList();
  }

  /// The command of another package that the first word names.
  Optional<Extra> extra(List<String> arguments) {
    return extras.stream()
        .filter(extra -> !arguments.isEmpty() && arguments.getFirst().equals(extra.name()))
        .findFirst();
  }

  /// The commands of the chapter that the first word names.
  Optional<CommandLine> chapterOf(List<String> arguments) {
    return CHAPTERS.stream()
        .filter(chapter -> !arguments.isEmpty() && chapter.words().contains(arguments.getFirst()))
        .findFirst()
        .map(chapter -> commandLine(chapter.verbs().get()));
  }

  /// All commands, but those of other packages, which read their arguments themselves.
  CommandLine whole() {
    return commandLine(verbs());
  }

  private static CommandLine commandLine(List<Verb> verbs) {
    CommandSpec root = CommandSpec.create().name("rowlock");
    Options.addCommon(root);
    Options.addVersion(root);
    Map<String, CommandSpec> families = new LinkedHashMap<>();
    for (Verb verb : verbs) {
      int space = verb.name().indexOf(' ');
      CommandSpec spec = verb.spec();
      if (space < 0) {
        families.put(verb.name(), spec);
        root.addSubcommand(verb.name(), spec);
        continue;
      }
      String word = verb.name().substring(0, space);
      CommandSpec family = families.get(word);
      if (family == null) {
        family = family(word);
        families.put(word, family);
        root.addSubcommand(word, family);
      }
      family.addSubcommand(verb.lastWord(), spec);
    }
    return new CommandLine(root).setPosixClusteredShortOptionsAllowed(false);
  }

  private static CommandSpec family(String word) {
    CommandSpec family = CommandSpec.create().name(word);
    Options.addCommon(family);
    family.usageMessage().description(FAMILIES.getOrDefault(word, ""));
    return family;
  }
}
