package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// The reader of Claude Code's command line. What changes nothing here is read over.
final class ClaudeOrder {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--session-id",
          "--resume",
          "-r",
          "--permission-mode",
          "--output-format",
          "--input-format",
          "--settings",
          "--model",
          "--fallback-model",
          "--effort",
          "--append-system-prompt",
          "--append-system-prompt-file",
          "--system-prompt",
          "--system-prompt-file",
          "--name",
          "-n",
          "--max-turns",
          "--max-budget-usd",
          "--json-schema",
          "--agent",
          "--agents");
  private static final Set<String> WITH_VALUES =
      Set.of("--mcp-config", "--allowedTools", "--allowed-tools", "--disallowedTools", "--add-dir");

  private final Map<String, String> variables;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> allowed = new ArrayList<>();
  private final Map<String, Object> servers = new LinkedHashMap<>();
  private final Map<String, Object> hooks = new LinkedHashMap<>();
  private final List<String> prompts = new ArrayList<>();
  private boolean headless;

  ClaudeOrder(Map<String, String> variables) {
    this.variables = variables;
  }

  Order read(List<String> arguments, Order.Own own) {
    int i = 0;
    while (i < arguments.size()) {
      i = read(arguments, i);
    }
    Path settings = home(variables).resolve("settings.json");
    if (Files.exists(settings)) {
      settings(settings.toString());
    }
    Optional.ofNullable(options.get("--settings")).ifPresent(this::settings);
    String mode = options.getOrDefault("--permission-mode", "default");
    return new Order(
        Order.Dialect.CLAUDE,
        form(),
        session(),
        new Order.Wiring(hooks, servers, allowed, mode.equals("manual") ? "default" : mode),
        prompts.stream().findFirst(),
        own);
  }

  /// Where the genuine program would keep its things.
  static Path home(Map<String, String> variables) {
    String own = variables.getOrDefault("CLAUDE_CONFIG_DIR", "");
    return own.isEmpty()
        ? Path.of(variables.getOrDefault("HOME", ""), ".claude").toAbsolutePath()
        : Path.of(own).toAbsolutePath();
  }

  private int read(List<String> arguments, int i) {
    String word = arguments.get(i);
    if (word.equals("--")) {
      prompts.addAll(arguments.subList(i + 1, arguments.size()));
      return arguments.size();
    }
    if (word.equals("-p") || word.equals("--print")) {
      headless = true;
    } else if (word.equals("--dangerously-skip-permissions")) {
      options.put("--permission-mode", "bypassPermissions");
    } else if (WITH_VALUE.contains(word)) {
      options.put(word, OrderReader.value(arguments, i + 1, word));
      return i + 2;
    } else if (WITH_VALUES.contains(word)) {
      int end = i + 1;
      while (end < arguments.size() && !arguments.get(end).startsWith("-")) {
        take(word, arguments.get(end));
        end++;
      }
      return end;
    } else if (!word.startsWith("-")) {
      prompts.add(word);
    }
    return i + 1;
  }

  private void take(String option, String value) {
    switch (option) {
      case "--mcp-config" -> servers.putAll(members(file(value), "mcpServers"));
      case "--allowedTools", "--allowed-tools" -> allowed.addAll(List.of(value.split("[, ]+")));
      default -> {}
    }
  }

  private Order.Form form() {
    if (!headless) {
      return Order.Form.SCREEN;
    }
    if (options.getOrDefault("--input-format", "text").equals("stream-json")) {
      return Order.Form.CONVERSATION;
    }
    return switch (options.getOrDefault("--output-format", "text")) {
      case "stream-json" -> Order.Form.LINES;
      case "json" -> Order.Form.RESULT;
      default -> Order.Form.TEXT;
    };
  }

  private Order.Session session() {
    String resumed = options.getOrDefault("--resume", options.getOrDefault("-r", ""));
    if (!resumed.isEmpty()) {
      return new Order.Session(resumed, Order.Origin.RESUMED);
    }
    String id = options.getOrDefault("--session-id", UUID.randomUUID().toString());
    return new Order.Session(id, Order.Origin.NEW);
  }

  private void settings(String fileOrJson) {
    Map<String, Object> settings = file(fileOrJson);
    hooks.putAll(members(settings, "hooks"));
    if (members(settings, "permissions").get("allow") instanceof List<?> rules) {
      rules.forEach(rule -> allowed.add(rule.toString()));
    }
  }

  private static Map<String, Object> file(String fileOrJson) {
    try {
      return fileOrJson.startsWith("{")
          ? Json.STANDARD.parseObject(fileOrJson)
          : Json.STANDARD.parseObject(Files.readAllBytes(Path.of(fileOrJson)));
    } catch (IOException broken) {
      throw new UncheckedIOException(fileOrJson + " cannot be read", broken);
    } catch (MalformedJson malformed) {
      throw new IllegalArgumentException(fileOrJson + ": " + malformed.getMessage());
    }
  }

  private static Map<String, Object> members(Map<String, Object> object, String name) {
    return Plain.object(object.getOrDefault(name, Map.of()));
  }
}
