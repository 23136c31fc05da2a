package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import rowlock.json.Json;

/// The reader of Codex's command line. What changes nothing here is read over.
final class CodexOrder {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-m",
          "--model",
          "-s",
          "--sandbox",
          "-a",
          "--ask-for-approval",
          "-C",
          "--cd",
          "-o",
          "--output-last-message",
          "--output-schema",
          "--color",
          "-p",
          "--profile",
          "-i",
          "--image",
          "--enable",
          "--disable",
          "--add-dir");

  private final Map<String, String> variables;
  private final Map<String, Object> hooks = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> servers = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private boolean json;
  private String mode = "default";

  CodexOrder(Map<String, String> variables) {
    this.variables = variables;
  }

  Order read(List<String> arguments, Order.Own own) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--")) {
        words.addAll(arguments.subList(i + 1, arguments.size()));
        break;
      }
      if (word.equals("-c") || word.equals("--config")) {
        configure(OrderReader.value(arguments, ++i, word));
      } else if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-") || word.equals("-")) {
        words.add(word);
      } else {
        flag(word);
      }
    }
    ownHooks();
    return order(own);
  }

  private void flag(String word) {
    switch (word) {
      case "--json" -> json = true;
      case "--yolo", "--dangerously-bypass-approvals-and-sandbox" -> mode = "bypassPermissions";
      default -> {}
    }
  }

  private Order order(Order.Own own) {
    boolean headless = taken("exec") || taken("e");
    Order.Session session =
        taken("resume") && !words.isEmpty()
            ? new Order.Session(words.removeFirst(), Order.Origin.RESUMED)
            : new Order.Session(UUID.randomUUID().toString(), Order.Origin.NEW);
    Order.Form lines = json ? Order.Form.LINES : Order.Form.TEXT;
    Map<String, Object> all = new LinkedHashMap<>(servers);
    List<String> allowed = servers.keySet().stream().map(name -> "mcp__" + name).toList();
    return new Order(
        Order.Dialect.CODEX,
        headless ? lines : Order.Form.SCREEN,
        session,
        new Order.Wiring(hooks, all, allowed, mode),
        words.stream().filter(word -> !word.equals("-")).findFirst(),
        own);
  }

  private boolean taken(String word) {
    boolean there = !words.isEmpty() && words.getFirst().equals(word);
    if (there) {
      words.removeFirst();
    }
    return there;
  }

  private void configure(String setting) {
    String key = setting.split("=", 2)[0].strip();
    String value = setting.contains("=") ? setting.split("=", 2)[1] : "";
    if (key.startsWith("hooks.")) {
      hooks.put(key.substring("hooks.".length()), InlineToml.parse(value));
    } else if (key.startsWith("mcp_servers.")) {
      String[] path = key.split("\\.", 3);
      if (path.length == 3) {
        server(servers.computeIfAbsent(path[1], _ -> new LinkedHashMap<>()), path[2], value);
      }
    }
  }

  private static void server(Map<String, Object> server, String field, String value) {
    Object parsed = InlineToml.parse(value);
    switch (field) {
      case "url" -> {
        server.put("type", "http");
        server.put("url", parsed);
      }
      case "bearer_token_env_var" ->
          server.put("headers", Map.of("Authorization", "Bearer ${" + parsed + "}"));
      case "http_headers" -> server.put("headers", parsed);
      default -> server.put(field, parsed);
    }
  }

  private void ownHooks() {
    Path file = home(variables).resolve("hooks.json");
    if (Files.exists(file)) {
      try {
        Map<String, Object> all = Json.STANDARD.parseObject(Files.readAllBytes(file));
        Plain.object(all.getOrDefault("hooks", all)).forEach(hooks::putIfAbsent);
      } catch (IOException broken) {
        throw new UncheckedIOException(file + " cannot be read", broken);
      }
    }
  }

  /// Where the genuine program would keep its things.
  static Path home(Map<String, String> variables) {
    String own = variables.getOrDefault("CODEX_HOME", "");
    return own.isEmpty()
        ? Path.of(variables.getOrDefault("HOME", ""), ".codex").toAbsolutePath()
        : Path.of(own).toAbsolutePath();
  }
}
