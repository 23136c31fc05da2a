package rowlock.kind;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// What an agent is to be started for.
///
/// @param agent who it is
/// @param subject the one task it is started for; absent for an agent that claims by itself
/// @param places where it works, and where its own files lie
/// @param hub how it reaches the hub; without it there is no MCP server and there are no hooks
/// @param choices what the user chose
/// @param conversation a new session, or one of before
/// @param prompt the first thing it is told
public record LaunchWish(
    AgentId agent,
    Optional<Subject> subject,
    Places places,
    Optional<Hub> hub,
    Choices choices,
    Conversation conversation,
    Optional<String> prompt) {
  /// The task an agent is started for.
  ///
  /// @param id which
  /// @param title its title, for `{title}`
  /// @param script what its `run` says; for `{script_file}`
  public record Subject(TaskId id, String title, Optional<String> script) {}

  /// Where an agent works, and where its own files lie.
  ///
  /// @param worktree the real path of the folder it works in: no link in it, since agents compare
  ///   it with what they were told to trust
  /// @param folder its private folder, absolute; only its user may read it
  public record Places(Path worktree, Path folder) {
    public Places {
      if (!worktree.isAbsolute() || !folder.isAbsolute()) {
        throw new IllegalArgumentException("the places of an agent are absolute paths");
      }
    }
  }

  /// How an agent reaches the hub. The token itself is never part of a recipe.
  ///
  /// @param url the hub's address, without a path: `http://127.0.0.1:4711`
  /// @param server the MCP server it is to use
  /// @param tokenVariable the variable of its environment that the caller puts its token into
  /// @param headerFile a private file with the line `Authorization: Bearer TOKEN`, for command
  ///   hooks that post with curl; absent if there is no curl, and then only hooks that post by
  ///   themselves are used
  public record Hub(URI url, Server server, String tokenVariable, Optional<Path> headerFile) {
    /// The usual name of the variable with an agent's token.
    public static final String TOKEN = "ROWLOCK_TOKEN";

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");

    public Hub {
      if (!VARIABLE.matcher(tokenVariable).matches()) {
        throw new IllegalArgumentException("not a variable: " + Text.quote(tokenVariable));
      }
    }

    /// Where hooks of a kind post to.
    URI hooks(String kind) {
      return url.resolve("/hooks/" + kind);
    }
  }

  /// An MCP server as an agent sees it.
  public sealed interface Server {
    /// One over HTTP, with the agent's token as a bearer.
    record Http(URI url) implements Server {}

    /// One that the agent starts itself; it inherits the agent's environment.
    record Stdio(List<String> command) implements Server {
      public Stdio {
        command = List.copyOf(command);
      }
    }
  }

  /// What the user chose.
  ///
  /// @param permissions how much it may do without asking; the kind's usual mode if absent
  /// @param model which model; the program's own choice if absent
  /// @param keyTail the last 20 characters of the key in the environment, if there is one: Claude
  ///   Code in a home of its own asks for consent unless they are in its settings
  public record Choices(
      Optional<PermissionMode> permissions, Optional<String> model, Optional<String> keyTail) {
    /// Nothing was chosen.
    public static final Choices NONE =
        new Choices(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int TAIL = 20;

    /// These choices, with what a home of its own must know of a key.
    public Choices withKey(String key) {
      String tail = key.length() <= TAIL ? key : key.substring(key.length() - TAIL);
      return new Choices(permissions, model, Optional.of(tail));
    }

    @Override
    public String toString() {
      return "Choices[%s, %s, key %s]"
          .formatted(permissions, model, keyTail.isPresent() ? "given" : "absent");
    }
  }

  /// A new session or one of before.
  public sealed interface Conversation {
    /// A new one.
    ///
    /// @param id its name, where the program lets one choose
    record Fresh(UUID id) implements Conversation {}

    /// One of before.
    ///
    /// @param id as the program named it
    record Resumed(String id) implements Conversation {
      private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,199}");

      public Resumed {
        if (!ID.matcher(id).matches()) {
          throw new IllegalArgumentException("not the id of a session: " + Text.quote(id));
        }
      }
    }
  }
}
