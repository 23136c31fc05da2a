package rowlock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import rowlock.console.Page;
import rowlock.console.View;
import rowlock.operation.Outcome;

/// One command: what it is called, what it takes, what it does, and how its answer reads.
final class Verb {
  private static final String AGENT_FENCE = "the fence given with the claim; an old one is refused";

  private final String name;
  private final String summary;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final List<String> description = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();
  private Action action = call -> Outcome.input("nothing to do", "see --help");
  private BiConsumer<View, Page> rendering = (view, page) -> {};
  private int position;
  private boolean showsDespite;

  /// What a command does.
  interface Action {
    Outcome act(Call call);
  }

  private Verb(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  /// @param name one or two words: `task add`
  /// @param summary one sentence
  static Verb named(String name, String summary) {
    return new Verb(name, summary);
  }

  /// A sentence for whoever asks for help.
  Verb says(String sentence) {
    description.add(sentence);
    return this;
  }

  /// A word that must be there.
  Verb takes(String label, String meaning) {
    return positional(label, meaning, "1");
  }

  /// A word that may be there.
  Verb mayTake(String label, String meaning) {
    return positional(label, meaning, "0..1");
  }

  /// Any number of words, the last that it takes.
  Verb mayTakeMany(String label, String meaning) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .index(position + "..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(meaning)
            .build());
    position++;
    return this;
  }

  /// An option with a value.
  Verb option(String option, String label, String meaning) {
    spec.addOption(
        OptionSpec.builder(names(option))
            .paramLabel(label)
            .arity("1")
            .type(String.class)
            .description(meaning)
            .build());
    return this;
  }

  /// An option with a value that must be there.
  Verb needs(String option, String label, String meaning) {
    spec.addOption(
        OptionSpec.builder(names(option))
            .paramLabel(label)
            .arity("1")
            .type(String.class)
            .required(true)
            .description(meaning)
            .build());
    return this;
  }

  /// An option that may be given several times.
  Verb options(String option, String label, String meaning) {
    spec.addOption(
        OptionSpec.builder(names(option))
            .paramLabel(label)
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(meaning + "; may be given several times")
            .build());
    return this;
  }

  /// An option without a value.
  Verb flag(String option, String meaning) {
    spec.addOption(
        OptionSpec.builder(names(option))
            .arity("0")
            .type(boolean.class)
            .description(meaning)
            .build());
    return this;
  }

  /// The three that name a claim.
  Verb takesClaim() {
    return takes("AGENT", "who holds the task")
        .takes("TASK", "the task")
        .needs("--fence", "N", AGENT_FENCE);
  }

  /// Marks a command that changes something: it can be repeated safely, and says who gives it.
  Verb changes() {
    return option("--key", "KEY", "repeating the command with the same key does it once")
        .option("--as", "NAME", "who gives the command");
  }

  Verb example(String line) {
    examples.add(line);
    return this;
  }

  Verb does(Action act) {
    action = act;
    return this;
  }

  /// How an answer reads to people.
  Verb shows(BiConsumer<View, Page> show) {
    rendering = show;
    return this;
  }

  String name() {
    return name;
  }

  String summary() {
    return summary;
  }

  /// The last word of the name.
  String lastWord() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  Action action() {
    return action;
  }

  /// Its answer also reads so when not everything was done.
  Verb showsDespite() {
    showsDespite = true;
    return this;
  }

  void show(View view, Page page) {
    rendering.accept(view, page);
  }

  void showDespite(View view, Page page) {
    if (showsDespite && !view.members().isEmpty()) {
      rendering.accept(view, page);
    }
  }

  /// The command for picocli.
  CommandSpec spec() {
    Options.addCommon(spec);
    spec.name(lastWord());
    spec.usageMessage()
        .description(texts(summary, description))
        .abbreviateSynopsis(false)
        .sortOptions(false)
        .footerHeading(examples.size() == 1 ? "%nExample:%n" : "%nExamples:%n")
        .footer(
            examples.stream().map(line -> "  " + line.replace("%", "%%")).toArray(String[]::new));
    return spec;
  }

  private static String[] texts(String first, List<String> more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all.toArray(String[]::new);
  }

  private Verb positional(String label, String meaning, String arity) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .index(Integer.toString(position))
            .arity(arity)
            .type(String.class)
            .description(meaning)
            .build());
    position++;
    return this;
  }

  private static String[] names(String option) {
    return option.split("\\|");
  }
}
