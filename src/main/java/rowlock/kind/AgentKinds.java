package rowlock.kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.task.Text;

/// The kinds of agents there are: those that come with rowlock and those that users describe.
public final class AgentKinds {
  /// The name of a file with users' own kinds, in `.rowlock/` and in the user's configuration.
  public static final String FILE = "agents.yaml";

  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_KINDS = 200;
  private final Map<String, AgentKind> kinds;

  private AgentKinds(Map<String, AgentKind> kinds) {
    this.kinds = kinds;
  }

  /// The kinds that come with rowlock.
  public static AgentKinds builtIn() {
    try (InputStream stream = AgentKinds.class.getResourceAsStream("/rowlock/kind/kinds.yaml")) {
      if (stream == null) {
        throw new IllegalStateException("rowlock's own description of agent kinds is missing");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new AgentKinds(Map.of()).and("built-in kinds", text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// These kinds and those of a file, if it is there; the file's win.
  ///
  /// @throws IllegalArgumentException if the file is not a description of kinds; it names file and
  ///   field
  public AgentKinds andThoseOf(Path file) {
    if (!Files.exists(file)) {
      return this;
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(file + ": at most " + MAX_FILE_BYTES + " bytes");
      }
      return and(file.toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  /// These kinds and those that a YAML text describes; the text's win.
  ///
  /// @param source what the text is, for messages
  AgentKinds and(String source, String yaml) {
    Fields root = Fields.of(source, yaml);
    Map<String, AgentKind> all = new LinkedHashMap<>(kinds);
    for (String name : root.values().keySet()) {
      Fields fields = new Fields(source, root.values()).mapping(name);
      Fields named = new Fields(source + ": " + name, fields.values());
      all.put(name, kind(source, name, named));
    }
    if (all.size() > MAX_KINDS) {
      throw new IllegalArgumentException(source + ": at most " + MAX_KINDS + " kinds");
    }
    for (AgentKind kind : all.values()) {
      requireHeadlessForm(source, kind, all);
    }
    return new AgentKinds(all);
  }

  private static AgentKind kind(String source, String name, Fields fields) {
    try {
      return KindReader.read(name, fields);
    } catch (IllegalArgumentException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw new IllegalArgumentException(
          message.startsWith(source) ? message : fields.where() + ": " + message, wrong);
    }
  }

  private static void requireHeadlessForm(
      String source, AgentKind kind, Map<String, AgentKind> all) {
    if (kind.launch().mode() instanceof Launch.Mode.Interactive(Optional<String> headless)
        && headless.isPresent()) {
      AgentKind form = all.get(headless.get());
      if (form == null || form.isInteractive()) {
        throw new IllegalArgumentException(
            "%s: %s.headless: %s is not a headless kind"
                .formatted(source, kind.name(), Text.quote(headless.get())));
      }
    }
  }

  /// The kind of this name.
  public Optional<AgentKind> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /// The kind that does without a terminal what this one does: itself if it is headless; absent if
  /// it lives in a terminal only.
  public Optional<AgentKind> headless(AgentKind kind) {
    return switch (kind.launch().mode()) {
      case Launch.Mode.Headless itself -> Optional.of(kind);
      case Launch.Mode.Interactive interactive -> interactive.headless().flatMap(this::find);
    };
  }

  /// The kind whose planning form makes plans for this one: itself, or its headless form; absent if
  /// neither has one.
  public Optional<AgentKind> planning(AgentKind kind) {
    return Optional.of(kind)
        .filter(AgentKinds::plans)
        .or(() -> headless(kind).filter(AgentKinds::plans));
  }

  private static boolean plans(AgentKind kind) {
    return !kind.launch().idioms().plan().isEmpty();
  }

  /// All kinds, built-in ones first.
  public List<AgentKind> all() {
    return List.copyOf(kinds.values());
  }
}
