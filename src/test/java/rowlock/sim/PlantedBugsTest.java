package rowlock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowlock.board.Event;
import rowlock.journal.Journal;
import rowlock.need.NeedEvent;

/// A simulator that finds no bug proves nothing: each of these is found, and for its own reason.
class PlantedBugsTest {
  private static final long MOST_SEEDS = 2_000;
  private static final long SOUND_SEEDS = 200;

  /// A bug, and the invariants it may break first.
  record Bug(String name, Desk.Opening opening, Set<String> invariants) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bug> bugs() {
    return Stream.of(
        conduct("no fence check", BrokenConduct.Fenceless::new, "T3"),
        journal("answer before sync", BrokenJournals.Hasty::new, "D1"),
        conduct("lost wake-up", BrokenConduct.Unwaking::new, "T5"),
        conduct("double expiry", BrokenConduct.Expiring::new, "L1"),
        conduct("fences begin anew after a restore", BrokenConduct.Unmarking::new, "T2", "T3"),
        conduct("keys forgotten on restart", BrokenConduct.Forgetful::new, "T10"),
        journal("lease by wall clock", BrokenJournals.OnTheWall::new, "L1", "L3"),
        journal("expiry by a jump of the clock", BrokenJournals.Sleepy::new, "L1"),
        conduct("renewal revives a lease", BrokenConduct.Reviving::new, "L2"),
        conduct("retry beyond the limit", BrokenConduct.Stubborn::new, "T7"),
        conduct("snapshot misses the tail", BrokenConduct.Racing::new, "D2"),
        conduct("snapshot repeats the tail", BrokenConduct.Repeating::new, "D2"),
        conduct("stale read", BrokenConduct.Stale::new, "T1", "T4", "D1", "D2"),
        journal("half a batch", BrokenJournals.Halving::new, "D1", "T5", "T9"),
        conduct("lost message", omitting(Event.MessageSent.class), "M1"),
        conduct("starvation", BrokenConduct.Unfair::new, "S1"),
        conduct("unnoticed expiry", BrokenConduct.Timeless::new, "L1"),
        conduct("cancelled comes back", BrokenConduct.Resurrecting::new, "T4"),
        conduct("key without its content", BrokenConduct.Careless::new, "T10"),
        conduct("a need is answered again", BrokenConduct.Reanswering::new, "N1"),
        conduct("a budget is not kept", BrokenConduct.Generous::new, "B1"),
        conduct(
            "a need outlives its agent",
            () -> new BrokenConduct.Omitting(PlantedBugsTest::isWithdrawal),
            "N2"),
        conduct("answer not recorded", omitting(Event.RequestAnswered.class), "D1", "T10"));
  }

  private static Bug conduct(String name, Supplier<Conduct> conduct, String... invariants) {
    return new Bug(name, TrialDesk.opening(conduct, journal -> journal), Set.of(invariants));
  }

  private static Bug journal(
      String name, Function<MemoryJournal, Journal> journal, String... invariants) {
    return new Bug(name, TrialDesk.opening(Right::new, journal), Set.of(invariants));
  }

  private static boolean isWithdrawal(Event event) {
    return event instanceof Event.OfNeed about && about.event() instanceof NeedEvent.NeedWithdrawn;
  }

  private static Supplier<Conduct> omitting(Class<? extends Event> kind) {
    return () -> new BrokenConduct.Omitting(kind::isInstance);
  }

  /// Does everything right.
  private record Right() implements Conduct {}

  @ParameterizedTest
  @MethodSource("bugs")
  void isFound(Bug bug) {
    Outcome found =
        LongStream.rangeClosed(1, MOST_SEEDS)
            .mapToObj(seed -> Simulation.run(seed, Options.NORMAL.at(bug.opening())))
            .filter(outcome -> outcome.violation().isPresent())
            .findFirst()
            .orElseThrow(() -> new AssertionError(bug + " was not found"));
    System.out.printf("%s: %s%n", bug, found.summary());
    assertThat(found.violation().orElseThrow().invariant()).isIn(bug.invariants());
  }

  /// The desk in which the bugs are planted breaks nothing by itself.
  @Test
  void theTrialDeskWithoutABugIsSound() {
    Desk.Opening sound = TrialDesk.opening(Right::new, journal -> journal);
    assertThat(
            LongStream.rangeClosed(1, SOUND_SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, Options.NORMAL.at(sound))))
        .filteredOn(outcome -> outcome.violation().isPresent())
        .extracting(Outcome::summary)
        .isEmpty();
  }
}
