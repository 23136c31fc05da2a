package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are slow, idle, many or guessing.
class SlowAndManyTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void aHeaderThatTricklesIsCutOff() throws IOException {
    Site site = site(WebLimits.STANDARD.withPatience(SHORT));
    RawCall call = call(site);
    call.send("GET /metrics HTTP/1.1\r\nX-Slow: ");

    assertThat(call.dripUntilClosed("x")).as("closed by the server").isTrue();
  }

  @Test
  void aBodyThatTricklesIsCutOff() throws IOException {
    Site site = site(WebLimits.STANDARD.withPatience(SHORT));
    RawCall call = call(site);
    call.send(site.jsonHead("/echo") + "Content-Length: 100000\r\n\r\n{\"a\":\"");

    assertThat(call.dripUntilClosed("x")).as("closed by the server").isTrue();
    assertThat(site.effects).hasValue(0);
  }

  @Test
  void aRequestMayBeHeldForLongerThanAConnectionMayBeIdle() throws Exception {
    Site site = site(WebLimits.STANDARD.withPatience(SHORT));
    RawCall idle = call(site);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> held =
          threads.submit(() -> site.read("/hold", site.operator.reveal()));
      // When the idle one was closed, the held one has been waiting as long, and once more.
      assertThat(idle.rest()).isEmpty();
      assertThat(call(site).rest()).isEmpty();
      assertThat(call(site).rest()).isEmpty();
      site.release.countDown();
      assertThat(held.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void thousandsOfIdleConnectionsLockNobodyOut() throws IOException {
    WebLimits few = WebLimits.STANDARD.withConnections(50);
    Site site = site(few.withPatience(Duration.ofMinutes(5)));
    RawCall first = call(site);
    for (int i = 0; i < 2_000; i++) {
      call(site);
    }

    assertThat(first.rest()).as("closed long before its time").isEmpty();

    assertThat(site.read("/health", site.operator.reveal()).statusCode()).isEqualTo(200);
  }

  @Test
  void oneTokenCannotUseUpTheServer() {
    Site site = site(WebLimits.STANDARD.withRate(new WebLimits.Rate(1, 5, 10)));
    String greedy = site.agent("anna").secret().reveal();
    String modest = site.agent("ben").secret().reveal();
    for (int i = 0; i < 5; i++) {
      assertThat(site.read("/health", greedy).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = site.read("/health", greedy);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(site.read("/health", modest).statusCode()).isEqualTo(200);
  }

  @Test
  void oneTokenHasOnlySoManyRequestsAtOnce() throws Exception {
    Site site = site(WebLimits.STANDARD.withRate(new WebLimits.Rate(1_000, 1_000, 2)));
    String token = site.agent("anna").secret().reveal();
    RawCall first = held(site, token);
    RawCall second = held(site, token);

    assertThat(site.read("/health", token).statusCode()).isEqualTo(429);

    site.release.countDown();
    assertThat(first.rest()).startsWith("HTTP/1.1 200");
    assertThat(second.rest()).startsWith("HTTP/1.1 200");
    assertThat(site.read("/health", token).statusCode()).isEqualTo(200);
  }

  @Test
  void guessingIsSlowedDownAndTheRightTokenStillGetsIn() {
    Site site = site(WebLimits.STANDARD.withGuesses(new WebLimits.Rate(1, 20, 10)));
    String right = site.agent("anna").secret().reveal();
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String guess = "rl_%012x_%s".formatted(i, "A".repeat(43));
      statuses.add(site.read("/health", guess).statusCode());
    }

    assertThat(statuses).startsWith(401, 401, 401).endsWith(429, 429, 429);
    assertThat(site.read("/health", right).statusCode()).isEqualTo(200);
    assertThat(site.read("/health", site.operator.reveal()).statusCode()).isEqualTo(200);
  }

  @Test
  void aStreamEndsWhenNobodyReads() throws Exception {
    Site site = site(WebLimits.STANDARD.withPatience(SHORT));
    RawCall gone = call(site);
    gone.send(site.head("GET", "/stream", site.operator.reveal()) + "\r\n");
    assertThat(gone.until("data: tick\n\n")).contains("text/event-stream").contains("no-store");

    gone.close();

    assertThat(site.streamEnded.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(site.trouble).isEmpty();
  }

  @Test
  void aReaderThatStopsReadingIsGivenUp() throws Exception {
    Site site = site(WebLimits.STANDARD.withPatience(SHORT));
    call(site).send(site.head("GET", "/stream", site.operator.reveal()) + "\r\n");

    assertThat(site.streamEnded.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closingInterruptsWhatIsHeld() throws Exception {
    Site site = site(WebLimits.STANDARD);
    RawCall held = held(site, site.operator.reveal());

    site.server.close();

    assertThat(RawCall.status(held.rest())).isNotEqualTo(200);
    assertThat(site.release.getCount()).isEqualTo(1);
  }

  private RawCall held(Site site, String token) throws IOException {
    int before = site.effects.get();
    RawCall call = call(site);
    call.send(site.head("GET", "/hold", token) + "\r\n");
    while (site.effects.get() == before) {
      Thread.onSpinWait();
    }
    return call;
  }

  private RawCall call(Site site) throws IOException {
    RawCall call = new RawCall(site.port());
    open.add(call);
    return call;
  }

  private Site site(WebLimits limits) {
    Site site = new Site(folder, limits);
    open.add(site);
    return site;
  }
}
