package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The reference of all commands is what the commands say about themselves.
class ReferenceTest {
  private static final Path PAGE = Path.of("docs", "cli.md");
  private static final Path ACTUAL = Path.of("target", "cli.md");
  private static final String HEAD = "<!-- commands -->\n";

  @Test
  void thePageSaysWhatTheCommandsSay() throws IOException {
    String page = Files.readString(PAGE);
    String introduction = page.substring(0, page.indexOf(HEAD) + HEAD.length());
    String actual = introduction + commands();
    Files.createDirectories(ACTUAL.toAbsolutePath().getParent());
    Files.writeString(ACTUAL, actual);
    assertThat(page)
        .withFailMessage("commands have changed: copy %s to %s", ACTUAL, PAGE)
        .isEqualTo(actual);
  }

  private static String commands() {
    StringBuilder text = new StringBuilder();
    for (Catalogue.Chapter chapter : new Catalogue(List.of()).chapters()) {
      text.append("\n## ").append(chapter.title()).append("\n");
      chapter.verbs().get().forEach(verb -> describe(verb, text));
    }
    return text.toString();
  }

  private static void describe(Verb verb, StringBuilder text) {
    CommandSpec spec = verb.spec();
    text.append("\n### rowlock ").append(verb.name()).append("\n\n");
    text.append(String.join(" ", spec.usageMessage().description())).append("\n\n```sh\n");
    verb.examples().forEach(line -> text.append(line).append("\n"));
    text.append("```\n");
    List<String> rows = new ArrayList<>();
    spec.positionalParameters()
        .forEach(word ->
            rows.add(row("`" + word.paramLabel() + "`" + (optional(word) ? "?" : ""), word)));
    for (OptionSpec option : spec.options()) {
      if (!isCommon(option)) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        String names = String.join("`, `", option.names());
        rows.add(row("`" + names + label + "`" + (option.required() ? " (needed)" : ""), option));
      }
    }
    if (!rows.isEmpty()) {
      text.append("\n| | |\n|---|---|\n");
      rows.forEach(text::append);
    }
  }

  private static boolean optional(ArgSpec word) {
    return word.arity().min() == 0;
  }

  private static boolean isCommon(OptionSpec option) {
    return List.of(Options.JSON, Options.PROJECT, Options.HELP).contains(option.longestName());
  }

  private static String row(String name, ArgSpec about) {
    return "| " + name + " | " + String.join(" ", about.description()).replace("|", "\\|") + " |\n";
  }
}
