package rowlock.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetersTest {
  private final Meters meters = new Meters(Instant.EPOCH);

  @Test
  void whatWasNotMeasuredIsAbsent() {
    for (Work work : Work.values()) {
      assertThat(meters.of(work).read()).as(work.label()).isEmpty();
    }
    for (Cache cache : Cache.values()) {
      assertThat(meters.of(cache).read()).as(cache.label()).isEmpty();
    }
    for (Level level : Level.values()) {
      assertThat(meters.read(level)).as(level.label()).isEmpty();
    }
  }

  @Test
  void aHundredTimesAreSpreadByTheNearestRank() {
    Meter meter = meters.of(Work.SPAWN);
    for (int ms = 100; ms >= 1; ms--) {
      meter.succeeded(Duration.ofMillis(ms));
    }

    Reading reading = meter.read().orElseThrow();

    assertThat(reading.count()).isEqualTo(100);
    assertThat(reading.recent().took())
        .isEqualTo(
            new Reading.Spread(
                Duration.ofMillis(50), Duration.ofMillis(99), Duration.ofMillis(100)));
  }

  @Test
  void oneTimeIsItsOwnSpread() {
    Duration took = Duration.ofNanos(7);
    meters.of(Work.MESSAGE).succeeded(took);

    assertThat(meters.of(Work.MESSAGE).read())
        .contains(
            new Reading(1, 0, new Reading.Recent(1, 0, new Reading.Spread(took, took, took))));
  }

  @Test
  void failuresCountAndTheirTimesToo() {
    Meter meter = meters.of(Work.GIT_WRITE);
    meter.succeeded(Duration.ZERO);
    meter.failed(Duration.ZERO);
    meter.failed(Duration.ofSeconds(30));

    Reading reading = meter.read().orElseThrow();

    assertThat(reading.failures()).isEqualTo(2);
    assertThat(reading.recent().failures()).isEqualTo(2);
    assertThat(reading.recent().took().longest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(reading.recent().took().p50()).isZero();
  }

  @Test
  void onlyTheLastTimesAreRememberedOneByOne() {
    Meter meter = meters.of(Work.GIT_READ);
    meter.failed(Duration.ofHours(1));
    for (int i = 0; i < Meter.WINDOW; i++) {
      meter.succeeded(Duration.ofMillis(1));
    }

    Reading reading = meter.read().orElseThrow();

    assertThat(reading.count()).isEqualTo(Meter.WINDOW + 1);
    assertThat(reading.failures()).isOne();
    assertThat(reading.recent().count()).isEqualTo(Meter.WINDOW);
    assertThat(reading.recent().failureShare()).isZero();
    assertThat(reading.recent().took().longest()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    Meter meter = meters.of(Work.SCREEN_READ);
    Lookups lookups = meters.of(Cache.SCREEN);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int turn = 0; turn < 5_000; turn++) {
              meter.succeeded(Duration.ofNanos(turn));
              meter.failed(Duration.ofNanos(turn));
              lookups.hit();
              lookups.miss();
              meter.read();
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(meter.read().orElseThrow().count()).isEqualTo(80_000);
    assertThat(meter.read().orElseThrow().failures()).isEqualTo(40_000);
    assertThat(lookups.read()).contains(new Lookups.Found(40_000, 40_000));
  }

  @Test
  void theShareOfHitsIsOfAllLookups() {
    Lookups lookups = meters.of(Cache.GIT_STATUS);
    lookups.hit();
    lookups.hit();
    lookups.hit();
    lookups.miss();

    assertThat(lookups.read().orElseThrow().hitShare()).isEqualTo(0.75);
  }

  @Test
  void aLevelIsAskedForWhenItIsRead() {
    AtomicLong waiting = new AtomicLong(3);
    meters.watch(Level.GIT_WAITING, waiting::get);
    waiting.set(5);

    assertThat(meters.read(Level.GIT_WAITING)).isEqualTo(OptionalLong.of(5));

    meters.watch(Level.GIT_WAITING, () -> 0);
    assertThat(meters.read(Level.GIT_WAITING)).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meters.of(Work.SPAWN).failed(Duration.ofNanos(-1)))
        .withMessageContaining("took");
    assertThat(meters.of(Work.SPAWN).read()).isEmpty();
  }
}
