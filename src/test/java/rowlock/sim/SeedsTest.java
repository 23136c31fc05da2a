package rowlock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Many histories, none with a fault. `-Drowlock.sim.first=N -Drowlock.sim.seeds=N` runs others.
class SeedsTest {
  private static final long FIRST = Long.getLong("rowlock.sim.first", 1);
  private static final long SEEDS = Long.getLong("rowlock.sim.seeds", 1_000);

  @Test
  void noSeedBreaksAnInvariant() {
    List<Outcome> outcomes =
        LongStream.range(FIRST, FIRST + SEEDS)
            .parallel()
            .mapToObj(seed -> Simulation.run(seed, Options.NORMAL))
            .toList();
    System.out.printf(
        "%d seeds, %d steps, %d entries, %d replies, %s of virtual time%n",
        outcomes.size(),
        outcomes.stream().mapToLong(Outcome::steps).sum(),
        outcomes.stream().mapToLong(Outcome::events).sum(),
        outcomes.stream().mapToLong(Outcome::replies).sum(),
        outcomes.stream().map(Outcome::passed).reduce(Duration.ZERO, Duration::plus));
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.violation().isPresent())
        .extracting(Outcome::summary)
        .isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    for (long seed = FIRST; seed < FIRST + Math.min(SEEDS, 20); seed++) {
      assertThat(Simulation.run(seed, Options.NORMAL).logHash())
          .isEqualTo(Simulation.run(seed, Options.NORMAL).logHash());
    }
  }
}
