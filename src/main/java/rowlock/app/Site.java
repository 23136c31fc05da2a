package rowlock.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import rowlock.agent.WorktreeWorkplace;
import rowlock.board.Board;
import rowlock.board.Run;
import rowlock.board.Setting;
import rowlock.coordinator.Coordinator;
import rowlock.git.CommitId;
import rowlock.git.GitException;
import rowlock.git.Head;
import rowlock.git.RefName;
import rowlock.git.RefUpdate;
import rowlock.git.Repository;
import rowlock.git.WorktreePool;
import rowlock.merge.Forecast;
import rowlock.merge.MergeQueue;
import rowlock.merge.Prospect;
import rowlock.meter.Meters;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;
import rowlock.task.Evidence;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// The repository a run works on, with the branch that collects its work.
final class Site {
  private static final String BRANCHES = "refs/heads/";

  private final String run;
  private final Repository repository;
  private final WorktreePool worktrees;
  private final Run.Integration integration;

  private Site(
      String run, Repository repository, WorktreePool worktrees, Run.Integration integration) {
    this.run = run;
    this.repository = repository;
    this.worktrees = worktrees;
    this.integration = integration;
  }

  /// Looks whether a run can work there; changes nothing but rowlock's own files.
  ///
  /// @param known the run as it is on the board, when it is taken up again
  static Site survey(RunOrder order, RunOrder.Place place, Optional<Run> known, Path home) {
    try {
      Repository repository = Repository.open(place.repository(), home.resolve("git"));
      WorktreePool worktrees = repository.worktrees(home.resolve("worktrees"));
      Optional<Run.Integration> before = known.flatMap(Run::integration);
      return new Site(
          order.run(),
          repository,
          worktrees,
          before.orElseGet(() -> plan(order, place, repository)));
    } catch (GitException broken) {
      throw refusal(String.valueOf(broken.getMessage()), "see `rowlock doctor`");
    }
  }

  private static Run.Integration plan(RunOrder order, RunOrder.Place place, Repository repository) {
    CommitId base =
        place
            .base()
            .map(name ->
                repository
                    .resolve(name)
                    .orElseThrow(() ->
                        refusal(
                            "there is no branch or commit " + name,
                            "name one that exists with --base")))
            .orElseGet(() -> repository.head().commit());
    RefName branch = branch(order, place);
    Optional<CommitId> at = repository.refs().at(branch);
    if (place.into().isEmpty() && at.isPresent()) {
      throw refusal(
          "the branch " + branch + " is there already, and this project has no such run",
          "give the run another name with --name, or delete the branch");
    }
    if (place.into().isPresent()) {
      requireFree(repository, branch);
    }
    return new Run.Integration(
        repository.checkout().toString(),
        at.orElse(base).hex(),
        branch.value(),
        place.into().isPresent());
  }

  private static RefName branch(RunOrder order, RunOrder.Place place) {
    String name = place.into().orElse("rowlock/" + order.run());
    if (!RefName.isWellFormed(BRANCHES + name)) {
      throw refusal("a branch cannot be named " + name, "choose another with --into or --name");
    }
    return new RefName(BRANCHES + name);
  }

  private static void requireFree(Repository repository, RefName branch) {
    if (repository.head() instanceof Head.OnBranch on && on.branch().equals(branch)) {
      throw refusal(
          branch
              + " is checked out in "
              + repository.checkout()
              + ", and rowlock never changes a"
              + " checkout of yours",
          "leave out --into and merge the run's own branch afterwards, or check out another one");
    }
  }

  Run.Integration integration() {
    return integration;
  }

  /// Makes the branch if it is not there, after noting where it was.
  ///
  /// @param known the run before it was opened now
  void open(Optional<Run> known, Coordinator coordinator, RunListener listener) {
    settle(known, listener);
    RefName branch = new RefName(integration.branch());
    Optional<CommitId> at = repository.refs().at(branch);
    if (known.isEmpty() || at.isEmpty() || integration.worksOnTarget()) {
      repository.recovery().record("before run " + run, List.of(branch), coordinator.now());
    }
    if (at.isEmpty()) {
      CommitId start =
          lastMerged(coordinator.board()).orElse(new CommitId(integration.baseCommit()));
      RefUpdate update =
          repository.refs().update(branch, start, Optional.empty(), "rowlock: begin run " + run);
      if (update instanceof RefUpdate.Moved) {
        throw refusal("somebody else just made the branch " + branch, "try again");
      }
    }
  }

  /// Settings that changed since the last run are the user's, unless that run was cut off: then an
  /// agent may have made them.
  private void settle(Optional<Run> known, RunListener listener) {
    if (known.isPresent() && known.get().outcome().isEmpty()) {
      restoreSettings(listener);
    } else {
      repository.guard().accept();
    }
    if (repository.isDirty()) {
      listener.noticed(
          "uncommitted changes in " + repository.checkout() + " are not part of the run");
    }
  }

  /// Where the branch was when it was last moved by this run; somebody may have deleted it since.
  private Optional<CommitId> lastMerged(Board board) {
    return board.tasks().stream()
        .filter(task -> task.spec().links().run().filter(run::equals).isPresent())
        .map(Task::state)
        .filter(TaskState.Done.class::isInstance)
        .map(TaskState.Done.class::cast)
        .filter(done -> done.evidence() instanceof Evidence.Proof)
        .max(Comparator.comparing(TaskState.Done::at))
        .map(done -> new CommitId(((Evidence.Proof) done.evidence()).merged()));
  }

  MergeQueue.Target target() {
    return new MergeQueue.Target(
        repository,
        worktrees,
        new RefName(integration.branch()),
        new CommitId(integration.baseCommit()));
  }

  WorktreeWorkplace workplace(Supplier<CommitId> base, Supplier<Instant> clock) {
    return new WorktreeWorkplace(repository, worktrees, run, base, clock);
  }

  /// What operations are told of the repository.
  ///
  /// @param isOurs the tasks of the run
  GitDesk desk(
      WorktreeWorkplace workplace, Predicate<Task> isOurs, Coordinator coordinator, Meters meters) {
    repository.measure(meters);
    Prospect prospect =
        new Prospect(repository, new Forecast(repository, meters), workplace::tip, isOurs);
    return new GitDesk(repository, workplace, prospect, coordinator);
  }

  /// Lets as much happen at once and be remembered as is set now.
  void tune(Board board) {
    repository.letRun(Math.toIntExact(board.count(Setting.MAX_CONCURRENT_GIT_OPS)));
    repository
        .statuses()
        .remember(
            Math.toIntExact(board.count(Setting.CACHE_SIZE)), board.duration(Setting.CACHE_TTL));
  }

  /// What an agent did to settings and hooks that everybody shares is undone and told.
  void restoreSettings(RunListener listener) {
    repository
        .guard()
        .restore()
        .forEach(
            change -> listener.noticed("restored " + change.file() + " (" + change.kind() + ")"));
  }

  private static Workshop.Refusal refusal(String message, String hint) {
    return new Workshop.Refusal(Workshop.Refusal.Kind.INPUT, message, hint);
  }
}
