package rowlock.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowlock.meter.Level;
import rowlock.meter.Lookups;
import rowlock.meter.Reading;
import rowlock.meter.Work;

/// What should not be so, and what could be set differently, each with the figure it rests on.
///
/// @param seen the figures
record Counsel(Performance seen) {
  /// A failure or two among few times says nothing.
  private static final int ENOUGH_TIMES = 20;

  private static final int ENOUGH_LOOKUPS = 100;
  private static final double MANY_FAILURES = 0.05;
  private static final double FEW_HITS = 0.5;
  private static final double NEARLY_FULL = 0.9;
  private static final double LITTLE_MEMORY = 0.05;
  private static final long MANY_MESSAGES = 100;
  private static final long MOST_GIT_PER_CORE = 4;
  private static final int PERCENT = 100;

  /// What should not be so.
  List<Fields> alerts() {
    List<Fields> alerts = new ArrayList<>();
    for (Work work : Work.values()) {
      failures(work).ifPresent(alerts::add);
    }
    seen.took(Work.SPAWN)
        .map(Reading.Spread::p99)
        .filter(p99 -> p99.compareTo(Score.SPAWN.bad()) > 0)
        .ifPresent(p99 ->
            alerts.add(
                alert("spawn_slow", "work.spawn.p99_ms", Performance.millis(p99))
                    .with("limit", Performance.millis(Score.SPAWN.bad()))
                    .with("text", "starting an agent takes too long")));
    for (Score.Queue queue : Score.QUEUES) {
      seen.level(queue.level()).stream()
          .filter(high -> high > queue.most())
          .forEach(high ->
              alerts.add(
                  alert("backlog", "levels." + queue.level().label(), high)
                      .with("limit", queue.most())
                      .with("text", "too many " + queue.level().meaning())));
    }
    board().ifPresent(alerts::add);
    cache().ifPresent(alerts::add);
    memory().ifPresent(alerts::add);
    return alerts;
  }

  private Optional<Fields> failures(Work work) {
    return seen.reading(work)
        .map(Reading::recent)
        .filter(recent -> recent.count() >= ENOUGH_TIMES)
        .filter(recent -> recent.failureShare() >= MANY_FAILURES)
        .map(recent ->
            alert("failures", "work." + work.label() + ".recent_failures", recent.failures())
                .with("limit", MANY_FAILURES * recent.count())
                .with(
                    "text",
                    "%d of the last %d times failed: %s"
                        .formatted(recent.failures(), recent.count(), work.meaning())));
  }

  private Optional<Fields> board() {
    long undelivered = seen.undelivered();
    // One message to everybody is no backlog, however many they are.
    long limit = Math.max(MANY_MESSAGES, seen.board().agents().size());
    return undelivered <= limit
        ? Optional.empty()
        : Optional.of(
            alert("mail_backlog", "board.messages_undelivered", undelivered)
                .with("limit", limit)
                .with("text", "many messages have not come to their agents yet"));
  }

  private Optional<Fields> cache() {
    return seen.found()
        .filter(Counsel::isMissed)
        .map(found ->
            alert("cache_misses", "caches.*.hit_share", found.hitShare())
                .with("limit", FEW_HITS)
                .with("text", "most of what is looked up has to be worked out again"));
  }

  private Optional<Fields> memory() {
    Optional<Long> free = seen.machine().freeBytes();
    Optional<Long> all = seen.machine().memoryBytes();
    return free.filter(bytes -> all.filter(most -> bytes < most * LITTLE_MEMORY).isPresent())
        .map(bytes ->
            alert("memory_low", "machine.free_bytes", bytes)
                .with("limit", Math.round(all.get() * LITTLE_MEMORY))
                .with("text", "less than a twentieth of the memory is free: start no more agents"));
  }

  private static boolean isMissed(Lookups.Found found) {
    return found.hits() + found.misses() >= ENOUGH_LOOKUPS && found.hitShare() < FEW_HITS;
  }

  private static Fields alert(String name, String figure, Number value) {
    return Fields.of("alert", name).with("figure", figure).with("value", value);
  }

  /// What could be set differently.
  List<Fields> recommendations() {
    List<Fields> advice = new ArrayList<>();
    git().ifPresent(advice::add);
    spawns().ifPresent(advice::add);
    messages().ifPresent(advice::add);
    answers().ifPresent(advice::add);
    ready(Tunable.WORKTREES, Work.WORKTREE_START, Work.WORKTREE_HAND_OUT).ifPresent(advice::add);
    ready(Tunable.PANES, Work.PANE_START, Work.PANE_HAND_OUT).ifPresent(advice::add);
    return advice;
  }

