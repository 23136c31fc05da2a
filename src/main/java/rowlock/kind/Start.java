package rowlock.kind;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Everything that is needed to start an agent; nothing was done yet.
///
/// @param argv the program and its arguments, for no shell; there is no secret in them
/// @param files what must lie in its private folder before, readable to its user only
/// @param environment variables it gets with these values; no secret in them, the token is the
///   caller's to add
/// @param allowed names of variables it gets from ours; one that ends in `*` stands for every name
///   with that beginning
/// @param delivery how it is told the first prompt
public record Start(
    List<String> argv,
    List<PrivateFile> files,
    Map<String, String> environment,
    List<String> allowed,
    Delivery delivery) {
  /// A file of an agent's own, mode 0600.
  ///
  /// @param path relative to the agent's private folder, never leading out of it
  /// @param content what is in it
  public record PrivateFile(Path path, String content) {
    public PrivateFile {
      if (path.isAbsolute() || path.normalize().startsWith("..")) {
        throw new IllegalArgumentException("a private file lies in the private folder: " + path);
      }
    }

    static PrivateFile of(String path, String content) {
      return new PrivateFile(Path.of(path), content);
    }

    @Override
    public String toString() {
      return "PrivateFile[%s, %d characters]".formatted(path, content.length());
    }
  }

  /// How an agent is told its first prompt.
  public sealed interface Delivery {
    /// By its arguments, or there is none.
    record Done() implements Delivery {}

    /// By its standard input, which is closed afterwards.
    record StandardInput(String text) implements Delivery {}

    /// Typed into its terminal once it is idle.
    record Typed(String text) implements Delivery {}
  }

  public Start {
    argv = List.copyOf(argv);
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
    allowed = List.copyOf(allowed);
  }
}
