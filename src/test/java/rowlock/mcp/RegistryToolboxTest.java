package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Identity;
import rowlock.json.Json;
import rowlock.registry.FolderOffice;
import rowlock.registry.LocalGateway;
import rowlock.registry.Registry;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// The operations of a real project over the real protocol.
@Timeout(60)
final class RegistryToolboxTest {
  private static final Registry REGISTRY = Registry.standard();

  /// 6,000 tokens at 3.5 characters a token. What only clients read (`annotations`, `_meta`) costs
  /// a model nothing.
  private static final int MOST_CHARACTERS = 21_000;

  private static final Pattern FOR_CLIENTS = Pattern.compile(",\"(annotations|_meta)\":\\{[^}]*}");

  @TempDir Path folder;
  private FolderOffice office = new FolderOffice(Path.of(""));
  private final McpHttp http = new McpHttp(ServerCard.rowlock("1.0.0"), InstantSource.system());

  @BeforeEach
  void open() throws InterruptedException {
    office = new FolderOffice(folder);
    call(operator(), "init_coordination", Map.of("goal", "a house"));
  }

  @AfterEach
  void close() {
    http.close();
    office.close();
  }

  private Caller operator() {
    return caller(Identity.operator());
  }

  private Caller agent(String name, String role) {
    Role known =
        Role.builtIn().stream().filter(any -> any.name().equals(role)).findFirst().orElseThrow();
    return caller(Identity.of(new AgentId(name), known, "token-of-" + name));
  }

  private Caller caller(Identity identity) {
    return new Caller(
        identity.tokenId(),
        new RegistryToolbox(REGISTRY, new LocalGateway(REGISTRY, identity, office)));
  }

  private Map<String, Object> ask(Caller caller, String method, Map<String, Object> given)
      throws InterruptedException {
    Map<String, Object> params = new LinkedHashMap<>(given);
    params.put(
        "_meta",
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities",
            Map.of(),
            RegistryToolbox.KEY,
            "k" + Integer.toHexString(given.hashCode())));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    headers.put("MCP-Protocol-Version", "2026-07-28");
    headers.put("Mcp-Method", method);
    Optional.ofNullable(given.getOrDefault("name", given.get("uri")))
        .ifPresent(name -> headers.put("Mcp-Name", name.toString()));
    String body =
        Json.compact(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
    HttpReply reply = http.answer(new HttpCall("POST", headers, body.getBytes(UTF_8)), caller);
    return Json.STANDARD.parseObject(((HttpReply.Whole) reply).body());
  }

