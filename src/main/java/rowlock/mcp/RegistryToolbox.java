package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rowlock.json.Json;
import rowlock.operation.Outcome;
import rowlock.registry.Gateway;
import rowlock.registry.Operation;
import rowlock.registry.Registry;
import rowlock.registry.Right;
import rowlock.registry.Schemas;

/// The operations of rowlock as tools, for one identity; what it may read as resources.
///
/// Everything it may do can be called; shown is what its role needs, because models pay for every
/// word of the list.
public final class RegistryToolbox implements Toolbox {
  /// The longest answer, in characters of JSON: clients refuse more than some 25,000 tokens (Claude
  /// Code 2.1.329), or cut it without a word.
  static final int LONGEST_ANSWER = 80_000;

  /// Where a client may say that calling again with the same value shall do it once.
  static final String KEY = "rowlock/key";

  private static final String JSON_TYPE = "application/json";

  /// What can be read, by address: the operation that answers it, and what that is.
  private enum Offered {
    STATUS("rowlock://status", "get_status", "The project at a glance"),
    TASKS("rowlock://tasks", "list_tasks", "The tasks, the first 50 by id"),
    DISCOVERIES("rowlock://discoveries", "get_discoveries", "What agents found out for others"),
    MASTER_PLAN("rowlock://master-plan", "get_master_plan", "What it is all for");

    private final String uri;
    private final String operation;
    private final String description;

    Offered(String uri, String operation, String description) {
      this.uri = uri;
      this.operation = operation;
      this.description = description;
    }

    private Resource resource() {
      return new Resource(uri, uri.substring("rowlock://".length()), description, JSON_TYPE);
    }
  }

  private final Registry registry;
  private final Gateway gateway;

  /// @param gateway calls with the identity this is for
  public RegistryToolbox(Registry registry, Gateway gateway) {
    this.registry = registry;
    this.gateway = gateway;
  }

  @Override
  public List<Tool> tools() {
    return registry.shownTo(gateway.identity()).stream().map(this::tool).toList();
  }

  @Override
  public List<String> callable() {
    return registry.names();
  }

  @Override
  public ToolAnswer call(String tool, Map<String, Object> arguments, Call call)
      throws InterruptedException {
    Outcome outcome;
    try (Ticking _ = Ticking.of(call)) {
      outcome = gateway.call(tool, arguments, call.remark(KEY));
    }
    return switch (outcome) {
      case Outcome.Done done -> fitting(tool, arguments, done.data());
      case Outcome.NotDone not -> ToolAnswer.failed(told(not));
    };
  }

  @Override
  public List<Resource> resources() {
    return List.of(Offered.values()).stream().map(Offered::resource).toList();
  }

  @Override
  public List<Resource.Template> templates() {
    return List.of();
  }

  @Override
  public Optional<Resource.Contents> read(String uri) {
    return List.of(Offered.values()).stream()
        .filter(offered -> offered.uri.equals(uri))
        .findFirst()
        .map(offered -> Resource.Contents.text(uri, JSON_TYPE, text(offered)));
  }

  @Override
  public List<Prompt> prompts() {
    return Prompts.ALL;
  }

  @Override
  public List<Prompt.Message> prompt(String name, Map<String, String> arguments) {
    return Prompts.text(name, arguments);
  }

  @Override
  public Watching watch(Supplier<Set<String>> addresses, Consumer<Change> listener) {
    return BoardWatch.start(gateway, new BoardWatch.Audience(addresses, listener), this::textOf);
  }

  private Tool tool(Operation operation) {
    return new Tool(
        operation.name(),
        operation.summary(),
        Schemas.input(operation, gateway.identity()),
        Schemas.promise(operation),
        hints(operation.right().effect()));
  }

  /// Only what a client would not assume anyway: every character of the list costs.
  private static Map<String, Object> hints(Right.Effect effect) {
    return switch (effect) {
      case READS -> Map.of("readOnlyHint", true);
      case CHANGES -> Map.of("destructiveHint", false);
      case DESTROYS -> Map.of("destructiveHint", true);
    };
  }

  /// What only reads and would be cut by the client is cut into pages, or refused with a way to ask
  /// for less. Anything else has been done by now, and that must not be kept from the caller.
  private ToolAnswer fitting(String tool, Map<String, Object> arguments, Map<String, Object> data) {
    ToolAnswer answer = ToolAnswer.done(data);
    Optional<Operation> reading =
        registry.find(tool).filter(known -> known.right().effect() == Right.Effect.READS);
    if (reading.isEmpty() || answer.length() <= LONGEST_ANSWER) {
      return answer;
    }
    int offset = arguments.get("offset") instanceof Number number ? number.intValue() : 0;
    return Pages.first(reading.get(), data, offset, LONGEST_ANSWER)
        .orElseGet(() -> tooLong(answer.length()));
  }

  private static ToolAnswer tooLong(long length) {
    return ToolAnswer.failed(
        told(
            new Outcome.NotDone(
                Outcome.Reason.INPUT,
                "answer_too_long",
                "the answer has %,d characters, and at most %,d reach you"
                    .formatted(length, LONGEST_ANSWER),
                "ask for fewer with limit, or for what you need alone",
                Map.of())));
  }

  private static Map<String, Object> told(Outcome.NotDone not) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("code", not.code());
    told.put("message", not.message());
    told.put("hint", not.hint());
    if (!not.data().isEmpty()) {
      told.put("data", not.data());
    }
    return told;
  }

  private Optional<String> textOf(String uri) {
    return read(uri).map(contents -> String.valueOf(contents.json().get("text")));
  }

  private String text(Offered offered) {
    try {
      return switch (gateway.call(offered.operation, Map.of(), Optional.empty())) {
        case Outcome.Done done -> Json.compact(done.data());
        case Outcome.NotDone not ->
            throw new Refusal(
                new RpcError(
                    RpcError.INVALID_PARAMS, not.message() + "; " + not.hint(), told(not)));
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal(RpcError.of(RpcError.INTERNAL, "interrupted while reading"));
    }
  }
}
