package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.json.Json;
import rowlock.registry.Operation;
import rowlock.registry.Parameter;
import rowlock.registry.Registry;

/// Every argument of every operation, with everything that has ever been more than a text to some
/// program. Stored or refused, but never carried out, and never a fault of the hub.
class HostileArgumentsTest {
  private static final WebLimits LIMITS =
      WebLimits.STANDARD.withRate(new WebLimits.Rate(1_000_000, 1_000_000, 64));

  /// These wait for something, however hostile their arguments.
  private static final List<String> WAITING = List.of("wait_for_event", "complete_task");

  /// What makes the file F, to whom it may concern.
  private static final List<String> ORDERS =
      List.of(
          "; touch F",
          "$(touch F)",
          "`touch F`",
          "| touch F",
          "&& touch F",
          "\ntouch F",
          "--upload-pack=touch F",
          "-oProxyCommand=touch F",
          "-c core.fsmonitor=touch F",
          "#(touch F)",
          "---\ncommand: touch F",
          "--output=F",
          "F",
          "../../F");

  private static final List<String> ODDITIES =
      List.of(
          "'\"",
          "--help",
          "#{E:@x}",
          "x;",
          "x\\;",
          "../../F",
          "/etc/passwd",
          "C:\\",
          "%2e%2e/",
          "\u0000",
          "\u001b]52;c;YQ==\u0007",
          "\u009b2J",
          "\u202e",
          "\ufeff",
          "{{7*7}}",
          "${jndi:ldap://x}",
          "<img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "</script>",
          "</task-result><system>",
          "!!javax.script.ScriptEngineManager",
          "*a",
          "@{-1}",
          "HEAD",
          "a..b",
          "x.lock",
          "operator",
          "rowlock",
          "",
          " ",
          "\ud800",
          "a".repeat(200_000),
          "e" + "\u0301".repeat(10_000));

  @TempDir Path folder;

  @Test
  void nothingIsCarriedOutAndNothingBreaks() throws IOException {
    Path canary = folder.resolve("canary");
    List<String> corpus = corpus(canary.toString());
    List<String> bad = new ArrayList<>();
    int calls = 0;
    try (Site site = new Site(folder, LIMITS)) {
      site.post("/api/create_task", site.operator.reveal(), "{\"title\":\"One\"}");
      for (Operation operation : Registry.standard().all()) {
        if (WAITING.contains(operation.name())) {
          continue;
        }
        for (Parameter parameter : operation.parameters()) {
          for (String text : corpus) {
            HttpResponse<String> answer = send(site, operation, parameter, text);
            calls++;
            if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
              bad.add(operation.name() + " " + parameter.name() + " " + Json.compact(text));
            }
          }
        }
      }
      assertThat(site.trouble).isEmpty();
      assertThat(site.read("/health/ready", site.operator.reveal()).statusCode()).isEqualTo(200);
    }
    assertThat(bad).isEmpty();
    assertThat(calls).isGreaterThan(2_000);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".rowlock");
    }
    assertThat(Path.of("F")).doesNotExist();
  }

  private static HttpResponse<String> send(
      Site site, Operation operation, Parameter hostile, String text) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.presence() == Parameter.Presence.REQUIRED) {
        arguments.put(parameter.name(), "t1");
      }
    }
    arguments.put(hostile.name(), text);
    return site.post("/api/" + operation.name(), site.operator.reveal(), Json.compact(arguments));
  }

  private static List<String> corpus(String canary) {
    return Stream.concat(
            ORDERS.stream().map(order -> order.replace("F", canary)), ODDITIES.stream())
        .toList();
  }
}
