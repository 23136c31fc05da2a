package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Times are read exactly as the JDK reads them, only sooner.
class TimesTest {
  @Test
  void everyTimeThatIsWrittenIsReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_000_000_000L, 250_000_000_000L);
      long nanos = random.nextInt(1_000_000_000) / (long) Math.pow(10, random.nextInt(10));
      Instant time = Instant.ofEpochSecond(second, nanos);
      assertThat(Times.parse(Times.format(time))).isEqualTo(time);
    }
  }

  @Test
  void unusualFormsAreReadAsTheJdkReadsThem() {
    for (String text :
        List.of(
            "2026-11-21T12:00:00Z",
            "2026-11-21T12:00:00.5Z",
            "2026-11-21T12:00:00.123456789Z",
            "2024-02-29T23:59:59.000001Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T23:59:60Z",
            "2026-11-21T12:00:00+01:00",
            "+12026-11-21T12:00:00Z",
            "-0001-11-21T12:00:00.25Z")) {
      assertThat(Times.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void whatIsNoTimeIsRefused() {
    for (String text :
        List.of(
            "",
            "Z",
            "2026-11-21",
            "2026-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-11-21T12:60:00Z",
            "2026-11-21T12:00:00",
            "2026-11-21T12:00:00x5Z",
            "2026-11-21T12:00:00.1234567890Z",
            "2026-11-21T12:00:00.1x3Z",
            "2026-11-2\u0661T12:00:00Z")) {
      assertThatThrownBy(() -> Times.parse(text)).as(text).isInstanceOf(DateTimeException.class);
    }
  }
}