  private Optional<Fields> git() {
    long sensible = Math.min(MOST_GIT_PER_CORE * seen.machine().cores(), most(Tunable.GIT));
    return waiting(Level.GIT_WAITING)
        .filter(_ -> now(Tunable.GIT) < sensible)
        .flatMap(waiting ->
            raise(Tunable.GIT, Math.min(now(Tunable.GIT) * 2, sensible))
                .map(to ->
                    to.with("figure", "levels.git_waiting")
                        .with("measured", waiting)
                        .with("text", "git commands wait although there are cores for more")));
  }

  private Optional<Fields> spawns() {
    Optional<Duration> p99 = seen.took(Work.SPAWN).map(Reading.Spread::p99);
    if (p99.filter(slow -> slow.compareTo(Score.SPAWN.bad()) > 0).isPresent()) {
      return set(Tunable.SPAWNS, Math.max(1, now(Tunable.SPAWNS) / 2))
          .map(to ->
              to.with("figure", "work.spawn.p99_ms")
                  .with("measured", p99.map(Performance::millis))
                  .with("text", "fewer at a time would each start sooner"));
    }
    return waiting(Level.SPAWNS_WAITING)
        .filter(_ -> p99.filter(quick -> quick.compareTo(Score.SPAWN.good()) <= 0).isPresent())
        .flatMap(waiting ->
            raise(Tunable.SPAWNS, now(Tunable.SPAWNS) * 2)
                .map(to ->
                    to.with("figure", "levels.spawns_waiting")
                        .with("measured", waiting)
                        .with("text", "agents wait to be started, and starting them is quick")));
  }

  private Optional<Fields> messages() {
    return waiting(Level.MESSAGES_WAITING)
        .filter(waiting -> waiting > MANY_MESSAGES)
        .flatMap(waiting ->
            raise(Tunable.BATCH, now(Tunable.BATCH) * 2)
                .map(to ->
                    to.with("figure", "levels.messages_waiting")
                        .with("measured", waiting)
                        .with("text", "more messages at once would drain the queue sooner")));
  }

  private Optional<Fields> answers() {
    OptionalLong kept = seen.level(Level.GIT_CACHED);
    boolean isFull = kept.isPresent() && kept.getAsLong() >= NEARLY_FULL * now(Tunable.CACHE);
    return seen.found()
        .filter(Counsel::isMissed)
        .filter(_ -> isFull)
        .flatMap(found ->
            raise(Tunable.CACHE, Math.max(PERCENT, now(Tunable.CACHE) * 2))
                .map(to ->
                    to.with("figure", "caches.*.hit_share")
                        .with("measured", found.hitShare())
                        .with("text", "the cache is full, and most lookups find nothing")));
  }

  /// Advises to keep more ready where most were made while somebody waited.
  private Optional<Fields> ready(Tunable pool, Work cold, Work warm) {
    long made = seen.reading(cold).map(Reading::count).orElse(0L);
    long handedOut = seen.reading(warm).map(Reading::count).orElse(0L);
    long wanted = Math.max(now(pool) * 2, Math.ceilDiv(seen.board().agents().size(), 5));
    return made < ENOUGH_TIMES || made <= handedOut
        ? Optional.empty()
        : raise(pool, wanted)
            .map(to ->
                to.with("figure", "work." + cold.label() + ".count")
                    .with("measured", made)
                    .with(
                        "text",
                        "made while somebody waited: %d; taken from what was ready: %d"
                            .formatted(made, handedOut)));
  }

  private Optional<Long> waiting(Level level) {
    return seen.level(level).stream().boxed().filter(high -> high > 0).findFirst();
  }

  private long now(Tunable one) {
    return one.of(seen.board());
  }

  private static long most(Tunable one) {
    return one.setting().most();
  }

  private Optional<Fields> raise(Tunable one, long wanted) {
    return wanted <= now(one) ? Optional.empty() : set(one, wanted);
  }

  private Optional<Fields> set(Tunable one, long wanted) {
    long value = Math.min(wanted, most(one));
    return value == now(one)
        ? Optional.empty()
        : Optional.of(Fields.of("setting", one.wire()).with("value", value).with("now", now(one)));
  }
}
