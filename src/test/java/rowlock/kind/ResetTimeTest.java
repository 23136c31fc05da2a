package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends of limits as agents put them.
final class ResetTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You've hit your 5-hour limit · resets 5:10am (UTC)|2026-11-21T05:10:00Z",
        "You've hit your session limit · resets 2am (UTC)|2026-11-22T02:00:00Z",
        "⚠ Usage limit reached · limit resets 5:40am|2026-11-21T04:40:00Z",
        "limit resets 12am (America/New_York)|2026-11-21T05:00:00Z",
        "resets at 12:30 p.m. (UTC)|2026-11-21T12:30:00Z",
        "You've hit your weekly limit · resets Nov 24 at 5pm (UTC)|2026-11-24T17:00:00Z",
        "resets Nov 24, 5pm (UTC)|2026-11-24T17:00:00Z",
        "try again at Dec 2nd, 2026 3:05 PM|2026-12-02T14:05:00Z",
        "Please try again in 5 minutes.|2026-11-21T03:05:00Z",
        "try again in 2 days 3 hours 20 minutes|2026-11-23T06:20:00Z",
        "Your quota will reset after 2h3m10s.|2026-11-21T05:03:10Z",
        "Please retry in 30.5s|2026-11-21T03:00:30Z",
        "limit resets 2026-11-22T00:00:00Z|2026-11-22T00:00:00Z",
      })
  void theWordsOfAgentsNameAMoment(String words, Instant moment) {
    assertThat(ResetTime.in(words, NOW, ZONE)).contains(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "Claude AI usage limit reached|1795240800, 2026-11-21T06:00:00Z",
    "usage limit reached|1795240800000, 2026-11-21T06:00:00Z",
  })
  void secondsOfTheEpochNameAMoment(String words, Instant moment) {
    assertThat(ResetTime.in(words, NOW, ZONE)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no time at all",
        "resets soon",
        "resets 25:70am",
        "resets Foo 3 at 5pm",
        "resets Feb 30 at 5pm",
        "resets 5am (Mars/Olympus)",
        "try again in 99999999999 days",
        "try again in 400 days",
        "limit reached|0000000000",
        "resets 1999-01-01T00:00:00Z",
        "try again in 999999999999999999999999999 seconds",
      })
  void wordsThatNameNoBelievableMomentNameNone(String words) {
    assertThat(ResetTime.in(words, NOW, ZONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "You've hit your 5-hour limit · resets 5:10am (UTC), true",
    "Claude AI usage limit reached|1763700000, true",
    "You've hit your usage limit. Try again in 3 days., true",
    "You have exhausted your daily quota on this model., true",
    "API Error: Request rejected (429) · This request would exceed your rate limit., false",
    "529 Overloaded, false",
    "Prompt is too long (limit 1000000), false",
  })
  void aLimitIsNotJustARefusedRequest(String words, boolean limit) {
    assertThat(ResetTime.isLimit(words)).isEqualTo(limit);
  }
}
