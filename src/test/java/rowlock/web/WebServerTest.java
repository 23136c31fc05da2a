package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {
  @TempDir Path home;
  private Site site;

  @BeforeEach
  void start() {
    site = new Site(home, WebLimits.STANDARD);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void anAgentAndTheOperatorAreAnswered() {
    HttpResponse<String> answer =
        site.post("/do/it", site.agent("anna").secret().reveal(), "{\"a\":[1,\"é\"]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":[1,\"é\"]}\n");
    assertThat(site.read("/read", site.operator.reveal()).statusCode()).isEqualTo(200);
  }
}