  private Map<String, Object> call(Caller caller, String tool, Map<String, Object> arguments)
      throws InterruptedException {
    return ask(caller, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private static Map<String, Object> result(Map<String, Object> answer) {
    return new Params(answer).object("result").values();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  private static Optional<Integer> number(@Nullable Object value) {
    return Optional.ofNullable(value).map(Number.class::cast).map(Number::intValue);
  }

  private static List<?> tools(Map<String, Object> answer) {
    return (List<?>) Objects.requireNonNull(result(answer).get("tools"));
  }

  @Test
  void aLeadIsToldOfEveryToolInUnderSixThousandTokens() throws InterruptedException {
    List<?> tools = tools(ask(agent("lea", "lead"), "tools/list", Map.of()));

    assertThat(tools).hasSizeGreaterThan(25);
    String shown = FOR_CLIENTS.matcher(Json.compact(tools)).replaceAll("");
    assertThat(shown).contains("outputSchema").doesNotContain("_meta", "Hint");
    assertThat(shown.length()).isLessThan(MOST_CHARACTERS);
    assertThat(Json.compact(tools)).contains("\"anthropic/alwaysLoad\":true", "readOnlyHint");
  }

  @Test
  void aWorkerIsToldOfUnderADozen() throws InterruptedException {
    assertThat(tools(ask(agent("wim", "worker"), "tools/list", Map.of()))).hasSizeLessThan(12);
  }

  @Test
  void aTaskIsMadeByOneAndClaimedByAnother() throws InterruptedException {
    call(operator(), "create_task", Map.of("id", "roof", "title", "Build the roof"));

    Map<String, Object> claimed = call(agent("wim", "worker"), "claim_task", Map.of());
    Map<String, Object> again = call(agent("ada", "worker"), "claim_task", Map.of());

    assertThat(Json.compact(claimed)).contains("\"structuredContent\"", "roof", "fence");
    assertThat(Json.compact(again)).doesNotContain("Build the roof");
  }

  @Test
  void whatARoleMayNotDoIsAnErrorTheModelCanRead() throws InterruptedException {
    Map<String, Object> refused =
        call(agent("wim", "worker"), "update_master_plan", Map.of("goal", "a palace"));

    assertThat(result(refused)).containsEntry("isError", true);
    assertThat(result(refused)).doesNotContainKey("structuredContent");
    assertThat(Json.compact(refused)).contains("forbidden", "hint");
  }

  @Test
  void anUnknownToolAndAnUnknownArgumentNameTheNearest() throws InterruptedException {
    assertThat(Json.compact(call(operator(), "creat_task", Map.of())))
        .contains("-32602", "create_task");
    assertThat(Json.compact(call(operator(), "create_task", Map.of("titel", "x"))))
        .contains("isError", "title");
  }

  @Test
  void theSameKeyDoesItOnce() throws InterruptedException {
    Map<String, Object> arguments = Map.of("title", "Build the roof");
    call(operator(), "create_task", arguments);
    call(operator(), "create_task", arguments);

    assertThat(office.desk().board().tasks().size()).isEqualTo(1);
  }

  @Test
  void everyResourceCanBeRead() throws InterruptedException {
    Map<String, Object> listed = ask(agent("wim", "worker"), "resources/list", Map.of());
    assertThat(Json.compact(listed))
        .contains("rowlock://status", "rowlock://tasks", "rowlock://discoveries")
        .contains("rowlock://master-plan");
    for (String uri :
        List.of("status", "tasks", "discoveries", "master-plan").stream()
            .map("rowlock://"::concat)
            .toList()) {
      assertThat(Json.compact(ask(operator(), "resources/read", Map.of("uri", uri))))
          .contains("\"contents\"", uri);
    }
    assertThat(Json.compact(ask(operator(), "resources/read", Map.of("uri", "rowlock://task"))))
        .contains("-32602", "rowlock://tasks");
  }

  @Test
  void whoWatchesAResourceIsToldWhenItReadsDifferently() throws Exception {
    BlockingQueue<Change> told = new LinkedBlockingQueue<>();
    Change plan = new Change.Updated("rowlock://master-plan");
    Toolbox toolbox = operator().toolbox();
    try (Toolbox.Watching _ = toolbox.watch(() -> Set.of("rowlock://master-plan"), told::add)) {
      assertThat(told.poll(30, TimeUnit.SECONDS)).as("at first").isEqualTo(plan);
      call(operator(), "create_task", Map.of("title", "Build the roof"));
      call(operator(), "update_master_plan", Map.of("master_plan", "with a cellar"));

      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(plan);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void anAnswerThatWouldBeCutComesInPagesThatLackNothing() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      call(operator(), "add_discovery", Map.of("text", i + "y".repeat(15_000)));
    }

    List<String> beginnings = new ArrayList<>();
    Optional<Integer> offset = Optional.of(0);
    while (offset.isPresent()) {
      Map<String, Object> page =
          result(call(operator(), "get_discoveries", Map.of("offset", offset.get())));
      assertThat(Json.compact(page)).hasSizeLessThan(200_000);
      Map<?, ?> told = map(page.get("structuredContent"));
      for (Object found : list(told.get("discoveries"))) {
        beginnings.add(String.valueOf(((Map<?, ?>) found).get("text")).substring(0, 2));
      }
      offset = number(told.get("next_offset"));
    }

    assertThat(beginnings)
        .containsExactly("9y", "8y", "7y", "6y", "5y", "4y", "3y", "2y", "1y", "0y");
  }

  @Test
  void onlyMessagesThatReachTheirReaderCountAsRead() throws InterruptedException {
    call(operator(), "register_agent", Map.of("agent_id", "ann", "kind", "claude"));
    for (int i = 0; i < 4; i++) {
      call(operator(), "send_message", Map.of("to", "ann", "body", i + "\"".repeat(9_000)));
    }

    List<String> beginnings = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (Map<String, Object> asked :
        List.<Map<String, Object>>of(
            Map.of("agent_id", "ann"), Map.of("agent_id", "ann", "peek", false))) {
      Map<String, Object> answer = result(call(operator(), "read_messages", asked));
      assertThat(Json.compact(list(answer.get("content")))).hasSizeLessThan(80_000);
      Map<?, ?> told = map(answer.get("structuredContent"));
      for (Object letter : list(told.get("messages"))) {
        beginnings.add(String.valueOf(((Map<?, ?>) letter).get("body")).substring(0, 2));
      }
      left.add(number(told.get("left")).orElse(0));
    }

    assertThat(beginnings).containsExactly("0\"", "1\"", "2\"", "3\"");
    assertThat(left).containsExactly(2, 0);
  }

  @Test
  void everyPromptSaysHowToBegin() throws InterruptedException {
    for (String name : List.of("worker", "lead", "plan")) {
      Map<String, Object> arguments = name.equals("worker") ? Map.of() : Map.of("goal", "a roof");
      assertThat(
              Json.compact(
                  ask(operator(), "prompts/get", Map.of("name", name, "arguments", arguments))))
          .contains("task")
          .doesNotContain("%s");
    }
    assertThat(Json.compact(ask(operator(), "prompts/get", Map.of("name", "lead"))))
        .contains("-32602", "goal");
  }
}
