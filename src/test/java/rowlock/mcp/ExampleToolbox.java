package rowlock.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rowlock.json.Json;

/// What the official conformance suite wants to find, by the names it asks for, and some tools that
/// show what a call may do on the way.
public final class ExampleToolbox implements Toolbox {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5Erk"
          + "Jggg==";
  private static final String SOUND =
      "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

  private static final String TEXT = "{\"type\": \"text\", \"text\": \"%s\"}";
  private static final String IMAGE =
      "{\"type\": \"image\", \"data\": \"" + PIXEL + "\", \"mimeType\": \"image/png\"}";
  private static final String AUDIO =
      "{\"type\": \"audio\", \"data\": \"" + SOUND + "\", \"mimeType\": \"audio/wav\"}";
  private static final String EMBEDDED =
      "{\"type\": \"resource\", \"resource\": {\"uri\": \"%s\", \"mimeType\": \"text/plain\","
          + " \"text\": \"This is an embedded resource content.\"}}";

  private static final String SCHEMA_2020_12 =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "$defs": {"address": {"$anchor": "addressDef", "type": "object", "properties":
         {"street": {"type": "string"}, "city": {"type": "string"}}}},
       "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
         "contactMethod": {"type": "string", "enum": ["phone", "email"]},
         "phone": {"type": "string"}, "email": {"type": "string"}},
       "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
       "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
       "then": {"required": ["phone"]}, "else": {"required": ["email"]},
       "additionalProperties": false}
      """;

  private static final List<String> WITHOUT_ARGUMENTS =
      List.of(
          "test_simple_text",
          "test_image_content",
          "test_audio_content",
          "test_embedded_resource",
          "test_multiple_content_types",
          "test_tool_with_logging",
          "test_logging_tool",
          "test_tool_with_progress",
          "test_error_handling",
          "test_missing_capability",
          "test_streaming_elicitation",
          "test_trigger_tool_change",
          "test_trigger_prompt_change",
          "touch",
          "stroll",
          "nudge",
          "wait",
          "interruption",
          "fail");

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

  /// Is open once somebody waits in the tool `wait`.
  final Semaphore waiting = new Semaphore(0);

  /// Lets the tool `wait` go on.
  final CountDownLatch released = new CountDownLatch(1);

  /// Lets the tool `stroll` go on.
  private final Semaphore nudged = new Semaphore(0);

  /// Is open once the tool `wait` was interrupted.
  final Semaphore interrupted = new Semaphore(0);

  @Override
  public List<Tool> tools() {
    Map<String, Object> nothing = Map.of("type", "object", "properties", Map.of());
    List<Tool> tools =
        new ArrayList<>(WITHOUT_ARGUMENTS.stream().map(name -> tool(name, nothing)).toList());
    tools.add(tool("json_schema_2020_12_tool", Json.STANDARD.parseObject(SCHEMA_2020_12)));
    tools.add(
        tool(
            "echo",
            Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")))));
    return tools;
  }

  private static Tool tool(String name, Map<String, Object> schema) {
    Optional<Map<String, Object>> output =
        name.equals("echo") ? Optional.of(Map.of("type", "object")) : Optional.empty();
    return new Tool(name, "For tests.", schema, output, Map.of("readOnlyHint", true));
  }

  @Override
  public ToolAnswer call(String tool, Map<String, Object> arguments, Call call)
      throws InterruptedException {
    return switch (tool) {
      case "test_image_content" -> says(IMAGE);
      case "test_audio_content" -> says(AUDIO);
      case "test_embedded_resource" -> says(EMBEDDED.formatted("test://embedded-resource"));
      case "test_multiple_content_types" ->
          says(TEXT.formatted("Several:"), IMAGE, EMBEDDED.formatted("test://mixed"));
      case "test_tool_with_logging", "test_logging_tool" -> log(call);
      case "test_tool_with_progress" -> goOn(call);
      case "test_error_handling" -> ToolAnswer.failed(Map.of("message", "This tool always fails"));
      case "test_missing_capability" ->
          throw new Refusal(
              new RpcError(
                  RpcError.MISSING_CAPABILITY,
                  "sampling is needed",
                  Map.of("requiredCapabilities", Map.of("sampling", Map.of()))));
      case "test_trigger_tool_change" -> changed(Change.Listed.TOOLS);
      case "test_trigger_prompt_change" -> changed(Change.Listed.PROMPTS);
      case "touch" -> changed(new Change.Updated("test://watched-resource"));
      case "stroll" -> stroll(call);
      case "nudge" -> {
        nudged.release();
        yield says(TEXT.formatted("nudged"));
      }
      case "wait" -> await(call);
      case "interruption" ->
          interrupted.tryAcquire(10, TimeUnit.SECONDS)
              ? says(TEXT.formatted("there was one"))
              : ToolAnswer.failed(Map.of("message", "there was none"));
      case "fail" -> throw new IllegalStateException("out of order");
      case "echo" -> ToolAnswer.done(arguments);
      default -> says(TEXT.formatted("This is a simple text response for testing."));
    };
  }

  private static ToolAnswer log(Call call) {
    call.log(Call.Level.INFO, "Tool execution started");
    call.log(Call.Level.INFO, "Tool processing data");
    call.log(Call.Level.INFO, "Tool execution completed");
    return says(TEXT.formatted("logged"));
  }

  private static ToolAnswer goOn(Call call) {
    call.progress(0, 100, "");
    call.progress(50, 100, "half");
    call.progress(40, 100, "back again");
    call.progress(100, 100, "");
    return says(TEXT.formatted("went on"));
  }

  private ToolAnswer stroll(Call call) throws InterruptedException {
    call.progress(0, 100, "");
    call.progress(50, 100, "half");
    nudged.acquire();
    return says(TEXT.formatted("there"));
  }

  private ToolAnswer await(Call call) throws InterruptedException {
    call.progress(1, 2, "waiting");
    waiting.release();
    try {
      released.await();
    } catch (InterruptedException e) {
      interrupted.release();
      throw e;
    }
    return says(TEXT.formatted("waited"));
  }

  ToolAnswer changed(Change change) {
    listeners.forEach(listener -> listener.accept(change));
    return says(TEXT.formatted("changed"));
  }

  int listeners() {
    return listeners.size();
  }

  private static ToolAnswer says(String... contents) {
    return new ToolAnswer(
        ToolAnswer.Verdict.DONE,
        List.of(contents).stream().map(ExampleToolbox::content).toList(),
        Map.of());
  }

  private static Content content(String json) {
    return new Content(Json.STANDARD.parseObject(json));
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new Resource("test://static-text", "text", "A text.", "text/plain"),
        new Resource("test://static-binary", "binary", "A picture.", "image/png"),
        new Resource("test://watched-resource", "watched", "Changes.", "text/plain"));
  }

  @Override
  public List<Resource.Template> templates() {
    return List.of(
        new Resource.Template(
            "test://template/{id}/data", "template", "Something each.", "application/json"));
  }

  @Override
  public Optional<Resource.Contents> read(String uri) {
    if (uri.equals("test://static-binary")) {
      return Optional.of(
          new Resource.Contents(Map.of("uri", uri, "mimeType", "image/png", "blob", PIXEL)));
    }
    boolean exists =
        uri.matches("test://template/\\w+/data")
            || resources().stream().anyMatch(resource -> resource.uri().equals(uri));
    return exists
        ? Optional.of(Resource.Contents.text(uri, "text/plain", "This is " + uri))
        : Optional.empty();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of(
        prompt("test_simple_prompt"),
        prompt("test_prompt_with_arguments", "arg1", "arg2"),
        prompt("test_prompt_with_embedded_resource", "resourceUri"),
        prompt("test_prompt_with_image"));
  }

  private static Prompt prompt(String name, String... arguments) {
    return new Prompt(
        name,
        name,
        "For tests.",
        List.of(arguments).stream()
            .map(argument -> new Prompt.Argument(argument, "A text.", Prompt.Presence.REQUIRED))
            .toList());
  }

  @Override
  public List<Prompt.Message> prompt(String name, Map<String, String> arguments) {
    Content content =
        switch (name) {
          case "test_prompt_with_embedded_resource" ->
              content(EMBEDDED.formatted(arguments.get("resourceUri")));
          case "test_prompt_with_image" -> content(IMAGE);
          default -> Content.text("Prompt with " + arguments);
        };
    return List.of(new Prompt.Message(Prompt.Speaker.USER, content));
  }

  @Override
  public Watching watch(Supplier<Set<String>> addresses, Consumer<Change> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
