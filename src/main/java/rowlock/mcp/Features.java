package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.task.Spelling;

/// What every era of the protocol can ask of a toolbox.
final class Features {
  /// Said of what a toolbox has, in every era.
  static Map<String, Object> capabilities() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tools", Map.of("listChanged", true));
    json.put("resources", Map.of("listChanged", true, "subscribe", true));
    json.put("prompts", Map.of("listChanged", true));
    json.put("completions", Map.of());
    return json;
  }

  private Features() {}

  /// The result of a method that every era has; empty if this is none.
  static Optional<Map<String, Object>> result(Message.Request request, Exchange exchange)
      throws InterruptedException {
    Params params = request.params();
    Toolbox toolbox = exchange.toolbox();
    Optional<String> cursor = params.optionalText("cursor");
    return switch (request.method()) {
      case "tools/list" ->
          Optional.of(Page.of("tools", toolbox.tools().stream().map(Tool::json).toList(), cursor));
      case "tools/call" -> Optional.of(call(params, exchange));
      case "resources/list" ->
          Optional.of(
              Page.of(
                  "resources", toolbox.resources().stream().map(Resource::json).toList(), cursor));
      case "resources/templates/list" ->
          Optional.of(
              Page.of(
                  "resourceTemplates",
                  toolbox.templates().stream().map(Resource.Template::json).toList(),
                  cursor));
      case "prompts/list" ->
          Optional.of(
              Page.of("prompts", toolbox.prompts().stream().map(Prompt::json).toList(), cursor));
      case "prompts/get" -> Optional.of(prompt(params, toolbox));
      case "completion/complete" -> Optional.of(complete(params));
      default -> Optional.empty();
    };
  }

  /// What is at the address that is asked for.
  static Map<String, Object> read(Params params, Toolbox toolbox, int unknown) {
    String uri = params.text("uri");
    Resource.Contents contents =
        toolbox.read(uri).orElseThrow(() -> unknownResource(uri, toolbox, unknown));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contents", List.of(contents.json()));
    return json;
  }

  static Refusal unknownResource(String uri, Toolbox toolbox, int code) {
    List<String> known = toolbox.resources().stream().map(Resource::uri).toList();
    return new Refusal(new RpcError(code, unknown("resource", uri, known), Map.of("uri", uri)));
  }

  private static Map<String, Object> call(Params params, Exchange exchange)
      throws InterruptedException {
    String name = params.text("name");
    Params arguments = params.object("arguments");
    Toolbox toolbox = exchange.toolbox();
    List<String> known = toolbox.callable();
    if (!known.contains(name)) {
      throw new Refusal(RpcError.invalidParams(unknown("tool", name, known)));
    }
    return toolbox.call(name, arguments.values(), exchange).json();
  }

  private static Map<String, Object> prompt(Params params, Toolbox toolbox) {
    String name = params.text("name");
    Map<String, String> arguments = params.texts("arguments");
    List<Prompt> prompts = toolbox.prompts();
    Prompt prompt =
        prompts.stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new Refusal(
                    RpcError.invalidParams(
                        unknown("prompt", name, prompts.stream().map(Prompt::name).toList()))));
    checkArguments(prompt, arguments);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("description", prompt.description());
    json.put(
        "messages", toolbox.prompt(name, arguments).stream().map(Prompt.Message::json).toList());
    return json;
  }

  private static void checkArguments(Prompt prompt, Map<String, String> arguments) {
    List<String> known = prompt.arguments().stream().map(Prompt.Argument::name).toList();
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        throw new Refusal(RpcError.invalidParams(unknown("argument", name, known)));
      }
    }
    for (Prompt.Argument argument : prompt.arguments()) {
      if (argument.presence() == Prompt.Presence.REQUIRED
          && !arguments.containsKey(argument.name())) {
        throw new Refusal(
            RpcError.invalidParams("the argument \"" + argument.name() + "\" is missing"));
      }
    }
  }

  /// Nothing is completed here: what could be, a model lists with a tool.
  private static Map<String, Object> complete(Params params) {
    if (params.optionalObject("ref").isEmpty() || params.optionalObject("argument").isEmpty()) {
      throw new Refusal(RpcError.invalidParams("\"ref\" and \"argument\" are required"));
    }
    Map<String, Object> completion = new LinkedHashMap<>();
    completion.put("values", List.of());
    completion.put("total", 0);
    completion.put("hasMore", false);
    return Map.of("completion", completion);
  }

  private static String unknown(String what, String name, List<String> known) {
    String end =
        Spelling.nearest(name, known)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElseGet(
                () -> known.isEmpty() ? "there is none" : "there are " + String.join(", ", known));
    String shown = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    return "there is no %s \"%s\"; %s".formatted(what, shown, end);
  }
}
