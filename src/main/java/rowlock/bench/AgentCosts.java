package rowlock.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import rowlock.bench.Venue.Guest;

/// What agents that live in terminals cost their hub: memory for each, and its processor while all
/// are idle.
final class AgentCosts {
  private static final double GOAL_MEBIBYTES = 0.3;
  private static final Duration REST = Duration.ofSeconds(10);

  private AgentCosts() {}

  /// Lets agents live there and measures what they cost. Nobody else may use the hub meanwhile.
  ///
  /// @param size how many agents, at least 2
  static void measure(AgentVenue venue, int size, Report.Draft draft) {
    venue.settle(1);
    warm(venue);
    GuestMemory.Taken before = GuestMemory.taken(venue.pid());
    venue.settle(size);
    GuestMemory.Taken with = GuestMemory.taken(venue.pid());
    double live = (with.live() - before.live()) / (size - 1);
    String how =
        "growth of the hub from 1 agent to %d that are idle in terminals, divided by %d;"
                .formatted(size, size - 1)
            + " objects alive after a full collection, and resident memory after it";
    draft.add(row("hub for each agent, live objects", "MiB", live, how));
    draft.add(
        row(
            "hub for each agent, resident",
            "MiB",
            (with.resident() - before.resident()) / (size - 1),
            how));
    draft.judge("MiB of live objects for each agent in a terminal", GOAL_MEBIBYTES, live);
    rest(venue, size, draft);
  }

  /// Lets the hub load what the first messages make it load.
  private static void warm(AgentVenue venue) {
    try (TeamWatch watch = venue.watch("warmer");
        Guest sender = venue.guest("warm")) {
      for (int i = 0; i < 3; i++) {
        venue.team(watch).getFirst().take(sender);
      }
    }
  }

  private static void rest(AgentVenue venue, int size, Report.Draft draft) {
    ProcessCost hub = new ProcessCost(venue.pid());
    double own = hub.cpuSeconds();
    double children = hub.childSeconds();
    LockSupport.parkNanos(REST.toNanos());
    String how =
        "user + system time over %d s, in percent of one processor".formatted(REST.toSeconds());
    String what = "hub, %d idle agents, CPU".formatted(size);
    draft.add(row(what, "%", percent(hub.cpuSeconds() - own), how));
    draft.add(
        row(
            "  its tmux clients, CPU",
            "%",
            percent(hub.childSeconds() - children),
            "the same of the processes that the hub started and that ended; not of agents, nor of"
                + " the tmux server"));
  }

  private static double percent(double seconds) {
    return 100 * seconds / REST.toSeconds();
  }

  private static Row row(String name, String unit, double value, String how) {
    return Row.of(name, unit, Spread.of(new double[] {value}), how);
  }
}
