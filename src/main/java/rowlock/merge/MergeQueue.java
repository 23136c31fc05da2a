package rowlock.merge;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.git.CommitId;
import rowlock.git.Identity;
import rowlock.git.MergeOutcome;
import rowlock.git.RefChange;
import rowlock.git.RefName;
import rowlock.git.RefUpdate;
import rowlock.git.Repository;
import rowlock.git.TreeId;
import rowlock.git.WorktreeName;
import rowlock.git.WorktreePool;
import rowlock.meter.Level;
import rowlock.meter.Meter;
import rowlock.meter.Meters;
import rowlock.meter.Work;
import rowlock.process.LogTail;
import rowlock.task.Evidence;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// Takes submitted tasks one after the other, in the order they were handed in, and gives each its
/// verdict: merged and proved, or returned with the reason.
///
/// A verdict moves the branch and makes the proof in one transaction of git, then goes to the
/// journal. Whatever moment the process dies at, doing it again does it once.
public final class MergeQueue {
  /// How often a merge is made anew because somebody else moved the branch meanwhile.
  private static final int MAX_MOVES = 20;

  /// How many paths a reason names.
  private static final int MAX_NAMED = 20;

  private static final int MAX_PATH = 300;

  /// The worktree in which checks run.
  private static final WorktreeName CHECKS = new WorktreeName("checks");

  private static final Duration REST = Duration.ofMillis(500);
  private static final Comparator<Submitted> OLDEST_FIRST =
      Comparator.comparing((Submitted work) -> work.state().since())
          .thenComparing(work -> work.task().id());

  private final Coordinator coordinator;
  private final Target target;
  private final Predicate<Task> isOurs;
  private final Checks checks;
  private final Proofs proofs;
  private final Meter verdicts;
  private volatile boolean stopping;

  /// Where work is merged.
  ///
  /// @param repository the repository
  /// @param worktrees where checks get their clean checkout
  /// @param branch the full name of the integration branch, which exists
  /// @param base the commit it began from
  public record Target(
      Repository repository, WorktreePool worktrees, RefName branch, CommitId base) {}

  /// A task that waits for its verdict.
  private record Submitted(Task task, TaskState.Submitted state) {
    Command.Claim claim() {
      return new Command.Claim(state.holder(), task.id(), state.fence());
    }
  }

  /// @param isOurs which tasks this queue is for
  /// @param logs the folder that keeps what checks print
  /// @param meters what is measured
  public MergeQueue(
      Coordinator coordinator, Target target, Predicate<Task> isOurs, Path logs, Meters meters) {
    this.coordinator = coordinator;
    this.target = target;
    this.isOurs = isOurs;
    this.checks = new Checks(logs);
    this.proofs = new Proofs(target.repository());
    this.verdicts = meters.of(Work.VERDICT);
    meters.watch(Level.VERDICTS_WAITING, () -> submitted().count());
  }

  /// The commit that new work begins from.
  public CommitId head() {
    return target.repository().refs().at(target.branch()).orElse(target.base());
  }

  /// Gives verdicts until [#stop] is called.
  public void run() throws InterruptedException {
    long looked = -1;
    while (!stopping) {
      long position = coordinator.board().position();
      if (position == looked || !reconcile()) {
        coordinator.awaitBeyond(position, REST);
      }
      looked = position;
    }
  }

  /// Lets [#run] return soon: a check that runs is given up, and its task stays submitted; a merge
  /// is finished.
  public void stop() {
    stopping = true;
    checks.giveUp();
  }

  /// Gives the next verdict.
  ///
  /// @return whether there was something to judge
  boolean reconcile() {
    Optional<Submitted> next =
        submitted()
            .filter(task -> coordinator.board().openPartsOf(task).isEmpty())
            .map(task -> new Submitted(task, (TaskState.Submitted) task.state()))
            .min(OLDEST_FIRST);
    try {
      next.ifPresent(work -> {
        report(judge(work));
        Duration took = Duration.between(work.state().since(), now());
        verdicts.succeeded(took.isNegative() ? Duration.ZERO : took);
      });
    } catch (Checks.GivenUp stop) {
      return false;
    }
    return next.isPresent();
  }

