package rowlock.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The end of a process and of everything that descends from it: first asked, then forced, then
/// looked for again until nothing is found.
///
/// Found are the members of its session, whoever carries its [Leash], and the children of those. A
/// process that left the session, lost its parent and cleaned its environment is not found.
public final class Termination {
  /// The longest a process may be given to end by itself.
  public static final Duration MAX_GRACE = Duration.ofMinutes(5);

  /// How often everything found is killed and looked for again. Each round kills all forks of the
  /// last one, so only a program that outruns ten rounds survives them.
  private static final int MAX_ROUNDS = 10;

  private static final Duration ROUND = Duration.ofMillis(500);

  private final ProcessTable table = ProcessTable.SYSTEM;
  private final ProcessIdentity leader;
  private final Optional<Leash> leash;
  private final Set<Long> spared;
  private final Set<ProcessIdentity> known = new HashSet<>();
  private final Set<ProcessIdentity> strangers = new HashSet<>();
  private boolean sessionProven;

  private Termination(ProcessIdentity leader, Optional<Leash> leash) {
    this.leader = leader;
    this.leash = leash;
    this.spared = ourselvesAndAncestors();
  }

  /// The end of a process that leads a session, of that session, and of all that carry the leash.
  public static Termination of(ProcessIdentity leader, Leash leash) {
    return new Termination(leader, Optional.of(leash));
  }

  /// The end of a process that leads a session, and of that session.
  public static Termination of(ProcessIdentity leader) {
    return new Termination(leader, Optional.empty());
  }

  /// Ends them, and waits until they are gone.
  ///
  /// @param grace how long they may take after having been asked; zero means not to ask
  /// @return those that could not be ended; empty means that none is left
  /// @throws java.io.UncheckedIOException if the process table cannot be read
  public List<ProcessIdentity> end(Duration grace) {
    if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
      throw new IllegalArgumentException("a grace is zero to five minutes, not " + grace);
    }
    if (grace.isPositive()) {
      ask(new Patience(grace));
    }
    for (int round = 0; round < MAX_ROUNDS; round++) {
      List<ProcessTable.Entry> found = found();
      if (found.isEmpty()) {
        return List.of();
      }
      signal(found, Signal.KILL);
      strangers.clear();
      awaitGone(found, ROUND);
    }
    return found().stream().map(ProcessTable.Entry::identity).toList();
  }

  /// Asks, and asks again those that appear meanwhile or would die of being asked: as they live,
  /// they were just being started and lost the question.
  private void ask(Patience patience) {
    List<ProcessTable.Entry> found = found();
    signal(found, Signal.TERM);
    signal(found, Signal.CONT);
    while (!found.isEmpty() && patience.pause()) {
      Set<ProcessIdentity> asked = Set.copyOf(known);
      found = found();
      for (ProcessTable.Entry entry : found) {
        if (!asked.contains(entry.identity()) || table.diesOf(entry.identity(), Signal.TERM)) {
          Signal.TERM.sendTo(entry.identity());
        }
      }
    }
    strangers.clear();
  }

  /// Who is there to be ended.
  List<ProcessTable.Entry> found() {
    List<ProcessTable.Entry> all = table.all();
    sessionProven = sessionProven || provesSession(all);
    Map<Long, ProcessTable.Entry> found = new LinkedHashMap<>();
    for (ProcessTable.Entry entry : all) {
      boolean related =
          entry.identity().equals(leader)
              || known.contains(entry.identity())
              || (sessionProven && entry.session() == leader.pid())
              || carriesLeash(entry);
      if (related && !spared.contains(entry.pid())) {
        found.put(entry.pid(), entry);
      }
    }
    addDescendants(all, found);
    found.values().forEach(entry -> known.add(entry.identity()));
    return List.copyOf(found.values());
  }

  /// Whether the session of that number is the leader's. The number may have been given to another
  /// session since, unless the leader is there or one of its members carries the leash; without a
  /// leash the leader has just been waited for.
  private boolean provesSession(List<ProcessTable.Entry> all) {
    for (ProcessTable.Entry entry : all) {
      if (entry.pid() == leader.pid()) {
        return entry.identity().equals(leader);
      }
    }
    return leash.isEmpty()
        || all.stream().anyMatch(e -> e.session() == leader.pid() && carriesLeash(e));
  }

  private boolean carriesLeash(ProcessTable.Entry entry) {
    if (leash.isEmpty() || strangers.contains(entry.identity())) {
      return false;
    }
    boolean carries = table.carries(entry.identity(), leash.get());
    if (!carries) {
      strangers.add(entry.identity());
    }
    return carries;
  }

  private void addDescendants(List<ProcessTable.Entry> all, Map<Long, ProcessTable.Entry> found) {
    int before;
    do {
      before = found.size();
      for (ProcessTable.Entry entry : all) {
        if (found.containsKey(entry.parent()) && !spared.contains(entry.pid())) {
          found.putIfAbsent(entry.pid(), entry);
        }
      }
    } while (found.size() > before);
  }

  private void signal(List<ProcessTable.Entry> found, Signal signal) {
    // The kernel signals a group as a whole: no fork of its members escapes.
    boolean grouped = found.stream().anyMatch(this::inLeadersGroup);
    if (grouped) {
      signal.sendToGroup(leader.pid());
    }
    for (ProcessTable.Entry entry : found) {
      if (!inLeadersGroup(entry)) {
        signal.sendTo(entry.identity());
      }
    }
  }

  private boolean inLeadersGroup(ProcessTable.Entry entry) {
    return entry.group() == leader.pid() && entry.session() == leader.pid();
  }

  private void awaitGone(List<ProcessTable.Entry> found, Duration limit) {
    Patience patience = new Patience(limit);
    List<ProcessTable.Entry> left = new ArrayList<>(found);
    do {
      left.removeIf(entry -> entry.identity().liveness() == Liveness.GONE);
    } while (!left.isEmpty() && patience.pause());
  }

  private static Set<Long> ourselvesAndAncestors() {
    Set<Long> result = new HashSet<>();
    Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
    while (next.isPresent() && result.add(next.get().pid())) {
      next = next.get().parent();
    }
    return result;
  }
}
