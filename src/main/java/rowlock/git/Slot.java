package rowlock.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The place of one worktree on the disk: its folder, what git keeps about it in the repository
/// (`worktrees/<id>`, see `man gitrepository-layout`), and what we keep about it out of its reach.
///
/// The files that make a folder a worktree are written here rather than by `git worktree add`,
/// which fails when two run at once, costs more with every worktree there is, and reads the shared
/// settings. An agent can change each of them, so they are put right before every use.
final class Slot {
  private static final Set<String> LASTING =
      Set.of("HEAD", "commondir", "gitdir", "index", "logs", "locked");
  private static final String PIN = "locked";
  private static final String READY = "ready";
  private static final String REF_PREFIX = "ref: ";
  private static final Pattern HEAD = Pattern.compile("ref: refs/[^\\p{Cntrl}]+|[0-9a-f]{40,64}");

  private final FrozenGit git;
  private final Path folder;
  private final Path admin;
  private final Path own;
  private final LockFiles locks;
  private final WriteQueue queue;

  /// @param folder the worktree
  /// @param admin what git keeps about it
  /// @param own what we keep about it
  Slot(FrozenGit git, Path folder, Path admin, Path own) {
    this.git = git;
    this.folder = folder;
    this.admin = admin;
    this.own = own;
    this.locks = new LockFiles(List.of(folder, admin));
    this.queue = new WriteQueue(own.resolveSibling(own.getFileName() + ".lock"));
  }

  /// What a slot was handed out for.
  ///
  /// @param branch empty if the commit was checked out without one, for checks
  /// @param base the commit it started from
  record Use(Optional<BranchName> branch, CommitId base) {
    String text() {
      return base + "\n" + branch.map(BranchName::value).orElse("") + "\n";
    }

    static Optional<Use> of(String text) {
      List<String> lines = text.lines().toList();
      if (lines.isEmpty() || !ObjectName.isWellFormed(lines.getFirst())) {
        return Optional.empty();
      }
      Optional<BranchName> branch =
          lines.stream().skip(1).filter(BranchName::isWellFormed).findFirst().map(BranchName::new);
      return Optional.of(new Use(branch, new CommitId(lines.getFirst())));
    }
  }

  /// Does some work while nobody else of ours uses the slot.
  <T> T alone(Supplier<T> work) {
    return queue.write(work);
  }

  /// Waits until nobody else of ours uses the slot.
  WriteQueue.Turn take() {
    return queue.take();
  }

  /// The slot, unless somebody uses it.
  Optional<WriteQueue.Turn> takeIfFree() {
    return queue.takeIfFree();
  }

  Path folder() {
    return folder;
  }

  Path admin() {
    return admin;
  }

  GitCommand git(String... arguments) {
    return git.at(admin, folder, arguments);
  }

  GitOutput locked(GitCommand command, String purpose) {
    return locks.retryingOrFail(command, purpose);
  }

  Optional<Use> lastUse() {
    return Disk.text(own.resolve("use")).flatMap(Use::of);
  }

  void remember(Use use) {
    Disk.write(own.resolve("use"), use.text());
  }

  /// Whether there may be work in the folder.
  boolean isOccupied() {
    return Disk.isRealDirectory(folder) && Disk.isRealDirectory(admin);
  }

  /// Whether there is nothing of it on the disk.
  boolean isVacant() {
    return !Disk.exists(folder) && !Disk.exists(admin) && !Disk.exists(own);
  }

  /// Whether there is more in the folder than the link to the repository, and so perhaps more to
  /// clean than git tracks.
  Leftovers leftovers() {
    return Disk.entries(folder).size() == 1 ? Leftovers.NONE : Leftovers.POSSIBLE;
  }

  /// Becomes the worktree that another slot is, which is nowhere after that.
  ///
  /// What we keep comes first: it says that the worktree was handed out to nobody, so that whatever
  /// a crash leaves here is found to be nobody's work.
  void become(Slot other) {
    Disk.move(other.own, own);
    Disk.move(other.admin, admin);
    Disk.move(other.folder, folder);
    link(folder.resolve(".git"));
    unpin();
  }

  /// Keeps `git worktree prune` and `remove` of others away while the folder is being moved.
  void pin() {
    keep(admin.resolve(PIN), "ready for rowlock's next agent\n");
  }

  private void unpin() {
    Disk.delete(admin.resolve(PIN));
  }

  /// What the file system tells about the files of the worktree and its index.
  Optional<Fingerprint> fingerprint() {
    return Fingerprint.of(folder, List.of(admin.resolve("index")));
  }

  /// Notes that the worktree is clean at a commit, and how that looks.
  void markReady(CommitId commit, Fingerprint looks) {
    Disk.write(own.resolve(READY), commit + "\n" + looks.digest() + "\n");
  }

  void unmarkReady() {
    Disk.delete(own.resolve(READY));
  }

  /// A worktree that was made ready for whoever comes next.
  ///
  /// @param digest of how it looked then
  record Ready(CommitId commit, String digest) {}

  Optional<Ready> ready() {
    return Disk.text(own.resolve(READY))
        .map(text -> text.lines().toList())
        .filter(lines -> lines.size() == 2 && ObjectName.isWellFormed(lines.getFirst()))
        .map(lines -> new Ready(new CommitId(lines.getFirst()), lines.getLast()));
  }

