package rowlock.fake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowlock.json.Json;
import rowlock.json.MalformedJson;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// The hooks of the fake agent: told in order what happens, as Claude Code and Codex do, and asked
/// where their answer counts.
///
/// A hook that fails says nothing, as with the genuine programs.
final class Hooks {
  private static final Duration USUAL_TIME = Duration.ofMinutes(10);
  private static final int ANSWER_BYTES = 1 << 20;
  private static final int BLOCKED = 2;

  private final Surroundings place;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Hooks(Surroundings place) {
    this.place = place;
  }

  /// Tells all hooks of an event, one after the other.
  ///
  /// @param fields what belongs to this event alone, in order
  /// @return what the hooks answered; what one said is not overruled by a later one
  /// @throws InterruptedException if this thread is interrupted; the hook was given up
  Map<String, Object> fire(String event, String promptId, Map<String, Object> fields)
      throws InterruptedException {
    Map<String, Object> answers = new LinkedHashMap<>();
    String input = Json.compact(input(event, promptId, fields));
    Object groups = place.order().wiring().hooks().getOrDefault(event, List.of());
    for (Object group : Plain.list(groups)) {
      Map<String, Object> members = Plain.object(group);
      if (matches(Plain.text(members, "matcher"), Plain.text(fields, "tool_name"))) {
        for (Object hook : Plain.list(members.getOrDefault("hooks", List.of()))) {
          tell(event, Plain.object(hook), input).forEach(answers::putIfAbsent);
        }
      }
    }
    return answers;
  }

  private Map<String, Object> input(String event, String promptId, Map<String, Object> fields) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("session_id", place.session());
    input.put("transcript_path", place.transcript().toString());
    input.put("cwd", place.folder().toString());
    if (!promptId.isEmpty()) {
      input.put("prompt_id", promptId);
      input.put("permission_mode", place.order().wiring().mode());
    }
    if (place.isCodex()) {
      input.put("model", Surroundings.MODEL);
    }
    input.put("hook_event_name", event);
    input.putAll(fields);
    return input;
  }

  private static boolean matches(String matcher, String tool) {
    return matcher.isEmpty() || matcher.equals("*") || tool.matches(matcher);
  }

  private Map<String, Object> tell(String event, Map<String, Object> hook, String input)
      throws InterruptedException {
    return switch (Plain.text(hook, "type")) {
      // Claude Code does not post the start of a session.
      case "http" -> event.equals("SessionStart") ? Map.of() : post(hook, input);
      case "command" -> run(hook, input);
      default -> Map.of();
    };
  }

  private static Duration time(Map<String, Object> hook) {
    return hook.get("timeout") instanceof Number seconds && seconds.longValue() > 0
        ? Duration.ofSeconds(Math.min(seconds.longValue(), Command.MAX_DEADLINE.toSeconds()))
        : USUAL_TIME;
  }

  private Map<String, Object> post(Map<String, Object> hook, String input)
      throws InterruptedException {
    List<Object> allowed = Plain.list(hook.getOrDefault("allowedEnvVars", List.of()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Plain.text(hook, "url")))
            .timeout(time(hook))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(input));
    Headers.filled(hook.getOrDefault("headers", Map.of()), place.variables(), allowed::contains)
        .forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() / 100 == 2 ? answer(response.body()) : Map.of();
    } catch (IOException _) {
      return Map.of();
    }
  }

  /// The command is a line for a shell, for that is what stands in the user's own settings.
  private Map<String, Object> run(Map<String, Object> hook, String input) {
    Command command =
        Command.of(place.folder(), "/bin/sh", "-c", Plain.text(hook, "command"))
            .with(new Environment(List.of("*"), Map.of("CLAUDE_PROJECT_DIR", place.folder() + "")))
            .with(Input.of(input))
            .within(time(hook));
    try {
      Result result = command.run();
      return switch (result.ending()) {
        case Result.Ending.Exited(int code) when code == 0 -> answer(result.out().bytes());
        case Result.Ending.Exited(int code) when code == BLOCKED ->
            Map.of("decision", "block", "reason", result.err().text().strip());
        case Result.Ending.Exited _, Result.Ending.DeadlineReached _ -> Map.of();
      };
    } catch (StartFailed _) {
      return Map.of();
    }
  }

  private static Map<String, Object> answer(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, ANSWER_BYTES), StandardCharsets.UTF_8);
    try {
      return text.strip().startsWith("{") ? Json.STANDARD.parseObject(text) : Map.of();
    } catch (MalformedJson _) {
      return Map.of();
    }
  }
}
