package rowlock.kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rowlock.task.Text;

/// The kinds of agents there are: those that come with rowlock and those that users describe.
public final class AgentKinds {
  /// The name of a file with users' own kinds, in `.rowlock/` and in the user's configuration.
  public static final String FILE = "agents.yaml";

  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_KINDS = 200;
  private static final Set<String> FIELDS =
      Set.of("command", "input", "output", "environment", "capabilities", "may_cost");

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
    Object root;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      root = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          source + " is not YAML: " + malformed.getMessage(), malformed);
    }
    Map<String, AgentKind> all = new LinkedHashMap<>(kinds);
    for (var entry : map(source, root == null ? Map.of() : root).entrySet()) {
      String where = source + ": " + entry.getKey();
      try {
        all.put(entry.getKey(), kind(entry.getKey(), where, map(where, entry.getValue())));
      } catch (IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        throw new IllegalArgumentException(
            message.startsWith(source) ? message : where + ": " + message, wrong);
      }
    }
    if (all.size() > MAX_KINDS) {
      throw new IllegalArgumentException(source + ": at most " + MAX_KINDS + " kinds");
    }
    return new AgentKinds(all);
  }

  /// The kind of this name.
  public Optional<AgentKind> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /// All kinds, built-in ones first.
  public List<AgentKind> all() {
    return List.copyOf(kinds.values());
  }

  private static AgentKind kind(String name, String where, Map<String, Object> fields) {
    for (String field : fields.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "%s: unknown field %s; there are %s"
                .formatted(
                    where,
                    Text.quote(field),
                    String.join(", ", FIELDS.stream().sorted().toList())));
      }
    }
    return new AgentKind(
        name,
        strings(where, "command", fields),
        choice(where, "input", fields, AgentKind.Input.NONE),
        choice(where, "output", fields, AgentKind.Form.TEXT),
        strings(where, "environment", fields),
        Text.labels("capabilities", strings(where, "capabilities", fields)),
        Boolean.FALSE.equals(fields.get("may_cost"))
            ? AgentKind.Cost.FREE
            : AgentKind.Cost.MAY_COST);
  }

  private static Map<String, Object> map(String where, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + ": must be a mapping of names to values");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((key, entry) -> fields.put(String.valueOf(key), entry == null ? "" : entry));
    return fields;
  }

  private static List<String> strings(String where, String field, Map<String, Object> fields) {
    Object value = fields.getOrDefault(field, List.of());
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new IllegalArgumentException(where + "." + field + ": must be a list of texts");
  }

  private static <E extends Enum<E>> E choice(
      String where, String field, Map<String, Object> fields, E otherwise) {
    Object value = fields.get(field);
    if (value == null) {
      return otherwise;
    }
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%s.%s: one of %s, not %s"
            .formatted(
                where,
                field,
                String.join(
                    ", ",
                    Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList()),
                Text.quote(String.valueOf(value))));
  }
}
