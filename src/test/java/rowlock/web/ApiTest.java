package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.json.Json;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Work;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.operation.Caller;
import rowlock.operation.NeedOperations;
import rowlock.registry.Operation;
import rowlock.registry.Registry;

/// Operations, hooks, health and metrics, as clients see them.
class ApiTest {
  @TempDir static Path folder;
  private static Site site;
  private static String operator;

  @BeforeAll
  static void start() {
    site = new Site(folder);
    operator = site.operator.reveal();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void whatIsPostedIsDone() {
    HttpResponse<String> made = add("posted");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(made.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(site.desk.board().tasks()).extracting(task -> task.id().value()).contains("posted");
  }

  @Test
  void theSameKeyDoesItOnce() {
    String body = "{\"title\":\"only once\"}";
    String first = keyed("/api/create_task", "k1", body).body();

    assertThat(keyed("/api/create_task", "k1", body).body()).isEqualTo(first);
    assertThat(site.desk.board().tasks())
        .filteredOn(task -> task.toString().contains("only once"))
        .hasSize(1);
    assertThat(keyed("/api/create_task", "k1", "{\"title\":\"other\"}").statusCode())
        .isEqualTo(409);
  }

  @Test
  void everyKindOfNoHasItsStatus() {
    String agent = site.agent("anna").secret().reveal();
    add("there");

    assertError(site.post("/api/claim_tusk", operator, "{}"), 404, "unknown_operation");
    assertThat(site.post("/api/claim_tusk", operator, "{}").body()).contains("claim_task");
    assertError(site.post("/api/create_task", operator, "{\"tilte\":\"x\"}"), 400, "invalid_input");
    assertError(site.post("/api/get_task", operator, "{\"task_id\":\"no\"}"), 404, "unknown_task");
    assertError(site.post("/api/create_task", agent, "{\"title\":\"x\"}"), 403, "forbidden");
    assertThat(
            site.post("/api/create_task", operator, "{\"id\":\"there\",\"title\":\"x\"}")
                .statusCode())
        .isEqualTo(409);
    assertError(site.read("/nothing", operator), 404, "not_found");
    assertError(site.read("/echo", operator), 405, "method_not_allowed");
    assertThat(site.read("/echo", operator).headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void whatWaitsForAPersonCanBeRead() {
    String anna = site.agent("anna").secret().reveal();
    site.post("/api/register_agent", anna, "{}");
    assertThat(
            site.post("/api/ask_question", anna, "{\"question\":\"Which colour?\"}").statusCode())
        .isEqualTo(200);

    HttpResponse<String> needs = site.read("/api/needs?kind=question", operator);

    assertThat(needs.statusCode()).isEqualTo(200);
    assertThat(needs.body()).contains("Which colour?");
    assertThat(site.read("/api/list_needs?kind=question", operator).body()).isEqualTo(needs.body());
    assertError(site.read("/api/needs", anna), 403, "forbidden");
  }

  @Test
  void anAgentActsForItselfWhateverItSays() {
    String anna = site.agent("anna").secret().reveal();
    String ben = site.agent("ben").secret().reveal();
    add("mine");
    Map<String, Object> claim =
        Site.json(site.post("/api/claim_task", anna, "{\"task_id\":\"mine\"}"));
    Object fence = claim.get("fence");
    assertThat(fence).as(claim.toString()).isNotNull();

    String forged = Json.compact(Map.of("task_id", "mine", "fence", fence, "agent_id", "anna"));
    for (String operation : List.of("heartbeat", "complete_task", "release_task", "submit_task")) {
      assertThat(site.post("/api/" + operation, ben, forged).statusCode())
          .as(operation)
          .isIn(400, 403, 404, 409);
    }
    String own = Json.compact(Map.of("task_id", "mine", "fence", fence));
    assertThat(site.post("/api/heartbeat", ben, own).statusCode()).isEqualTo(409);
    assertThat(site.post("/api/heartbeat", anna, own).statusCode()).isEqualTo(200);
  }

  @Test
  void whatOnlyReadsCanBeReadByAddress() {
    add("readable");

    HttpResponse<String> one = site.read("/api/get_task?task_id=readable", operator);

    assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
    assertThat(one.body()).contains("readable");
    assertError(site.read("/api/get_task?task_id=no", operator), 404, "unknown_task");
    assertError(site.read("/api/list_tasks?limit=many", operator), 400, "invalid_input");
    assertError(site.read("/api/nonsense", operator), 404, "unknown_operation");
    assertThat(site.read("/api/get_task?task_id=%ff%fe", operator).statusCode()).isEqualTo(400);
  }

  @Test
  void whatChangesCannotBeDoneByAddress() {
    long before = site.desk.position();
    for (Operation operation : Registry.standard().all()) {
      if (!operation.right().effect().name().equals("READS")) {
        assertThat(site.read("/api/" + operation.name() + "?title=x", operator).statusCode())
            .as(operation.name())
            .isEqualTo(405);
      }
    }
    assertThat(site.desk.position()).isEqualTo(before);
  }

  @Test
  void theListAndTheDocumentHaveEveryOperation() {
    List<String> names = Registry.standard().names();
    Map<String, Object> document = Site.json(site.read("/openapi.json", operator));

    assertThat(Site.json(site.read("/api", operator)).get("operations"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSameSizeAs(names);
    assertThat(document.get("paths"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(names.stream().map(name -> "/api/" + name).toArray());
    assertThat(document.get("openapi")).isEqualTo("3.1.1");
  }

  @Test
  void aWorkerIsListedWhatItMayCall() {
    String agent = site.agent("anna").secret().reveal();

    assertThat(site.read("/api", agent).body())
        .contains("\"claim_task\"")
        .doesNotContain("\"create_task\"")
        .doesNotContain("agent_id");
    assertThat(Site.json(site.read("/me", agent)))
        .containsEntry("by", "anna")
        .containsEntry("role", "worker");
  }

  @Test
  void aHookIsHeardWithTheNameOfItsToken() {
    String agent = site.agent("anna").secret().reveal();

    assertThat(site.post("/hooks/claude/stop", agent, "{\"agent\":\"ben\"}").body())
        .isEqualTo("{\"by\":\"anna\",\"heard\":\"stop\"}\n");
    assertThat(site.post("/hooks/claude", agent, "{}").body()).contains("none");
    assertError(site.post("/hooks/a%20b", agent, "{}"), 400, "invalid_input");
    assertError(site.post("/hooks/claude", operator, "{}"), 403, "forbidden");
  }

  @Test
  void theHubSaysHowItIs() {
    assertThat(Site.json(site.read("/health", operator)))
        .containsEntry("instance", Site.INSTANCE)
        .containsEntry("status", "ready");
    assertThat(site.read("/health/ready", operator).statusCode()).isEqualTo(200);
    assertThat(site.read("/health/live", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aHubThatIsNotReadySaysWhyNot() throws InterruptedException {
    Health.Check broken = new Health.Check("disk", () -> Optional.of("1 MiB is left"));
    Route ready =
        new HealthRoutes(new Health("x", "1", List.of(broken)))
            .all().stream()
                .filter(route -> route.path().endsWith("ready"))
                .findFirst()
                .orElseThrow();

    Reply.Whole reply =
        (Reply.Whole)
            ready
                .endpoint()
                .answer(new Ask(Optional.empty(), Map.of(), Map.of(), Map.of(), new byte[0]));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).contains("\"disk\":\"1 MiB is left\"");
  }

  @Test
  void metricsCountWhatWaitsForAPerson() {
    new NeedOperations(site.desk)
        .raise(
            new rowlock.need.Ask(
                NeedKind.LOGIN,
                Optional.empty(),
                Optional.empty(),
                Wording.of("codex wants somebody to log in"),
                Optional.empty()),
            new Caller("rowlock", Optional.empty()));
    assertThat(site.read("/metrics", operator).body())
        .contains("rowlock_needs_open{kind=\"login\"} 1");
  }

  @Test
  void metricsTellWhatTheHubMeasured() {
    site.meters.of(Work.SPAWN).succeeded(Duration.ofMillis(250));
    site.meters.of(Work.SPAWN).failed(Duration.ofSeconds(2));
    site.meters.of(Cache.GIT_STATUS).hit();
    site.meters.watch(Level.GIT_WAITING, () -> 7);

    assertThat(site.read("/metrics", operator).body())
        .contains("rowlock_work_total{work=\"spawn\",outcome=\"done\"} 1\n")
        .contains("rowlock_work_total{work=\"spawn\",outcome=\"failed\"} 1\n")
        .contains("rowlock_work_recent_seconds{work=\"spawn\",quantile=\"0.5\"} 0.25\n")
        .contains("rowlock_work_recent_seconds{work=\"spawn\",quantile=\"1\"} 2.0\n")
        .contains("rowlock_level{level=\"git_waiting\"} 7\n")
        .contains("rowlock_cache_lookups_total{cache=\"git_status\",result=\"hit\"} 1\n")
        .doesNotContain("work=\"message\"", "level=\"git_running\"", "cache=\"screen\"");
  }

  @Test
  void metricsAreWhatPrometheusReads() {
    add("counted");
    String text = site.read("/metrics", operator).body();

    assertThat(text)
        .contains("rowlock_tasks{status=\"available\"}")
        .contains("rowlock_agents{condition=\"unknown\"} 0")
        .contains("rowlock_messages_undelivered 0")
        .contains("rowlock_needs_open{kind=\"permission\"} 0")
        .contains("# TYPE rowlock_work_total counter")
        .containsPattern("rowlock_resident_bytes [1-9][0-9]{7,}")
        .contains("rowlock_journal_position " + site.desk.position())
        .contains("rowlock_http_requests_total{route=\"/api/{operation}\",method=\"POST\"")
        .contains("rowlock_http_request_seconds_bucket{route=\"/api/{operation}\",le=\"+Inf\"}")
        .doesNotContain("counted");
    assertThat(text.lines())
        .allMatch(
            line -> line.matches("# (HELP|TYPE) rowlock_\\w+ .+|rowlock_\\w+(\\{.+})? [0-9.E+-]+"));
    Stream<String> names = text.lines().filter(line -> line.startsWith("# TYPE"));
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void whoWaitsForThePositionIsToldWhenItMoves() {
    long before = site.desk.position();

    assertThat(Site.json(site.read("/position?beyond=" + before + "&wait=1ms", operator)))
        .containsEntry("position", before);
    add("moved");
    assertThat(Site.json(site.read("/position?beyond=" + before + "&wait=10m", operator)))
        .containsEntry("position", site.desk.position());
    assertError(site.read("/position?beyond=x", operator), 400, "invalid_input");
  }

  @Test
  void aBrokenEndpointIsToldToTheHubAndNotToTheCaller() {
    HttpResponse<String> answer = site.read("/broken", operator);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain(operator).doesNotContain("broken with");
    assertThat(site.trouble.poll()).hasMessageContaining("broken with");
  }

  @Test
  void mcpIsSpoken() {
    HttpResponse<String> answer =
        site.send(
            site.request("/mcp", operator)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
                        "protocolVersion":"2025-06-18","capabilities":{},
                        "clientInfo":{"name":"test","version":"1"}}}\
                        """)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String session = answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    HttpResponse<String> stolen =
        site.send(
            site.request("/mcp", site.agent("ben").secret().reveal())
                .header("Mcp-Session-Id", session)
                .DELETE());
    assertThat(stolen.statusCode()).as("another token's session").isEqualTo(404);
    HttpResponse<String> ended =
        site.send(site.request("/mcp", operator).header("Mcp-Session-Id", session).DELETE());
    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(
            site.send(
                    site.request("/mcp", operator)
                        .header("Mcp-Session-Id", session)
                        .header("Content-Type", "application/json")
                        .POST(
                            BodyPublishers.ofString(
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")))
                .statusCode())
        .as("a session that was ended")
        .isEqualTo(404);
  }

  private static HttpResponse<String> add(String id) {
    return site.post(
        "/api/create_task", operator, "{\"id\":\"" + id + "\",\"title\":\"" + id + "\"}");
  }

  private static HttpResponse<String> keyed(String path, String key, String body) {
    return site.send(
        site.request(path, operator)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertError(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .contains("\"code\":\"" + code + "\"")
        .contains("\"message\":")
        .contains("\"hint\":");
  }
}
