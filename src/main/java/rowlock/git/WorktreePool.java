package rowlock.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A folder of worktrees that are handed out again and again: cleaning one is much cheaper than
/// making one, and keeps what is expensive to check out.
///
/// A worktree is never cleaned before what is in it was saved: what is not committed and what no
/// ref has is parked under `refs/rowlock/parked/<name>/<n>`; what cannot be a commit is moved aside
/// on the disk. Ignored files are not saved. Each worktree is used by one at a time, all of them at
/// the same time.
public final class WorktreePool {
  /// The most worktrees of one pool.
  public static final int MAX_WORKTREES = 1_000;

  /// The most worktrees that wait to be handed out.
  public static final int MAX_READY = ReadyWorktrees.MAX;

  private static final String ID_PREFIX = "rowlock-";
  private static final int HASH_DIGITS = 8;

  private final FrozenGit git;
  private final WorkSaver saver;
  private final Path folder;
  private final Path own;
  private final ReadyWorktrees ready;
  private final LendingDesk desk;
  private final String idPrefix;
  private final Map<WorktreeName, Slot> slots = new ConcurrentHashMap<>();

  WorktreePool(FrozenGit git, WorkSaver saver, Path folder, Path state) {
    this.git = git;
    this.saver = saver;
    this.folder = Disk.realDirectory(folder);
    Path checkout = git.location().checkout();
    if (checkout.startsWith(this.folder)) {
      throw new IllegalArgumentException(folder + " contains the checkout " + checkout);
    }
    String hash = hash(this.folder);
    this.idPrefix = ID_PREFIX + hash + "-";
    this.own = state.resolve("worktrees-" + hash);
    this.ready = new ReadyWorktrees(own, this::slotIn);
    this.desk =
        new LendingDesk(
            new BranchHolders(git.location().commonDirectory(), idPrefix),
            saver,
            ready,
            state.resolve("aside"));
  }

  /// What is wanted: a worktree of a name, on a branch, at a commit.
  public record Order(WorktreeName name, CommitId base, BranchName branch) {}

  /// What became of one order of several.
  public sealed interface Lending {
    /// The name that was ordered.
    WorktreeName name();

    /// It was handed out.
    record Lent(Borrowed borrowed) implements Lending {
      @Override
      public WorktreeName name() {
        return borrowed.worktree().name();
      }
    }

    /// It was not, and nothing is lost.
    record Failed(WorktreeName name, GitException cause) implements Lending {}
  }

  /// Hands out a worktree that is clean, at a commit, on a branch that is made or moved there.
  ///
  /// If the branch has commits that the base has not, they are parked. If another worktree of this
  /// pool has the branch checked out, that one keeps its files but loses the branch, so that a late
  /// writer there does no harm.
  ///
  /// @throws GitException if the branch is checked out outside the pool, or a git lock that may
  ///   belong to somebody stays
  public Borrowed borrow(WorktreeName name, CommitId base, BranchName branch) {
    return switch (borrow(List.of(new Order(name, base, branch))).getFirst()) {
      case Lending.Lent(Borrowed borrowed) -> borrowed;
      case Lending.Failed(WorktreeName _, GitException cause) -> throw cause;
    };
  }

