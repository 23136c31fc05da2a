package rowlock.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where worktrees are handed out, one or many at a time.
///
/// In steps, each for all: take the slots, take the branches from whoever has them, save what would
/// be lost, change all refs in one transaction, and only then clean and check out.
final class LendingDesk {
  private static final Comparator<HandOut> BY_NAME = Comparator.comparing(HandOut::name);

  private final BranchHolders holders;
  private final WorkSaver saver;
  private final ReadyWorktrees ready;
  private final Path aside;

  LendingDesk(BranchHolders holders, WorkSaver saver, ReadyWorktrees ready, Path aside) {
    this.holders = holders;
    this.saver = saver;
    this.ready = ready;
    this.aside = aside;
  }

  /// Hands out, or notes in each what went wrong.
  void handOut(List<HandOut> all) {
    try {
      // Everybody takes slots in the same order, so nobody waits for one who waits for him.
      all.stream().sorted(BY_NAME).forEach(one -> one.step(one::enter));
      takeBranches(all);
      Turnstile.together(
          all,
          one -> {
            one.step(() -> prepare(one));
            return one;
          });
      changeRefs(all);
      Turnstile.together(
          all,
          one -> {
            one.step(one::finish);
            return one;
          });
    } finally {
      all.forEach(HandOut::leave);
    }
  }

  /// Makes sure that nobody else has the branches checked out.
  private void takeBranches(List<HandOut> all) {
    if (all.stream().allMatch(one -> one.use().branch().isEmpty())) {
      return;
    }
    Map<String, List<Path>> heads = holders.byRef();
    for (HandOut one : all) {
      one.use()
          .branch()
          .ifPresent(branch ->
              one.step(() -> {
                for (Path admin : heads.getOrDefault(branch.ref().value(), List.of())) {
                  if (!admin.equals(one.slot().admin())) {
                    takeFrom(admin, branch);
                  }
                }
              }));
    }
  }

  private void takeFrom(Path admin, BranchName branch) {
    if (!holders.isOurs(admin)) {
      throw new GitException(branch + " is checked out elsewhere: " + admin);
    }
    saver.refs().at(branch.ref()).ifPresent(tip -> Slot.detach(admin, tip));
  }

  private void prepare(HandOut one) {
    boolean isForWork = one.use().branch().isPresent();
    Optional<Slot.Leftovers> given =
        isForWork && one.slot().isVacant()
            ? ready.become(one.slot(), one.use().base())
            : Optional.empty();
    List<CommitId> commits = new ArrayList<>();
    Slot.Leftovers leftovers =
        given.orElseGet(() -> {
          Rescue rescue = rescue(one.slot(), one.use().base(), one.parked());
          commits.addAll(rescue.commits());
          return rescue.leftovers();
        });
    one.use().branch().ifPresent(branch -> one.plan(branchAt(branch, one.use().base(), commits)));
    one.found(commits, leftovers);
  }

  /// What cleaning a worktree would lose, and whether there is more to clean than git tracks.
  record Rescue(List<CommitId> commits, Slot.Leftovers leftovers) {}

  Rescue rescue(Slot slot, CommitId fallback, List<Parked> moved) {
    boolean occupied = slot.isOccupied();
    Optional<Slot.Use> last = slot.lastUse();
    moved.addAll(slot.repair(fallback, aside));
    if (!occupied && slot.leftovers() == Slot.Leftovers.NONE) {
      return new Rescue(List.of(), Slot.Leftovers.NONE);
    }
    if (!occupied && last.isEmpty()) {
      return new Rescue(List.of(), Slot.Leftovers.POSSIBLE);
    }
    if (last.isPresent() && last.get().branch().isEmpty()) {
      return new Rescue(List.of(), Slot.Leftovers.POSSIBLE);
    }
    WorktreeStatus status = saver.status(slot);
    // What was committed since is in no index that the reset knows, so only cleaning removes it.
    return new Rescue(saver.rescue(slot, status, aside, moved), Slot.Leftovers.POSSIBLE);
  }

