package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import rowlock.bench.TemporaryFolder;
import rowlock.fleet.Errand.Way;
import rowlock.git.BranchName;
import rowlock.git.GitBatch;
import rowlock.git.Repository;
import rowlock.git.Worktree;
import rowlock.git.WorktreeName;
import rowlock.git.WorktreePool;

/// What agents and those who watch them ask of git all the time.
final class QuestionErrands implements AutoCloseable {
  private static final int STATUSES = 20;
  private static final int MIXED = 100;
  private static final double STATUS_GOAL = 1.2;
  private static final double MIXED_GOAL = 1.3;
  private static final int FLOOR_THREADS = 2;
  private static final int MIXED_THREADS = 4;
  private static final String STATUS =
      "the state of 20 worktrees; naive: git status, one after the other; floor: two at a time;"
          + " ours: the same questions with nothing remembered";
  private static final String REMEMBERED =
      "the state of 20 worktrees that did not change since; floor: git status, two at a time; ours:"
          + " as remembered, after a look at what would have changed";
  private static final String MIXED_HOW =
      "25 states, logs, diffs and branches to make; naive: git processes, one after the other;"
          + " floor: the same processes, four at a time; ours: one batch with an answer for each";

  private final BareGit git;
  private final Repository repository;
  private final WorktreePool pool;
  private final List<Worktree> worktrees;
  private final String label;
  private int made;

  QuestionErrands(WorktreeErrands place, Path folder) {
    this.git = place.bare();
    this.repository = place.repository();
    this.label = place.label();
    this.pool = repository.worktrees(TemporaryFolder.make(folder));
    this.worktrees =
        IntStream.range(0, STATUSES)
            .mapToObj(i ->
                pool.borrow(new WorktreeName("s" + i), place.head(), new BranchName("status/" + i))
                    .worktree())
            .toList();
  }

  List<Errand> errands() {
    return List.of(
        new Errand(
            "status, " + label,
            STATUSES,
            STATUS_GOAL,
            Map.of(
                Way.NAIVE,
                () -> asked(1),
                Way.FLOOR,
                () -> asked(FLOOR_THREADS),
                Way.OURS,
                () -> told(State.FORGOTTEN)),
            STATUS),
        new Errand(
            "status unchanged, " + label,
            STATUSES,
            1,
            Map.of(Way.FLOOR, () -> asked(FLOOR_THREADS), Way.OURS, () -> told(State.REMEMBERED)),
            REMEMBERED),
        new Errand(
            "mixed git operations, " + label,
            MIXED,
            MIXED_GOAL,
            Map.of(
                Way.NAIVE,
                () -> mixed(1),
                Way.FLOOR,
                () -> mixed(MIXED_THREADS),
                Way.OURS,
                this::batch),
            MIXED_HOW));
  }

  /// Whether what is asked for was asked for before.
  private enum State {
    FORGOTTEN,
    REMEMBERED
  }

  private Duration asked(int threads) {
    return Errand.timed(() ->
        together(
            threads,
            worktrees.stream()
                .<Runnable>map(one -> () -> git.at(one.path(), "status", "--porcelain=v2", "-z"))
                .toList()));
  }

  private Duration told(State state) {
    if (state == State.FORGOTTEN) {
      repository.statuses().remember(0, Duration.ZERO);
    }
    repository.statuses().remember(1_000, Duration.ofMinutes(1));
    if (state == State.REMEMBERED) {
      statuses();
    }
    return Errand.timed(this::statuses);
  }

  private void statuses() {
    together(FLOOR_THREADS, worktrees.stream().<Runnable>map(one -> () -> one.status()).toList());
  }

  private Duration mixed(int threads) {
    String name = "mixed" + made++;
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < MIXED / 4; i++) {
      int number = i;
      all.add(() -> git.run("status", "--porcelain=v2", "-z"));
      all.add(() -> git.run("log", "-z", "-n", "5", "HEAD"));
      all.add(() -> git.run("diff", "--numstat", "-z", "HEAD", "HEAD"));
      all.add(() -> git.run("branch", name + "/" + number));
    }
    Duration took = Errand.timed(() -> together(threads, all));
    git.forget(name);
    return took;
  }

  private Duration batch() {
    String name = "mixed" + made++;
    List<GitBatch.Request> all = new ArrayList<>();
    for (int i = 0; i < MIXED / 4; i++) {
      all.add(new GitBatch.Request.State());
      all.add(new GitBatch.Request.Log("HEAD", 5));
      all.add(new GitBatch.Request.DiffStat("HEAD", "HEAD"));
      all.add(new GitBatch.Request.CreateBranch(name + "/" + i, "HEAD"));
    }
    repository.statuses().remember(0, Duration.ZERO);
    GitBatch batch = repository.batch(Optional.empty(), name + "/");
    List<GitBatch.Answer> answers = new ArrayList<>();
    Duration took = Errand.timed(() -> answers.addAll(batch.run(all)));
    for (GitBatch.Answer answer : answers) {
      if (answer instanceof GitBatch.Answer.Refused(String reason)) {
        throw new IllegalStateException("one of many failed: " + reason);
      }
    }
    git.forget(name);
    return took;
  }

  private static void together(int threads, List<Runnable> all) {
    try (ExecutorService some = Executors.newFixedThreadPool(threads)) {
      for (Future<?> one : all.stream().<Future<?>>map(some::submit).toList()) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("one of many failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while git was asked");
    }
  }

  @Override
  public void close() {
    worktrees.forEach(one -> pool.remove(one.name()));
    git.forget("status");
  }
}
