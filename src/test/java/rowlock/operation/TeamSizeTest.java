package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TeamSizeTest {
  private static final Capacity TWO_CORES =
      new Capacity(2, Optional.of(8L << 30), Optional.empty());

  @Test
  void aLargeTeamOnTwoCoresIsAsThePageSays() {
    assertThat(TeamSize.LARGE.values(TWO_CORES, 3))
        .isEqualTo(
            Map.of(
                Tunable.SPAWNS, 8L,
                Tunable.GIT, 4L,
                Tunable.BATCH, 20L,
                Tunable.DELAY, 100L,
                Tunable.CACHE, 2_000L,
                Tunable.TTL, 60_000L,
                Tunable.WORKTREES, 20L,
                Tunable.PANES, 10L));
  }

  @Test
  void everyValueIsInItsRangeOnEveryMachine() {
    Capacity tiny = new Capacity(1, Optional.of(64L << 20), Optional.empty());
    Capacity huge = new Capacity(512, Optional.of(4L << 40), Optional.empty());
    Capacity unknown = new Capacity(8, Optional.empty(), Optional.empty());
    for (TeamSize size : TeamSize.values()) {
      for (Capacity machine : new Capacity[] {tiny, huge, unknown}) {
        for (int present : new int[] {0, 100_000}) {
          size.values(machine, present)
              .forEach((one, value) ->
                  assertThat(one.parse(String.valueOf(value))).as(one.wire()).isEqualTo(value));
        }
      }
    }
  }

  @Test
  void agentsThatAreThereCountAndMemoryBoundsWhatIsReady() {
    assertThat(TeamSize.SMALL.values(TWO_CORES, 100)).containsEntry(Tunable.WORKTREES, 20L);

    Capacity tiny = new Capacity(2, Optional.of(512L << 20), Optional.empty());
    assertThat(TeamSize.LARGE.values(tiny, 0)).containsEntry(Tunable.PANES, 2L);
  }

  @Test
  void timesAreMillisecondsOrAsPeopleWriteThem() {
    assertThat(Tunable.named("cacheTTL").parse("2m")).isEqualTo(120_000);
    assertThat(Tunable.named("message_batch_delay").parse("250")).isEqualTo(250);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tunable.DELAY.parse("11s"))
        .withMessageContaining("messageBatchDelay: 0 to 10000 ms, not 11000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tunable.CACHE.parse("2m"))
        .withMessageContaining("cacheSize: a whole number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tunable.named("colour"))
        .withMessageContaining("maxConcurrentSpawns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TeamSize.named("gigantic"))
        .withMessageContaining("small, medium, large, very-large");
  }
}
