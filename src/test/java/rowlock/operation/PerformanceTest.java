package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import rowlock.board.Board;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Meters;
import rowlock.meter.Work;

/// What is made of the figures: the score, the alerts and the advice.
final class PerformanceTest {
  private static final Duration QUICK = Duration.ofMillis(10);
  private static final Capacity MACHINE =
      new Capacity(2, Optional.of(8L << 30), Optional.of(4L << 30));

  private final Meters meters = new Meters(Instant.EPOCH);
  private Board board = Board.empty();

  private Performance seen() {
    return new Performance(Optional.of(meters), board, MACHINE);
  }

  private Counsel counsel() {
    return new Counsel(seen());
  }

  private void set(Setting setting, String value) {
    Event event = new Event.SettingChanged(setting, value);
    board = board.apply(new Entry(board.position() + 1, Instant.EPOCH, Request.OPERATOR, event));
  }

  private static void times(int count, Consumer<Duration> note, Duration took) {
    for (int i = 0; i < count; i++) {
      note.accept(took);
    }
  }

  @Test
  void whereNothingWasMeasuredThereIsNoScoreAndNoAdvice() {
    Performance none = new Performance(Optional.empty(), board, MACHINE);

    for (Performance blind : List.of(none, seen())) {
      assertThat(Score.of(blind).points()).isEmpty();
      assertThat(new Counsel(blind).alerts()).isEmpty();
      assertThat(new Counsel(blind).recommendations()).isEmpty();
    }
  }

  @Test
  void whatIsAsItShouldBeHasAllPoints() {
    for (Work work : Work.values()) {
      times(5, meters.of(work)::succeeded, QUICK);
    }
    for (Score.Queue queue : Score.QUEUES) {
      meters.watch(queue.level(), () -> 0);
    }
    meters.of(Cache.CONFLICT).hit();

    assertThat(Score.of(seen()).points()).hasValue(100);
    assertThat(Score.of(seen()).parts()).allSatisfy(part -> assertThat(part.share()).hasValue(1));
  }

  @Test
  void theScoreIsTheMeanOfWhatWasMeasuredByWeight() {
    // Failures 30 points at a share of 1, spawns 20 at 5.5 s, half way from 1 s to 10 s.
    meters.of(Work.SPAWN).succeeded(Duration.ofMillis(5_500));
    assertThat(Score.of(seen()).points()).hasValue(80);

    // Caches 10 points at a share of 0.
    meters.of(Cache.SCREEN).miss();
    assertThat(Score.of(seen()).points()).hasValue(67);
  }

  @Test
  void aTenthThatFailsIsAsBadAsItGets() {
    times(9, meters.of(Work.FORECAST)::succeeded, QUICK);
    meters.of(Work.FORECAST).failed(QUICK);

    assertThat(Score.of(seen()).points()).hasValue(0);
  }

  @Test
  void theWorstQueueCounts() {
    meters.watch(Level.GIT_WAITING, () -> 0);
    meters.watch(Level.SPAWNS_WAITING, () -> 25);
    assertThat(Score.of(seen()).points()).hasValue(75);

    meters.watch(Level.GIT_WAITING, () -> 1_000);
    assertThat(Score.of(seen()).points()).hasValue(0);
  }

  @Test
  void everyAlertNamesItsFigureItsValueAndItsLimit() {
    times(19, meters.of(Work.GIT_WRITE)::succeeded, QUICK);
    meters.of(Work.GIT_WRITE).failed(QUICK);
    meters.of(Work.SPAWN).succeeded(Duration.ofSeconds(11));
    meters.watch(Level.GIT_WAITING, () -> 21);
    times(51, _ -> meters.of(Cache.GIT_STATUS).miss(), QUICK);
    times(49, _ -> meters.of(Cache.GIT_STATUS).hit(), QUICK);
    Capacity tight = new Capacity(1, Optional.of(100L), Optional.of(4L));

    List<Map<String, Object>> alerts =
        new Counsel(new Performance(Optional.of(meters), board, tight))
            .alerts().stream().map(Fields::map).toList();

    assertThat(alerts)
        .extracting(alert -> alert.get("alert"))
        .containsExactly("failures", "spawn_slow", "backlog", "cache_misses", "memory_low");
    assertThat(alerts)
        .allSatisfy(alert -> assertThat(alert).containsKeys("figure", "value", "limit", "text"));
    assertThat(alerts.getFirst()).containsEntry("figure", "work.git_write.recent_failures");
  }

