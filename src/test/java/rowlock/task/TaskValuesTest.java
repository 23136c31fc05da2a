package rowlock.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that names, texts and times become.
class TaskValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "T1", "a.b", "a_b-c", "0", "x.locked"})
  void aNameIsWellFormed(String name) {
    assertThat(Name.require("name", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-x",
        "--upload-pack=x",
        ".a",
        "a/b",
        "../x",
        "a..b",
        "a.",
        "a.lock",
        "a b",
        "a;b",
        "#(cmd)",
        "$x",
        "a\n",
        "é",
        "a\u001b"
      })
  void whatCouldBeMistakenForSomethingElseIsNoName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.require("task id", name))
        .withMessageStartingWith("task id '")
        .withMessageContaining("is not a name");
  }

  @Test
  void aNameHasALimitedLengthAndIsShortenedInMessages() {
    assertThat(Name.isWellFormed("x".repeat(Name.MAX_LENGTH))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.require("id", "x".repeat(1_000_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void textRefusesWhatCouldReachATerminal() {
    assertThat(Text.line("title", "naïve 漢字 \ud83d\ude80")).isNotEmpty();
    assertThat(Text.body("body", "a\n\tb")).isEqualTo("a\n\tb");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.line("title", "a\nb"))
        .withMessage("title: control character U+000A at index 1 is not allowed");
    assertThatIllegalArgumentException().isThrownBy(() -> Text.body("body", "a\u001b[2J"));
    assertThatIllegalArgumentException().isThrownBy(() -> Text.body("body", "a\u009b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.body("body", "a\ud83d"))
        .withMessageContaining("broken Unicode at index 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Text.body("body", "\ude80a"));
  }

  @Test
  void textAndListsHaveLimits() {
    assertThat(Text.line("title", "x".repeat(Text.MAX_LINE))).hasSize(Text.MAX_LINE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.line("title", "x".repeat(Text.MAX_LINE + 1)))
        .withMessage("title: at most 500 characters, not 501");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.list("tags", Collections.nCopies(Text.MAX_ENTRIES + 1, "x")));
  }

  @Test
  void listsKeepTheirOrderAndSetsHaveOne() {
    assertThat(Text.list("files", List.of("b", "a", "b"))).containsExactly("b", "a");
    assertThat(Text.labels("tags", List.of("b", "a", "b"))).containsExactly("a", "b");
  }

  @Test
  void aQuoteIsShortAndHarmless() {
    assertThat(Text.quote("a\u001bb")).isEqualTo("'a\ufffdb'");
    assertThat(Text.quote("x".repeat(100))).isEqualTo("'" + "x".repeat(60) + "...'");
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "7d, PT168H",
    "250ms, PT0.25S",
    "15, PT15M",
    "0s, PT0S",
    "1d2h3m4s5ms, PT26H3M4.005S"
  })
  void aLengthOfTimeIsReadAsPeopleWriteIt(String text, Duration length) {
    assertThat(Durations.parse("timeout", text)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "10 m", "-5s", "5m5m", "1s1h", "1.5h", "9999999s", "m"})
  void whatIsNoLengthOfTimeSaysHowToWriteOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse("timeout", text))
        .withMessageStartingWith("timeout: '")
        .withMessageContaining("write 90s, 10m, 1h30m or 7d");
  }

  @Test
  void aLengthOfTimeIsWrittenAsItIsRead() {
    for (long millis : new long[] {0, 1, 999, 1_000, 61_001, 3_600_000, 86_400_000, 987_654_321}) {
      Duration length = Duration.ofMillis(millis);
      assertThat(Durations.parse("x", Durations.format(length))).isEqualTo(length);
    }
    assertThat(Durations.format(Duration.ofSeconds(-5))).isEqualTo("0s");
  }

  @Test
  void waitsDoubleUpToAnHour() {
    RetryPolicy policy = new RetryPolicy(100, Duration.ofSeconds(10));
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::waitAfter))
        .extracting(Duration::toSeconds)
        .containsExactly(10L, 20L, 40L, 80L, 160L);
    assertThat(policy.waitAfter(100)).isEqualTo(RetryPolicy.LONGEST_WAIT);
    assertThat(new RetryPolicy(100, Duration.ofNanos(1)).waitAfter(100))
        .isEqualTo(RetryPolicy.LONGEST_WAIT);
    assertThat(new RetryPolicy(100, Duration.ZERO).waitAfter(100)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> policy.waitAfter(0));
  }

  @Test
  void retriesAreBounded() {
    RetryPolicy policy = new RetryPolicy(2, Duration.ZERO);
    assertThat(policy.allowsAfter(2)).isTrue();
    assertThat(policy.allowsAfter(3)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(101, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(-1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofMinutes(61)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-1)));
  }

  @Test
  void prioritiesAndTimeoutsHaveRanges() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Priority(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Priority(11));
    assertThat(new Priority(1)).isLessThan(new Priority(10));
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofDays(8))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Terms(Priority.NORMAL, RetryPolicy.NORMAL, timeout))
          .withMessageStartingWith("timeout: ");
    }
  }

  @Test
  void aRenewalNeverShortensALease() {
    Instant until = Instant.parse("2026-01-01T00:10:00Z");
    Lease lease = new Lease(new AgentId("ann"), 1, until, Duration.ofMinutes(10));
    assertThat(lease.renewedUntil(until.minusSeconds(1))).isEqualTo(lease);
    assertThat(lease.renewedUntil(until.plusSeconds(1)).until()).isEqualTo(until.plusSeconds(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(new AgentId("ann"), 0, until, Duration.ZERO));
  }

  @Test
  void onlyTheLastFailedAttemptsAreRemembered() {
    TaskState state = new TaskState.Available(Instant.EPOCH);
    Task task = Task.added(new TaskId("a"), TaskSpec.titled("do"), Instant.EPOCH, state);
    for (int i = 1; i <= Task.MAX_ATTEMPTS_KEPT + 5; i++) {
      task = task.after(new Attempt(new AgentId("ann"), i, Instant.EPOCH, "no luck"), state);
    }
    assertThat(task.attempts()).hasSize(Task.MAX_ATTEMPTS_KEPT);
    assertThat(task.attempts().getLast().fence()).isEqualTo(Task.MAX_ATTEMPTS_KEPT + 5);
    assertThat(task.failures()).isEqualTo(Task.MAX_ATTEMPTS_KEPT + 5);
    assertThat(task.renewed(state).failures()).isZero();
  }

  @Test
  void aTitleIsNeverEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskSpec.titled("  "))
        .withMessage("title: must not be empty");
  }
}
