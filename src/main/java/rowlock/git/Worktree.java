package rowlock.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A worktree that was handed out to one agent, on a branch of its own.
///
/// Whatever the agent does in it (switch, detach or rename the branch, commit or not), its work
/// comes back by [#collect] on that branch, or a reason why not.
public final class Worktree {
  private static final int MAX_PATHS_TOLD = 5;

  private final WorktreeName name;
  private final BranchName branch;
  private final CommitId base;
  private final Slot slot;
  private final WorkSaver saver;

  Worktree(WorktreeName name, BranchName branch, CommitId base, Slot slot, WorkSaver saver) {
    this.name = name;
    this.branch = branch;
    this.base = base;
    this.slot = slot;
    this.saver = saver;
  }

  /// Its name in the pool.
  public WorktreeName name() {
    return name;
  }

  /// The folder to work in.
  public Path path() {
    return slot.folder();
  }

  /// The branch that the work is for.
  public BranchName branch() {
    return branch;
  }

  /// The commit that the work started from.
  public CommitId base() {
    return base;
  }

  /// The commit that is checked out in it now, on whichever branch; empty if it is gone, or has
  /// none.
  public Optional<CommitId> head() {
    Optional<RefName> followed = slot.headRef();
    return followed.isPresent()
        ? saver.refs().at(followed.get())
        : slot.head().filter(ObjectName::isWellFormed).map(CommitId::new);
  }

  /// What differs in it now from what is committed; the agent may be at work in it.
  ///
  /// @throws GitException if it is gone or damaged
  public Statuses.Status status() {
    return saver.statuses().of(slot.admin(), slot.folder());
  }

  GitBatch batch(FrozenGit git, String own) {
    return new GitBatch(
        git, saver, new GitBatch.Place(slot.admin(), slot.folder(), name.value()), own);
  }

  /// Brings everything the agent has done onto its branch, committing what it left uncommitted
  /// (tracked and untracked files, not ignored ones); hooks do not run and nothing is signed. To be
  /// called when the agent does not write; calling it again changes nothing more.
  ///
  /// @param message of the commit for what was left, if there is any
  public Collected collect(String message, Identity identity, Instant when) {
    return slot.alone(() -> gather(message, identity, when));
  }

  private Collected gather(String message, Identity identity, Instant when) {
    Optional<CommitId> tip = saver.refs().at(branch.ref());
    if (!Disk.isRealDirectory(slot.folder())) {
      return tip.filter(commit -> !commit.equals(base)).isPresent()
          ? work(tip.get(), Optional.empty(), tip.get())
          : new Collected.Refused("the folder of the worktree was deleted, and with it the work");
    }
    if (Disk.isRealDirectory(slot.folder().resolve(".git"))) {
      return new Collected.Refused(
          ".git was replaced by a repository of its own; delete that and leave the work as files");
    }
    slot.reconnect(branch.ref());
    if (tip.isEmpty() && slot.headRef().flatMap(saver.refs()::at).isEmpty()) {
      slot.detach(base);
    }
    WorktreeStatus status = saver.status(slot);
    Optional<String> obstacle = obstacle(status);
    if (obstacle.isPresent()) {
      return new Collected.Refused(obstacle.get());
    }
    CommitId head = status.head().orElse(base);
    if (tip.isPresent() && !tip.get().equals(head) && !isAncestor(tip.get(), head)) {
      return !status.isDirty() && isAncestor(head, tip.get())
          ? work(tip.get(), Optional.empty(), tip.get())
          : strayed(head, tip.get());
    }
    Optional<CommitId> left =
        status.isDirty() || slot.isMerging()
            ? saver.commit(slot, status, message, identity, when)
            : Optional.empty();
    return settle(head, left, tip);
  }

  private Collected settle(CommitId head, Optional<CommitId> left, Optional<CommitId> tip) {
    CommitId result = left.orElse(head);
    if (!tip.equals(Optional.of(result))
        && saver.refs().update(branch.ref(), result, tip, "collect " + name)
            instanceof RefUpdate.Moved) {
      return new Collected.Refused(branch + " moved meanwhile; is the agent still at work?");
    }
    slot.follow(branch.ref());
    slot.forgetOperations();
    return work(result, left, head);
  }

  private Collected work(CommitId result, Optional<CommitId> left, CommitId committed) {
    if (left.isEmpty()) {
      return result.equals(base) || isAncestor(result, base)
          ? new Collected.Nothing()
          : new Collected.Work(result, Collected.Origin.AGENT);
    }
    return new Collected.Work(
        result, committed.equals(base) ? Collected.Origin.LEFT_BEHIND : Collected.Origin.BOTH);
  }

  private Optional<String> obstacle(WorktreeStatus status) {
    if (!status.conflicts().isEmpty()) {
      return Optional.of("resolve the conflicts in " + told(status.conflicts()));
    }
    if (!status.nested().isEmpty()) {
      return Optional.of(
          "git repositories inside the worktree cannot be committed; delete their .git: "
              + told(status.nested()));
    }
    if (slot.isRebasing()) {
      return Optional.of("a rebase was begun and not ended; 'git rebase --continue' or '--abort'");
    }
    if (status.head().isEmpty() && saver.refs().at(branch.ref()).isPresent()) {
      return Optional.of("the checkout is on a branch without commits; git switch " + branch);
    }
    return Optional.empty();
  }

  private static String told(List<String> rawPaths) {
    String some =
        String.join(
            ", ",
            rawPaths.stream()
                .limit(MAX_PATHS_TOLD)
                .map(raw -> Printable.line(GitOutput.readable(raw)))
                .toList());
    return rawPaths.size() > MAX_PATHS_TOLD ? some + " and others" : some;
  }

  private Collected strayed(CommitId head, CommitId tip) {
    return new Collected.Refused(
        "HEAD is at %s, which does not contain %s at %s; bring the work together on that branch"
            .formatted(head, branch, tip));
  }

  private boolean isAncestor(CommitId earlier, CommitId later) {
    return saver.history().isAncestor(earlier, later);
  }
}