  @Test
  void aFailureAmongFewTimesIsNoAlert() {
    times(18, meters.of(Work.GIT_WRITE)::succeeded, QUICK);
    meters.of(Work.GIT_WRITE).failed(QUICK);

    assertThat(counsel().alerts()).isEmpty();
  }

  private Map<String, Object> onlyAdvice() {
    assertThat(counsel().recommendations()).hasSize(1);
    return counsel().recommendations().getFirst().map();
  }

  @Test
  void moreGitAtATimeIsAdvisedOnlyWhileThereAreCoresForIt() {
    meters.watch(Level.GIT_WAITING, () -> 3);
    assertThat(onlyAdvice())
        .containsEntry("setting", "maxConcurrentGitOps")
        .containsEntry("value", 8L)
        .containsEntry("now", 4L)
        .containsEntry("figure", "levels.git_waiting")
        .containsEntry("measured", 3L);

    set(Setting.MAX_CONCURRENT_GIT_OPS, "8");
    assertThat(counsel().recommendations()).isEmpty();
  }

  @Test
  void spawnsAreAdvisedByWhetherStartingIsQuick() {
    meters.watch(Level.SPAWNS_WAITING, () -> 9);
    assertThat(counsel().recommendations()).isEmpty();

    meters.of(Work.SPAWN).succeeded(QUICK);
    assertThat(onlyAdvice()).containsEntry("setting", "maxConcurrentSpawns");
    assertThat(onlyAdvice()).containsEntry("value", 16L);

    meters.of(Work.SPAWN).succeeded(Duration.ofSeconds(11));
    assertThat(onlyAdvice())
        .containsEntry("value", 4L)
        .containsEntry("figure", "work.spawn.p99_ms")
        .containsEntry("measured", 11_000.0);
  }

  @Test
  void aLargerCacheIsAdvisedOnlyWhenItIsFull() {
    times(100, _ -> meters.of(Cache.GIT_STATUS).miss(), QUICK);
    meters.watch(Level.GIT_CACHED, () -> 10);
    assertThat(counsel().recommendations()).isEmpty();

    meters.watch(Level.GIT_CACHED, () -> 950);
    assertThat(onlyAdvice())
        .containsEntry("setting", "cacheSize")
        .containsEntry("value", 2_000L)
        .containsEntry("measured", 0.0);
  }

  @Test
  void moreIsKeptReadyWhereMostWasMadeWhileSomebodyWaited() {
    times(20, meters.of(Work.WORKTREE_START)::succeeded, QUICK);
    assertThat(onlyAdvice())
        .containsEntry("setting", "worktreePoolSize")
        .containsEntry("value", 20L)
        .containsEntry("figure", "work.worktree_start.count")
        .containsEntry("measured", 20L);

    times(20, meters.of(Work.WORKTREE_HAND_OUT)::succeeded, QUICK);
    assertThat(counsel().recommendations()).isEmpty();
  }

  @Test
  void nothingIsAdvisedBeyondItsRange() {
    set(Setting.MESSAGE_BATCH_SIZE, "100");
    set(Setting.WORKTREE_POOL_SIZE, "150");
    set(Setting.MAX_CONCURRENT_SPAWNS, "1");
    meters.watch(Level.MESSAGES_WAITING, () -> 5_000);
    meters.of(Work.SPAWN).succeeded(Duration.ofMinutes(1));
    times(20, meters.of(Work.WORKTREE_START)::succeeded, QUICK);

    assertThat(onlyAdvice())
        .containsEntry("setting", "worktreePoolSize")
        .containsEntry("value", 200L);
  }
}