  private List<RefChange> branchAt(BranchName branch, CommitId base, List<CommitId> commits) {
    Optional<CommitId> tip = saver.refs().at(branch.ref());
    if (tip.isEmpty()) {
      return List.of(RefChange.create(branch.ref(), base));
    }
    if (tip.get().equals(base)) {
      return List.of();
    }
    if (!saver.history().isAncestor(tip.get(), base)) {
      commits.add(tip.get());
    }
    return List.of(RefChange.move(branch.ref(), tip.get(), base));
  }

  /// All in one transaction; if that is refused, each by itself, so that only one fails.
  private void changeRefs(List<HandOut> all) {
    List<HandOut> going = all.stream().filter(HandOut::isOnItsWay).toList();
    List<HandOut> plain = going.stream().filter(one -> one.loose().isEmpty()).toList();
    boolean done = plain.size() > 1 && changedAtOnce(plain);
    for (HandOut one : going) {
      if (!done || !one.loose().isEmpty()) {
        one.step(() -> one.parked().addAll(saver.park(one.name(), one.loose(), one.changes())));
      }
    }
  }

  private boolean changedAtOnce(List<HandOut> all) {
    List<RefChange> changes = all.stream().flatMap(one -> one.changes().stream()).toList();
    try {
      return changes.isEmpty()
          || saver.refs().update(changes, "worktrees") instanceof RefUpdate.Updated;
    } catch (GitException refused) {
      // Each is tried again and says for itself what is wrong.
      return false;
    }
  }

  /// One worktree on its way out: what is wanted, what was found out so far, and what went wrong.
  /// Used by one thread at a time.
  static final class HandOut {
    private final WorktreeName name;
    private final Slot slot;
    private final Slot.Use use;
    private final List<Parked> parked = new ArrayList<>();
    private List<CommitId> loose = List.of();
    private List<RefChange> changes = List.of();
    private Slot.Leftovers leftovers = Slot.Leftovers.POSSIBLE;
    private WriteQueue.@Nullable Turn turn;
    private @Nullable GitException failure;

    HandOut(WorktreeName name, Slot slot, Slot.Use use) {
      this.name = name;
      this.slot = slot;
      this.use = use;
    }

    WorktreeName name() {
      return name;
    }

    Slot slot() {
      return slot;
    }

    Slot.Use use() {
      return use;
    }

    /// What was saved, to be reported.
    List<Parked> parked() {
      return parked;
    }

    Optional<GitException> failure() {
      return Optional.ofNullable(failure);
    }

    boolean isOnItsWay() {
      return failure == null;
    }

    /// Takes a step; the first that fails is the last.
    void step(Runnable work) {
      if (failure == null) {
        try {
          work.run();
        } catch (GitException broken) {
          failure = broken;
        }
      }
    }

    void enter() {
      turn = slot.take();
    }

    void leave() {
      WriteQueue.Turn taken = turn;
      if (taken != null) {
        taken.close();
      }
    }

    /// @param commits what must be parked before the worktree may be cleaned
    void found(List<CommitId> commits, Slot.Leftovers howFar) {
      loose = List.copyOf(commits);
      leftovers = howFar;
    }

    void plan(List<RefChange> planned) {
      changes = List.copyOf(planned);
    }

    List<CommitId> loose() {
      return loose;
    }

    /// The refs that change with it.
    List<RefChange> changes() {
      return changes;
    }

    /// Makes the worktree what is wanted; from here on nothing can be lost.
    ///
    /// Until its files are there it is nobody's, so that a checkout that was cut off is not taken
    /// for somebody's work.
    void finish() {
      if (leftovers != Slot.Leftovers.EXACT) {
        slot.remember(new Slot.Use(Optional.empty(), use.base()));
      }
      slot.forgetOperations();
      slot.head(use);
      slot.checkOut(use.base(), leftovers);
      slot.remember(use);
    }
  }
}
