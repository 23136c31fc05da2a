package rowlock.sim;

import java.time.Duration;
import java.util.Optional;

/// What came of a simulation.
///
/// @param seed what everything was drawn from
/// @param steps how many things happened
/// @param events how many entries were checked, those lost by restores included
/// @param replies how many answers were checked
/// @param passed how much virtual time passed
/// @param logHash the same for the same seed and options, always
/// @param violation what was wrong, if anything
public record Outcome(
    long seed,
    int steps,
    long events,
    long replies,
    Duration passed,
    String logHash,
    Optional<Violation> violation) {

  /// One line that says how it went and, if it went wrong, how to see it again.
  public String summary() {
    return violation
        .map(wrong ->
            "seed %d, step %d: %s; again: %s"
                .formatted(seed, steps, wrong.getMessage(), replayCommand()))
        .orElse(
            "seed %d: %d steps, %d events, %d replies, all well"
                .formatted(seed, steps, events, replies));
  }

  private String replayCommand() {
    return "mvn -q test -Dtest=SeedsTest -Drowlock.sim.first=" + seed + " -Drowlock.sim.seeds=1";
  }
}
