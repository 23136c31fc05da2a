package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvailabilityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"3.2", "3.2a", "3.3a", "3.10", "4.0", "next-3.6", "openbsd-7.4", "master"})
  void newEnough(String version) {
    assertThat(Availability.judge("tmux " + version)).isEqualTo(new Availability.Ready(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "2.9a", "3.1c", "next-3.1", "openbsd-6.6"})
  void tooOld(String version) {
    assertThat(Availability.judge("tmux " + version)).isEqualTo(new Availability.TooOld(version));
  }

  @Test
  void somethingElse() {
    assertThat(Availability.judge("screen 4")).isInstanceOf(Availability.Broken.class);
    assertThat(Availability.judge("")).isInstanceOf(Availability.Broken.class);
  }

  @Test
  void wordsThatEndInASemicolonAreTakenLiterally() {
    assertThat(Client.literally("x;")).isEqualTo("x\\;");
    assertThat(Client.literally(";")).isEqualTo("\\;");
    assertThat(Client.literally("x")).isEqualTo("x");
  }
}