  /// Makes the folder a worktree again, whatever has become of it.
  ///
  /// @param fallback what HEAD becomes if it is unreadable
  /// @param aside where things go that are in the way
  /// @return what was moved there
  List<Parked> repair(CommitId fallback, Path aside) {
    List<Parked> moved = new ArrayList<>();
    if (Disk.exists(folder) && !Disk.isRealDirectory(folder)) {
      moved.add(moveAside(folder, aside));
    }
    if (!Disk.isRealDirectory(folder)) {
      // Whatever index there was, all its files are gone.
      Disk.delete(admin.resolve("index"));
    }
    Disk.createDirectories(folder);
    if (Disk.exists(admin) && !Disk.isRealDirectory(admin)) {
      Disk.delete(admin);
    }
    Path link = folder.resolve(".git");
    if (Disk.isRealDirectory(link)) {
      moved.add(moveAside(link, aside));
    }
    link(link);
    if (head().isEmpty()) {
      head(lastUse().orElse(new Use(Optional.empty(), fallback)));
    }
    return moved;
  }

  /// Makes git find the folder and its branch again, for collecting work from it.
  void reconnect(RefName branch) {
    link(folder.resolve(".git"));
    if (head().isEmpty()) {
      follow(branch);
    }
  }

  private void link(Path link) {
    keep(admin.resolve("commondir"), "../..\n");
    keep(admin.resolve("gitdir"), link + "\n");
    keep(link, "gitdir: " + admin + "\n");
    // An index elsewhere, by a symbolic link, would be overwritten there.
    if (!Disk.isRegularFile(admin.resolve("index"))) {
      Disk.delete(admin.resolve("index"));
      restoreIndex();
    }
  }

  private static void keep(Path file, String content) {
    if (!Disk.text(file).equals(Optional.of(content))) {
      Disk.delete(file);
      Disk.write(file, content);
    }
  }

  Parked moveAside(Path path, Path aside) {
    Path to = Disk.freshPath(aside, path);
    Disk.move(path, to);
    return new Parked.Folder(path, to);
  }

  /// The content of HEAD, if it makes sense.
  Optional<String> head() {
    return Disk.text(admin.resolve("HEAD"))
        .map(String::strip)
        .filter(text -> HEAD.matcher(text).matches());
  }

  /// The ref that HEAD follows, if it follows one.
  Optional<RefName> headRef() {
    return head()
        .filter(text -> text.startsWith(REF_PREFIX))
        .map(text -> text.substring(REF_PREFIX.length()))
        .filter(RefName::isWellFormed)
        .map(RefName::new);
  }

  void head(Use use) {
    use.branch().ifPresentOrElse(branch -> follow(branch.ref()), () -> detach(admin, use.base()));
  }

  void follow(RefName ref) {
    keep(admin.resolve("HEAD"), REF_PREFIX + ref + "\n");
  }

  void detach(CommitId commit) {
    detach(admin, commit);
  }

  static void detach(Path admin, CommitId commit) {
    Disk.write(admin.resolve("HEAD"), commit + "\n");
  }

  /// Whether a rebase was begun and not ended.
  boolean isRebasing() {
    return Disk.exists(admin.resolve("rebase-merge")) || Disk.exists(admin.resolve("rebase-apply"));
  }

  /// Whether a merge was begun and not ended.
  boolean isMerging() {
    return Disk.exists(admin.resolve("MERGE_HEAD"));
  }

  /// Ends every merge, rebase or the like that was begun, and forgets the state of it.
  void forgetOperations() {
    for (Path entry : Disk.entries(admin)) {
      String name = entry.getFileName().toString();
      if (name.endsWith(".lock")) {
        locks.awaitEnd(entry);
      } else if (!LASTING.contains(name)) {
        Disk.delete(entry);
      }
    }
  }

  /// Makes the folder exactly a commit: other tracked files replaced, and everything else deleted
  /// if there may be anything else.
  void checkOut(CommitId commit, Leftovers leftovers) {
    if (leftovers == Leftovers.EXACT) {
      return;
    }
    restoreIndex();
    GitOutput read = locks.retrying(git("read-tree", "--reset", "-u", commit.hex()));
    if (read.exitCode() != 0) {
      startOver(commit);
    } else if (leftovers == Leftovers.POSSIBLE && git("clean", "-ffdxq").run().exitCode() != 0) {
      startOver(commit);
    }
    Disk.copy(admin.resolve("index"), own.resolve("index"));
  }

  /// How far the content of a folder may be from the commit that is wanted.
  enum Leftovers {
    /// It is that commit.
    EXACT,
    /// There are no untracked files.
    NONE,
    /// There may be anything.
    POSSIBLE
  }

  /// Checks out into an emptied folder: for what git cannot overwrite or delete.
  private void startOver(CommitId commit) {
    Disk.entries(folder).stream().filter(entry -> !entry.endsWith(".git")).forEach(Disk::delete);
    Disk.delete(admin.resolve("index"));
    locked(
        git("read-tree", "--reset", "-u", commit.hex()),
        commit + " cannot be checked out in " + folder);
  }

  /// Replaces the agent's index by the one we saved: the agent's may hide changed files from git
  /// (`--assume-unchanged`, `--skip-worktree`) or be damaged.
  void restoreIndex() {
    if (Disk.isRegularFile(own.resolve("index"))) {
      Disk.copy(own.resolve("index"), admin.resolve("index"));
    }
  }

  void dropIndex() {
    Disk.delete(admin.resolve("index"));
  }

  void delete() {
    Disk.delete(folder);
    Disk.delete(admin);
    Disk.delete(own);
  }
}
