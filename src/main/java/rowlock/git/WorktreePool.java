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

  private static final String ID_PREFIX = "rowlock-";
  private static final int HASH_DIGITS = 8;

  private final FrozenGit git;
  private final WorkSaver saver;
  private final Path folder;
  private final Path own;
  private final Path aside;
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
    this.aside = state.resolve("aside");
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
    Slot slot = slot(name);
    return slot.alone(() -> {
      takeBranch(branch, slot);
      List<Parked> parked = handOut(name, slot, new Slot.Use(Optional.of(branch), base));
      return new Borrowed(new Worktree(name, branch, base, slot, saver), parked);
    });
  }

  /// Hands out a worktree that is clean and at a commit, without a branch, for checks. What checks
  /// leave in it is nobody's work and not parked.
  ///
  /// @return its folder
  public Path detachedAt(WorktreeName name, CommitId commit) {
    Slot slot = slot(name);
    return slot.alone(() -> {
      handOut(name, slot, new Slot.Use(Optional.empty(), commit));
      return slot.folder();
    });
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
        loose = rescue(slot, slot.lastUse().get().base(), parked).commits();
      }
      parked.addAll(saver.park(name, loose, List.of()));
      slot.delete();
      return parked;
    });
  }

  private List<Parked> handOut(WorktreeName name, Slot slot, Slot.Use use) {
    List<Parked> parked = new ArrayList<>();
    Rescue rescue = rescue(slot, use.base(), parked);
    List<CommitId> commits = new ArrayList<>(rescue.commits());
    List<RefChange> changes = new ArrayList<>();
    use.branch().ifPresent(branch -> changes.addAll(branchAt(branch, use.base(), commits)));
    parked.addAll(saver.park(name, commits, changes));
    // From here on nothing can be lost.
    slot.remember(use);
    slot.forgetOperations();
    slot.head(use);
    slot.checkOut(use.base(), rescue.leftovers());
    return parked;
  }

  /// What cleaning a worktree would lose, and whether there is more to clean than git tracks.
  private record Rescue(List<CommitId> commits, Slot.Leftovers leftovers) {}

  private Rescue rescue(Slot slot, CommitId fallback, List<Parked> moved) {
    boolean occupied = slot.isOccupied();
    Optional<Slot.Use> last = slot.lastUse();
    moved.addAll(slot.repair(fallback, aside));
    if (!occupied && last.isEmpty()) {
      return new Rescue(List.of(), Slot.Leftovers.POSSIBLE);
    }
    if (last.isPresent() && last.get().branch().isEmpty()) {
      return new Rescue(List.of(), Slot.Leftovers.POSSIBLE);
    }
    if (!occupied && Disk.entries(slot.folder()).size() == 1) {
      return new Rescue(List.of(), Slot.Leftovers.NONE);
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

  /// Makes sure that nobody else has a branch checked out.
  private void takeBranch(BranchName branch, Slot slot) {
    String following = "ref: " + branch.ref();
    Path common = git.location().commonDirectory();
    List<Path> checkouts = new ArrayList<>(Disk.entries(common.resolve("worktrees")));
    checkouts.remove(slot.admin());
    checkouts.add(common);
    for (Path admin : checkouts) {
      boolean follows =
          Disk.text(admin.resolve("HEAD")).map(String::strip).filter(following::equals).isPresent();
      if (follows && !isOurs(admin)) {
        throw new GitException(branch + " is checked out elsewhere: " + admin);
      }
      if (follows) {
        saver.refs().at(branch.ref()).ifPresent(tip -> Slot.detach(admin, tip));
      }
    }
  }

  private boolean isOurs(Path admin) {
    return admin.getFileName().toString().startsWith(idPrefix);
  }

  private Slot slot(WorktreeName name) {
    if (!slots.containsKey(name) && slots.size() >= MAX_WORKTREES) {
      throw new IllegalArgumentException("a pool has at most " + MAX_WORKTREES + " worktrees");
    }
    return slots.computeIfAbsent(
        name,
        key ->
            new Slot(
                git,
                folder.resolve(key.value()),
                git.location().commonDirectory().resolve("worktrees").resolve(idPrefix + key),
                own.resolve(key.value())));
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
