package rowlock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;

/// What an agent is doing, judged from sources that may disagree.
class JudgementTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void withoutAnyWordItIsStarting() {
    assertThat(Judgement.NOTHING.at(START).condition()).isEqualTo(AgentCondition.STARTING);
  }

  @Test
  void aHookIsBelievedWhileTheScreenMayLag() {
    Judgement judgement =
        Judgement.NOTHING
            .withScreen(seen(AgentCondition.WORKING, 1))
            .withHook(told(AgentCondition.IDLE, 2));

    assertThat(judgement.at(at(3)))
        .isEqualTo(new Observation(AgentCondition.IDLE, "Stop hook", at(2)));
  }

  @Test
  void aTurnThatWasInterruptedWithoutAHookIsUnknownWithBothSources() {
    Judgement judgement =
        Judgement.NOTHING
            .withHook(told(AgentCondition.WORKING, 0))
            .withScreen(seen(AgentCondition.IDLE, 10));

    Observation seen = judgement.at(at(11));
    assertThat(seen.condition()).isEqualTo(AgentCondition.UNKNOWN);
    assertThat(seen.source()).contains("Stop hook says working").contains("screen shows idle");
  }

  @Test
  void aDialogThatNoHookToldOfIsBelieved() {
    Judgement judgement =
        Judgement.NOTHING
            .withHook(told(AgentCondition.WORKING, 0))
            .withScreen(seen(AgentCondition.WAITING, 10));

    assertThat(judgement.at(at(11)).condition()).isEqualTo(AgentCondition.WAITING);
  }

  @Test
  void aDialogThatSomebodyAnsweredInTheTerminalIsOver() {
    Judgement judgement =
        Judgement.NOTHING
            .withHook(told(AgentCondition.WAITING, 0))
            .withScreen(seen(AgentCondition.WORKING, 10));

    assertThat(judgement.at(at(11)).condition()).isEqualTo(AgentCondition.WORKING);
  }

  @Test
  void aScreenNobodyKnowsChangesNothing() {
    Judgement judgement =
        Judgement.NOTHING
            .withHook(told(AgentCondition.WORKING, 0))
            .withScreen(seen(AgentCondition.UNKNOWN, 10));

    assertThat(judgement.at(at(11)).condition()).isEqualTo(AgentCondition.WORKING);
  }

  @Test
  void onlyItsProcessSaysThatItIsGone() {
    Judgement judgement =
        Judgement.NOTHING
            .withHook(told(AgentCondition.WORKING, 0))
            .withProcess(new Observation(AgentCondition.GONE, "exit code 1", at(1)));

    assertThat(judgement.at(at(2)).condition()).isEqualTo(AgentCondition.GONE);
  }

  @Test
  void aLimitCountsUntilItsEndAndNoLonger() {
    Judgement judgement =
        Judgement.NOTHING.withHook(told(AgentCondition.IDLE, 0)).limited(Optional.of(at(60)));

    assertThat(judgement.at(at(59)).condition()).isEqualTo(AgentCondition.LIMITED);
    assertThat(judgement.at(at(60)).condition()).isEqualTo(AgentCondition.IDLE);
  }

  private static Observation told(AgentCondition condition, int second) {
    return new Observation(condition, "Stop hook", at(second));
  }

  private static Observation seen(AgentCondition condition, int second) {
    return new Observation(condition, "screen", at(second));
  }

  private static Instant at(int second) {
    return START.plus(Duration.ofSeconds(second));
  }
}
