package rowlock.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Worktrees that are checked out before anybody asks for one, and have no name yet.
///
/// One that is handed out is renamed, which costs the same for any number of files. Before that it
/// is compared with how it looked when it was made ready: if anybody was in it since, it is not
/// trusted but cleaned like any other. What is in one is nobody's work and never parked.
final class ReadyWorktrees {
  /// The most that wait.
  static final int MAX = 200;

  private static final String PREFIX = ".ready-";
  private static final Pattern NAME = Pattern.compile("\\.ready-(\\d{1,3})");

  private final Path own;
  private final Function<String, Slot> makeSlot;
  private final Map<Integer, Slot> slots = new ConcurrentHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean looked;

  /// @param own where the pool keeps what it knows of its worktrees
  /// @param makeSlot the place of a worktree, by the name of its folder
  ReadyWorktrees(Path own, Function<String, Slot> makeSlot) {
    this.own = own;
    this.makeSlot = makeSlot;
  }

  /// One that waits.
  private record Waiting(int number, CommitId commit) {}

  private Slot slot(int number) {
    return slots.computeIfAbsent(number, key -> makeSlot.apply(PREFIX + key));
  }

  /// How many wait that are at a commit.
  synchronized int count(CommitId commit) {
    look();
    return (int) waiting.stream().filter(one -> one.commit().equals(commit)).count();
  }

  /// Makes as many ready as are wanted, at a commit, and deletes those that are too many.
  WorktreePool.Stock fill(int wanted, CommitId commit) {
    numbersOnDisk().filter(number -> number > wanted).forEach(this::discard);
    List<Integer> unready =
        IntStream.rangeClosed(1, wanted)
            .filter(number -> !isReady(number, commit))
            .boxed()
            .toList();
    List<GitException> failures = Collections.synchronizedList(new ArrayList<>());
    List<Integer> made =
        Turnstile.together(unready, number -> make(number, commit, failures)).stream()
            .flatMap(Optional::stream)
            .toList();
    if (!made.isEmpty()) {
      // A later change must have a later time.
      Pause.of(Fingerprint.GRAIN.multipliedBy(2));
    }
    Turnstile.together(made, number -> seal(number, commit));
    return new WorktreePool.Stock(recount(), failures);
  }

  private synchronized int recount() {
    looked = false;
    look();
    return waiting.size();
  }

  private boolean isReady(int number, CommitId commit) {
    Slot slot = slot(number);
    return slot.isOccupied()
        && slot.ready().filter(ready -> ready.commit().equals(commit)).isPresent();
  }

  private Optional<Integer> make(int number, CommitId commit, List<GitException> failures) {
    try {
      return checkOut(number, commit);
    } catch (GitException broken) {
      failures.add(broken);
      return Optional.empty();
    }
  }

  private Optional<Integer> checkOut(int number, CommitId commit) {
    Slot slot = slot(number);
    return alone(
            slot,
            () -> {
              slot.unmarkReady();
              slot.repair(commit, own.resolveSibling("aside"));
              Slot.Leftovers leftovers = slot.leftovers();
              Slot.Use use = new Slot.Use(Optional.empty(), commit);
              slot.remember(use);
              slot.forgetOperations();
              slot.head(use);
              slot.checkOut(commit, leftovers);
              slot.pin();
            })
        .map(done -> number);
  }

  private Optional<Integer> seal(int number, CommitId commit) {
    Slot slot = slot(number);
    return alone(
            slot,
            () ->
                slot.fingerprint()
                    .filter(Fingerprint::isSettled)
                    .ifPresent(looks -> slot.markReady(commit, looks)))
        .map(done -> number);
  }

  private void discard(int number) {
    Slot slot = slot(number);
    alone(slot, slot::delete);
  }

  /// Does something with a slot, unless another process of ours is at it.
  private static Optional<Slot> alone(Slot slot, Runnable work) {
    Optional<WriteQueue.Turn> turn = slot.takeIfFree();
    turn.ifPresent(taken -> {
      try {
        work.run();
      } finally {
        taken.close();
      }
    });
    return turn.map(taken -> slot);
  }

  /// Turns one that waits into a slot where nothing is.
  ///
  /// @return what there may be to clean; empty if none waits
  Optional<Slot.Leftovers> become(Slot vacant, CommitId commit) {
    for (Optional<Waiting> next = next(commit); next.isPresent(); next = next(commit)) {
      Slot slot = slot(next.get().number());
      Optional<WriteQueue.Turn> turn = slot.takeIfFree();
      if (turn.isPresent()) {
        try {
          Optional<Slot.Ready> ready = slot.ready();
          if (ready.isPresent() && slot.isOccupied()) {
            return Optional.of(hand(slot, vacant, ready.get(), commit));
          }
        } finally {
          turn.get().close();
        }
      }
    }
    return Optional.empty();
  }

  private static Slot.Leftovers hand(Slot from, Slot to, Slot.Ready ready, CommitId commit) {
    boolean untouched =
        from.fingerprint().map(Fingerprint::digest).equals(Optional.of(ready.digest()));
    to.become(from);
    to.unmarkReady();
    if (!untouched) {
      return Slot.Leftovers.POSSIBLE;
    }
    return ready.commit().equals(commit) ? Slot.Leftovers.EXACT : Slot.Leftovers.NONE;
  }

  /// Takes one from those that wait, better one at the commit.
  private synchronized Optional<Waiting> next(CommitId commit) {
    look();
    Optional<Waiting> best =
        waiting.stream()
            .filter(one -> one.commit().equals(commit))
            .findFirst()
            .or(() -> waiting.stream().findFirst());
    best.ifPresent(waiting::remove);
    return best;
  }

  private void look() {
    if (!looked) {
      waiting.clear();
      numbersOnDisk()
          .boxed()
          .forEach(number ->
              slot(number)
                  .ready()
                  .ifPresent(ready -> waiting.add(new Waiting(number, ready.commit()))));
      looked = true;
    }
  }

  private IntStream numbersOnDisk() {
    return Disk.entries(own).stream()
        .map(path -> NAME.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .mapToInt(found -> Integer.parseInt(found.group(1)));
  }
}
