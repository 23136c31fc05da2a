package rowlock.kind;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rowlock.task.Text;

/// How to find out whether a program is there and usable.
///
/// @param version the command that prints its version; empty if nobody can tell
/// @param minimum the oldest version that rowlock knows how to handle
/// @param login how it proves who pays
/// @param install how it is installed, in words
public record Installed(
    List<String> version, Optional<Version> minimum, Login login, String install) {
  /// How a program proves who pays.
  ///
  /// @param variables variables of which one makes a login unnecessary; the first is the key that
  ///   rowlock may have to approve in a home of the agent's own
  /// @param files files of which one tells of a login, `~/` being the user's home
  /// @param patterns regular expressions of what it prints when it wants a login
  public record Login(List<String> variables, List<String> files, List<String> patterns) {
    /// For programs without a login.
    public static final Login NONE = new Login(List.of(), List.of(), List.of());

    public Login {
      variables = Text.lines("login.variables", variables);
      files = Text.lines("login.files", files);
      patterns = Text.lines("login.patterns", patterns);
      patterns.forEach(pattern -> Fields.pattern("login.patterns", pattern));
    }

    /// Whether a text of the program says that it wants a login.
    public boolean isWantedIn(String text) {
      return patterns.stream().anyMatch(each -> Pattern.compile(each).matcher(text).find());
    }
  }

  public Installed {
    version = List.copyOf(version);
    Text.line("install", install.isEmpty() ? "none" : install);
  }
}
