package rowlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import rowlock.sim.Asker.Question;
import rowlock.sim.MemoryDisk.TurnRule;

/// One simulated machine with everything on it, and the order in which things happen.
final class World {
  private static final Duration NO_ANSWER = Duration.ofSeconds(5);

  private final Options options;
  private final Chance chance;
  private final VirtualClock clock = new VirtualClock();
  private final EventLog log = new EventLog();
  private final MemoryDisk disk;
  private final Referee referee;
  private final Chaos chaos;
  private final List<Hub> hubs = new ArrayList<>();
  private final PriorityQueue<Action> agenda = new PriorityQueue<>(Action.ORDER);
  private long scheduled;

  /// Something that will happen.
  private record Action(Instant at, long number, Runnable body) {
    static final Comparator<Action> ORDER =
        Comparator.comparing(Action::at).thenComparingLong(Action::number);
  }

  World(long seed, Options options) {
    this.options = options;
    this.chance = new Chance(seed);
    this.disk = new MemoryDisk(clock, chance.oneIn(2) ? TurnRule.EXCLUSIVE : TurnRule.OPTIMISTIC);
    this.referee = new Referee(disk, clock, log, options.opening());
    this.chaos = new Chaos(this);
    for (int i = 1; i <= options.hubs(); i++) {
      hubs.add(new Hub(this, "hub" + i));
    }
  }

  Options options() {
    return options;
  }

  Chance chance() {
    return chance;
  }

  VirtualClock clock() {
    return clock;
  }

  EventLog log() {
    return log;
  }

  MemoryDisk disk() {
    return disk;
  }

  Referee referee() {
    return referee;
  }

  Chaos chaos() {
    return chaos;
  }

  List<Hub> hubs() {
    return hubs;
  }

  /// Lets something happen later.
  void after(Duration delay, Runnable body) {
    agenda.add(new Action(clock.now().plus(delay), scheduled++, body));
  }

  /// Lets something happen again and again.
  void every(Duration shortest, Duration longest, Runnable body) {
    after(
        chance.between(shortest, longest),
        () -> {
          every(shortest, longest, body);
          body.run();
        });
  }

  /// Lets the next thing happen.
  void step() {
    Action next = agenda.remove();
    if (next.at().isAfter(clock.now())) {
      clock.advance(Duration.between(clock.now(), next.at()));
    }
    try {
      next.body().run();
    } catch (Crash crash) {
      blackout();
    }
    referee.watch();
  }

  /// Puts a question to one of the processes that run.
  void ask(Question question) {
    List<Hub> up = hubs.stream().filter(Hub::isUp).toList();
    if (up.isEmpty()) {
      after(NO_ANSWER, () -> question.asker().miss(question.request()));
    } else {
      chance.pick(up).ask(question);
    }
  }

  /// Everything goes down and comes back after a while; nobody could renew a lease meanwhile.
  void blackout() {
    log.note("blackout");
    hubs.forEach(Hub::end);
    disk.restartClock();
    referee.clockRestarted();
    clock.advance(chance.upTo(Duration.ofMinutes(10)));
    hubs.forEach(Hub::restartLater);
  }
}
