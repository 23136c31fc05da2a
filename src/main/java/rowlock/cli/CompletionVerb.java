package rowlock.cli;

import java.util.Locale;
import picocli.AutoComplete;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;

/// The command that teaches shells to complete commands.
final class CompletionVerb {
  /// The shells that have a way to complete.
  enum Shell {
    BASH,
    ZSH;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private CompletionVerb() {}

  static Verb completion() {
    return Verb.named("completion", "Prints the script that lets a shell complete commands.")
        .takes("SHELL", "bash or zsh")
        .example("source <(rowlock completion bash)")
        .does(CompletionVerb::script)
        .shows((view, page) -> page.say(view.text("script")));
  }

  private static Outcome script(Call call) {
    Shell shell = Call.constant("shell", call.text("SHELL"), Shell.class);
    // The script works in both: for zsh it loads that shell's own emulation first.
    String script = AutoComplete.bash("rowlock", new Catalogue(call.tools().extras()).whole());
    return Outcome.done(Fields.of("shell", shell.label()).with("script", script));
  }
}
