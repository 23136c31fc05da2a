package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Issued;

/// Canary secrets, sent everywhere, come back nowhere.
class SecretsTest {
  @TempDir Path folder;

  @Test
  void noSecretIsInAnyAnswerLogOrFile() throws IOException {
    Log log = new Log();
    Logger.getLogger("").addHandler(log);
    List<String> said = new ArrayList<>();
    try (Site site = new Site(folder)) {
      Issued issued = site.agent("anna");
      String wrong = issued.secret().reveal().replaceFirst(".$", "_canary");
      List<String> secrets = List.of(issued.secret().reveal(), site.operator.reveal(), wrong);
      for (Route route : site.routes.all()) {
        if (!List.of("/hold", "/stream").contains(route.path())) {
          for (String token : secrets) {
            said.addAll(answers(site, route, token));
          }
        }
      }
      said.addAll(log.lines);
      said.addAll(texts(folder));

      assertThat(said).hasSizeGreaterThan(50);
      for (String secret : secrets) {
        assertThat(said).filteredOn(text -> text.contains(secret)).isEmpty();
      }
      assertThat(site.tokens.list().toString()).doesNotContain(issued.secret().reveal());
    } finally {
      Logger.getLogger("").removeHandler(log);
    }
  }

  private static List<String> answers(Site site, Route route, String token) throws IOException {
    String path = route.path().replaceAll("\\{\\w+}", "get_status");
    HttpResponse<String> proper =
        site.send(
            site.request(path, token)
                .header("Content-Type", "application/json")
                .header("Cookie", "token=" + token)
                .method(
                    route.method().name(),
                    BodyPublishers.ofString(
                        route.path().equals("/echo") || route.path().equals("/operator-only")
                            ? "{}"
                            : "{\"x\":" + token)));
    String head = route.method() + " " + path + " HTTP/1.1\r\nHost: canary\r\n";
    String shown = "Authorization: Bearer " + token + "\r\nX: " + token + "\r\n";
    String raw = RawCall.say(site.port(), head + shown + "Bad header\r\n\r\n");
    Map<String, List<String>> headers = proper.headers().map();
    return List.of(proper.body(), headers.toString(), raw);
  }

  private static List<String> texts(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  /// Everything that is logged, however unimportant.
  private static final class Log extends Handler {
    final List<String> lines = new ArrayList<>();

    Log() {
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
      lines.add(new SimpleFormatter().format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
