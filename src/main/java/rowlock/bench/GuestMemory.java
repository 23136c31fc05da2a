package rowlock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What connected clients cost a hub in memory.
final class GuestMemory {
  private static final int CLIENTS = 100;
  private static final double GOAL_MEBIBYTES = 0.3;
  private static final String HOW =
      "%d clients over HTTP, each with a session, a call and an open stream: growth of the hub,"
              .formatted(CLIENTS)
          + " divided by their number; objects alive after a full collection, and resident memory"
          + " after it";

  private GuestMemory() {}

  /// What the hub takes.
  ///
  /// @param live MiB of the objects that are alive
  /// @param resident MiB of the process
  record Taken(double live, double resident) {}

  static void measure(Venue venue, Report.Draft draft) {
    connect(venue, "early");
    Taken before = taken(venue.pid());
    List<Venue.Guest> guests = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      guests.add(guest(venue, "guest" + i));
    }
    Taken with = taken(venue.pid());
    guests.forEach(Venue.Guest::close);
    double live = (with.live() - before.live()) / CLIENTS;
    double resident = (with.resident() - before.resident()) / CLIENTS;
    draft.add(row("live objects", live));
    draft.add(row("resident", resident));
    draft.judge("MiB of live objects for each connected client", GOAL_MEBIBYTES, live);
    draft.judge("MiB resident for each connected client", GOAL_MEBIBYTES, resident);
  }

  private static Row row(String what, double mebibytes) {
    return Row.of("hub for each client, " + what, "MiB", Spread.of(new double[] {mebibytes}), HOW);
  }

  /// Loads what the first client makes a hub load.
  private static void connect(Venue venue, String name) {
    for (int i = 0; i < 20; i++) {
      guest(venue, name + i).close();
    }
  }

  private static Venue.Guest guest(Venue venue, String name) {
    Venue.Guest guest = venue.overHttp(name);
    guest.call("list_tasks", Map.of());
    guest.listen();
    return guest;
  }

  /// What a hub takes now.
  static Taken taken(long pid) {
    ProcessCost hub = new ProcessCost(pid);
    double live = hub.liveMebibytes();
    return new Taken(live, hub.residentMebibytes());
  }
}
