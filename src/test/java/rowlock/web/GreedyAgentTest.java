package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Grant;
import rowlock.json.Json;
import rowlock.registry.Quotas;
import rowlock.task.AgentId;

/// An agent that wants more than its share is told so in words a program understands, and the
/// others go on.
class GreedyAgentTest {
  @TempDir Path folder;
  private Site site;
  private String greedy;
  private String modest;

  @BeforeEach
  void start() {
    site = new Site(folder, WebLimits.STANDARD.withRate(new WebLimits.Rate(1_000_000, 99_999, 64)));
    greedy =
        site.tokens
            .issue(Grant.of(new AgentId("greta"), "manager"), Instant.now())
            .secret()
            .reveal();
    modest = site.agent("ben").secret().reveal();
    call("register_agent", greedy, Map.of());
    call("register_agent", modest, Map.of());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void tasksAreAddedUpToTheQuotaOfAnHour() {
    Map<String, Object> half =
        Map.of("tasks", Collections.nCopies(Quotas.TASKS_PER_HOUR / 2, Map.of("title", "More")));
    Map<String, Object> one = Map.of("title", "One more");
    assertThat(call("create_tasks", greedy, half).statusCode()).isEqualTo(200);
    // What was refused for another reason is not counted.
    Map<String, Object> wrong = Map.of("title", "Wrong", "depends_on", List.of("nothing"));
    assertThat(call("create_task", greedy, wrong).statusCode()).isIn(400, 404, 409);
    assertThat(call("create_tasks", greedy, half).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = call("create_task", greedy, one);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"quota_exceeded\"", "\"retry_at\"", "\"limit\":1000");
    assertThat(call("create_group", greedy, Map.of("group_id", "g", "title", "G")).statusCode())
        .isEqualTo(429);
    assertThat(site.desk.board().tasks()).hasSize(Quotas.TASKS_PER_HOUR);
    assertThat(call("create_task", site.operator.reveal(), one).statusCode()).isEqualTo(200);
    assertThat(call("claim_task", modest, Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void claimsAndMailboxesHaveLimitsOfTheirOwn() {
    call(
        "create_tasks",
        greedy,
        Map.of("tasks", List.of(Map.of("title", "A"), Map.of("title", "B"))));
    assertThat(call("claim_task", greedy, Map.of()).statusCode()).isEqualTo(200);
    assertThat(call("claim_task", greedy, Map.of()).body()).contains("\"too_many_claims\"");

    Map<String, Object> message = Map.of("to", "ben", "body", "more and more");
    HttpResponse<String> answer = call("send_message", greedy, message);
    for (int sent = 1; answer.statusCode() == 200 && sent <= 1_100; sent++) {
      answer = call("send_message", greedy, message);
    }
    assertThat(answer.body()).contains("\"mailbox_full\"");
    assertThat(call("claim_task", modest, Map.of()).statusCode()).isEqualTo(200);
    assertThat(call("read_messages", modest, Map.of()).statusCode()).isEqualTo(200);
    assertThat(call("send_message", greedy, message).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> call(String operation, String token, Map<String, Object> with) {
    return site.post("/api/" + operation, token, Json.compact(with));
  }
}
