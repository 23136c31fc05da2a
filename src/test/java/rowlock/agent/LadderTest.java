package rowlock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowlock.board.Board;

/// The steps that are taken about an agent that does not get on, and when.
class LadderTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");
  private static final Ladder LADDER =
      new Ladder(
          List.of(Ladder.Step.NUDGE, Ladder.Step.ASK_HUMAN, Ladder.Step.RESTART),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(2));

  @Test
  void anIdleAgentIsRemindedSoonerThanAStuckOne() {
    assertThat(LADDER.due(Ladder.Trouble.IDLE, SINCE, 0, after(30))).contains(Ladder.Step.NUDGE);
    assertThat(LADDER.due(Ladder.Trouble.STUCK, SINCE, 0, after(30))).isEmpty();
    assertThat(LADDER.due(Ladder.Trouble.STUCK, SINCE, 0, after(600))).contains(Ladder.Step.NUDGE);
  }

  @Test
  void everyStepHasItsTimeToHelp() {
    assertThat(LADDER.due(Ladder.Trouble.IDLE, SINCE, 1, after(119))).isEmpty();
    assertThat(LADDER.due(Ladder.Trouble.IDLE, SINCE, 1, after(120)))
        .contains(Ladder.Step.ASK_HUMAN);
    assertThat(LADDER.due(Ladder.Trouble.IDLE, SINCE, 2, after(120))).contains(Ladder.Step.RESTART);
  }

  @Test
  void afterTheLastStepNothingMoreIsDone() {
    assertThat(LADDER.due(Ladder.Trouble.IDLE, SINCE, 3, after(1_000_000))).isEmpty();
  }

  @Test
  void theUsualLadderAsksBeforeItEndsAnybody() {
    assertThat(Ladder.of(Board.empty()).steps())
        .containsExactly(
            Ladder.Step.NUDGE,
            Ladder.Step.TELL_LEAD,
            Ladder.Step.ASK_HUMAN,
            Ladder.Step.RESTART,
            Ladder.Step.REASSIGN);
  }

  private static Instant after(int seconds) {
    return SINCE.plusSeconds(seconds);
  }
}