  private Stream<Task> submitted() {
    return coordinator.board().tasks().stream()
        .filter(isOurs)
        .filter(task -> task.state() instanceof TaskState.Submitted);
  }

  private void report(Command verdict) {
    switch (coordinator.submit(Request.bySystem(verdict))) {
      case Reply.Done done -> {}
      // It was cancelled or requeued while it was judged; the board knows better.
      case Reply.Refused refused -> {}
      case Reply.Failed failed -> throw failed.cause();
    }
  }

  private Command judge(Submitted work) {
    Optional<Evidence.Proof> before = proofs.find(work.claim());
    if (before.isPresent()) {
      return new Command.AcceptTask(work.claim(), before.get());
    }
    Optional<CommitId> commit =
        work.state().submission().commit().flatMap(target.repository()::resolve);
    if (commit.isEmpty()) {
      return refuse(work, FailureCause.REFUSED, "The commit that was handed in does not exist.");
    }
    for (int moves = 0; moves < MAX_MOVES; moves++) {
      Optional<Command> verdict = tryOnce(work, commit.get(), head());
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return refuse(
        work,
        FailureCause.CONFLICT,
        "The branch " + target.branch() + " was moved by others all the time.");
  }

  /// Merges onto a head and checks the result.
  ///
  /// @return empty when the head is not the head any more
  private Optional<Command> tryOnce(Submitted work, CommitId commit, CommitId head) {
    if (target.repository().history().isAncestor(commit, head)) {
      return prove(work, commit, head, head);
    }
    return switch (target.repository().merging().merge(head, commit)) {
      case MergeOutcome.Conflict conflict ->
          Optional.of(
              refuse(
                  work,
                  FailureCause.CONFLICT,
                  "The work conflicts with what was merged meanwhile, in: "
                      + String.join(", ", named(conflict.paths()))
                      + ". Do it again on the new base."));
      case MergeOutcome.Merged merged ->
          prove(work, commit, head, commitMerge(work, merged.tree(), head, commit));
    };
  }

  private CommitId commitMerge(Submitted work, TreeId tree, CommitId head, CommitId commit) {
    Task task = work.task();
    String message =
        """
        %s

        Task: %s
        Agent: %s
        Claim: %d
        """
            .formatted(
                task.spec().description().title(),
                task.id(),
                work.state().holder(),
                work.state().fence());
    return target
        .repository()
        .merging()
        .commit(tree, List.of(head, commit), message, Identity.ROWLOCK, now());
  }

  private Optional<Command> prove(Submitted work, CommitId commit, CommitId head, CommitId merged) {
    Checks.Findings findings =
        work.task().spec().work().checks().isEmpty()
            ? new Checks.Findings(List.of(), Optional.empty())
            : checks.run(
                work.task(),
                work.task().id() + "-" + work.state().fence(),
                target.worktrees().detachedAt(CHECKS, merged));
    if (findings.red().isPresent()) {
      return Optional.of(refuse(work, FailureCause.CHECK_FAILED, findings.red().get()));
    }
    Evidence.Proof proof = new Evidence.Proof(commit.hex(), merged.hex(), findings.runs());
    if (merged.equals(head)) {
      // Nothing to merge, so nothing that a crash could leave half done.
      return Optional.of(new Command.AcceptTask(work.claim(), proof));
    }
    CommitId written = proofs.write(proof, merged, now());
    RefUpdate update =
        target
            .repository()
            .refs()
            .update(
                List.of(
                    RefChange.move(target.branch(), head, merged),
                    RefChange.create(Proofs.ref(work.claim()), written)),
                "rowlock: merge task " + work.task().id());
    return switch (update) {
      case RefUpdate.Updated updated -> Optional.of(new Command.AcceptTask(work.claim(), proof));
      case RefUpdate.Moved moved -> Optional.empty();
    };
  }

  private static List<String> named(List<String> paths) {
    return paths.stream().limit(MAX_NAMED).map(path -> LogTail.printable(path, MAX_PATH)).toList();
  }

  private static Command refuse(Submitted work, FailureCause cause, String reason) {
    return new Command.ReturnTask(work.claim(), cause, reason);
  }

  private Instant now() {
    return coordinator.now();
  }
}
