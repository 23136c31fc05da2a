package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are too long, too deep, too many, no JSON, or no text.
class HostileBodyTest {
  private static final int CAP = 64 << 10;

  @TempDir static Path folder;
  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site(folder, WebLimits.STANDARD.withBodyBytes(CAP));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void whatIsJustShortEnoughIsTaken() {
    String body = "{\"a\":\"" + "x".repeat(CAP - 8) + "\"}";

    assertThat(post(body).statusCode()).isEqualTo(200);
    assertThat(post(body + " ").statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyWithoutLengthIsCutOffAtTheCap() throws IOException {
    String piece = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    try (RawCall call = new RawCall(site.port())) {
      call.send(site.jsonHead("/echo") + "Transfer-Encoding: chunked\r\n\r\n");
      // Sixteen pieces are the cap; what is sent after the seventeenth nobody has to read.
      for (int i = 0; i <= CAP / 0x1000; i++) {
        call.send(piece);
      }
      assertThat(call.rest()).startsWith("HTTP/1.1 413").contains("body_too_long");
    }
  }

  @Test
  void anAnnouncedGigabyteIsRefusedBeforeItComes() throws IOException {
    String answer = say(site.jsonHead("/echo") + "Content-Length: 1073741824\r\n\r\n{");

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity", "gzip, gzip"})
  void compressedBodiesAreRefusedUnread(String encoding) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      zip.write(new byte[10 << 20]);
    }
    HttpResponse<String> answer =
        site.send(
            site.request("/echo", site.operator.reveal())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonx",
        "text/plain; application/json"
      })
  void whatAFormOfAnotherSiteCanSendIsRefused(String type) {
    int before = site.effects.get();
    HttpResponse<String> answer =
        site.send(
            site.request("/echo", site.operator.reveal())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(site.effects).hasValue(before);
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    assertThat(
            site.send(
                    site.request("/echo", site.operator.reveal())
                        .POST(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "1",
        "nonsense",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1e999999999}",
        "{} {}",
        "{\"a\":\"",
        "{\"a\":[null]}"
      })
  void whatIsNoObjectIsRefusedInTheSameForm(String body) {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\"").contains("malformed_json");
  }

  @Test
  void depthManyMembersAndLongNumbersAreRefused() {
    try (Site wide = new Site(folder.resolveSibling(folder.getFileName() + "-wide"))) {
      String token = wide.operator.reveal();
      StringBuilder keys = new StringBuilder("{\"k\":0");
      for (int i = 0; i < 300_000; i++) {
        keys.append(",\"").append(i).append("\":1");
      }
      for (String body :
          new String[] {
            "{\"a\":" + "[".repeat(1_000_000),
            "{\"a\":".repeat(500_000),
            "{\"a\":[" + "[],".repeat(1_000_000) + "1]}",
            keys.append('}').toString(),
            "{\"a\":" + "9".repeat(1_000_000) + "}",
            "{\"a\":\"" + "x".repeat(1_500_000) + "\"}",
            "{\"" + "x".repeat(10_000) + "\":1}"
          }) {
        for (String path : new String[] {"/echo", "/api/create_task", "/mcp"}) {
          assertThat(wide.post(path, token, body).statusCode()).as(path).isEqualTo(400);
        }
      }
      assertThat(wide.trouble).isEmpty();
    }
  }

  @Test
  void halfACharacterIsNoText() throws IOException {
    try (RawCall call = new RawCall(site.port())) {
      call.send(site.jsonHead("/echo") + "Content-Length: 8\r\n\r\n{\"a\":\"\u00c3\"");
      assertThat(call.rest()).startsWith("HTTP/1.1 400");
    }
    try (RawCall call = new RawCall(site.port())) {
      call.send(site.jsonHead("/echo") + "Content-Length: 9\r\n\r\n{\"a\":\"\u00ff\"}");
      assertThat(call.rest()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void aBodyThatEndsTooEarlyIsNotTaken() throws IOException {
    int before = site.effects.get();
    try (RawCall call = new RawCall(site.port())) {
      call.send(site.jsonHead("/echo") + "Content-Length: 100\r\n\r\n{}");
      call.endOutput();
      assertThat(RawCall.status(call.rest())).isNotEqualTo(200);
    }
    assertThat(site.effects).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /read HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /read\r\n\r\n",
        "GET /read HTTP/3.7\r\n\r\n",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 1\r\nGET / HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "CONNECT evil.com:443 HTTP/1.1\r\nHost: evil.com:443\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost:x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0"
      })
  void whatIsHardlyHttpIsRefused(String text) throws IOException {
    int before = site.effects.get();
    try (RawCall call = new RawCall(site.port())) {
      call.send(text);
      call.endOutput();
      assertThat(RawCall.status(call.rest())).isIn(0, 400, 401, 421, 501, 505, 426);
    }
    assertThat(site.effects).hasValue(before);
  }

  @Test
  void aHugeHeaderIsRefused() throws IOException {
    String head = site.head("GET", "/metrics", site.operator.reveal());

    assertThat(say(head + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431");
    assertThat(say(head + "X-Many: x\r\n".repeat(2_000) + "\r\n")).startsWith("HTTP/1.1 431");
    assertThat(say("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
  }

  private static HttpResponse<String> post(String body) {
    return site.post("/echo", site.operator.reveal(), body);
  }

  private static String say(String text) throws IOException {
    return RawCall.say(site.port(), text);
  }
}