  /// Hands out many worktrees at once, as [#borrow(WorktreeName, CommitId, BranchName)] does one:
  /// all branches in one transaction, the files of those that were not [ready][#warm] side by side.
  ///
  /// @param orders 1 to [#MAX_WORKTREES]; no name and no branch twice
  /// @return what became of each, in their order; that of one does not depend on the others
  public List<Lending> borrow(List<Order> orders) {
    requireDifferent(orders);
    List<LendingDesk.HandOut> all =
        orders.stream()
            .map(order ->
                new LendingDesk.HandOut(
                    order.name(),
                    slot(order.name()),
                    new Slot.Use(Optional.of(order.branch()), order.base())))
            .toList();
    desk.handOut(all);
    List<Lending> lendings = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      lendings.add(lending(orders.get(i), all.get(i)));
    }
    return lendings;
  }

  private static void requireDifferent(List<Order> orders) {
    if (orders.isEmpty() || orders.size() > MAX_WORKTREES) {
      throw new IllegalArgumentException("1 to " + MAX_WORKTREES + " worktrees at once");
    }
    if (orders.stream().map(Order::name).distinct().count() < orders.size()
        || orders.stream().map(Order::branch).distinct().count() < orders.size()) {
      throw new IllegalArgumentException("a worktree or a branch is ordered twice");
    }
  }

  private Lending lending(Order order, LendingDesk.HandOut done) {
    return done.failure()
        .<Lending>map(cause -> new Lending.Failed(order.name(), cause))
        .orElseGet(() ->
            new Lending.Lent(
                new Borrowed(
                    new Worktree(order.name(), order.branch(), order.base(), done.slot(), saver),
                    done.parked())));
  }

  /// Hands out a worktree that is clean and at a commit, without a branch, for checks. What checks
  /// leave in it is nobody's work and not parked.
  ///
  /// @return its folder
  public Path detachedAt(WorktreeName name, CommitId commit) {
    LendingDesk.HandOut handOut =
        new LendingDesk.HandOut(name, slot(name), new Slot.Use(Optional.empty(), commit));
    desk.handOut(List.of(handOut));
    handOut
        .failure()
        .ifPresent(cause -> {
          throw cause;
        });
    return handOut.slot().folder();
  }

  /// Worktrees that wait to be handed out.
  ///
  /// @param ready how many wait, whatever their commit
  /// @param failures why some could not be made ready, as on a full disk
  public record Stock(int ready, List<GitException> failures) {
    public Stock {
      failures = List.copyOf(failures);
    }
  }

  /// Checks out worktrees before anybody asks for them, so that a name that has none yet gets one
  /// of them in less than a millisecond. Those that are at another commit are moved to this one.
  ///
  /// One that was changed by anybody in the meantime is noticed and cleaned when it is handed out.
  ///
  /// @param count how many are to wait, 0 to [#MAX_READY]; those beyond are deleted
  /// @return how many wait now; fewer than wanted if another process is making them, or if some
  ///   could not be checked out
  public Stock warm(int count, CommitId commit) {
    if (count < 0 || count > MAX_READY) {
      throw new IllegalArgumentException("0 to " + MAX_READY + " worktrees can wait");
    }
    return ready.fill(count, commit);
  }

  /// How many worktrees wait that are at a commit.
  public int ready(CommitId commit) {
    return ready.count(commit);
  }

  /// The worktree handed out last under a name, as after a restart; empty if there is none, or it
  /// has no branch.
  public Optional<Worktree> find(WorktreeName name) {
    Slot slot = slot(name);
    return slot.lastUse()
        .flatMap(
            use -> use.branch().map(branch -> new Worktree(name, branch, use.base(), slot, saver)));
  }

  /// The names of all worktrees there are, half-made ones included.
  public List<WorktreeName> names() {
    return Disk.entries(own).stream()
        .map(path -> path.getFileName().toString())
        .filter(WorktreeName::isWellFormed)
        .map(WorktreeName::new)
        .toList();
  }

  /// Deletes a worktree after parking what is in it; its branch stays.
  ///
  /// @return what was parked
  public List<Parked> remove(WorktreeName name) {
    Slot slot = slot(name);
    return slot.alone(() -> {
      List<Parked> parked = new ArrayList<>();
      List<CommitId> loose = List.of();
      if (slot.isOccupied() && slot.lastUse().isPresent()) {
        loose = desk.rescue(slot, slot.lastUse().get().base(), parked).commits();
      }
      parked.addAll(saver.park(name, loose, List.of()));
      slot.delete();
      return parked;
    });
  }

  private Slot slot(WorktreeName name) {
    if (!slots.containsKey(name) && slots.size() >= MAX_WORKTREES) {
      throw new IllegalArgumentException("a pool has at most " + MAX_WORKTREES + " worktrees");
    }
    return slots.computeIfAbsent(name, key -> slotIn(key.value()));
  }

  private Slot slotIn(String place) {
    return new Slot(
        git,
        folder.resolve(place),
        git.location().commonDirectory().resolve("worktrees").resolve(idPrefix + place),
        own.resolve(place));
  }

  private static String hash(Path folder) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(folder.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
