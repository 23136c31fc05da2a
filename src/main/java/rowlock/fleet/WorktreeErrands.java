package rowlock.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rowlock.bench.TemporaryFolder;
import rowlock.fleet.Errand.Way;
import rowlock.git.BranchName;
import rowlock.git.CommitId;
import rowlock.git.RefChange;
import rowlock.git.RefUpdate;
import rowlock.git.Repository;
import rowlock.git.WorktreeName;
import rowlock.git.WorktreePool;

/// Worktrees and branches for many agents of one repository.
final class WorktreeErrands {
  private static final double COLD_GOAL = 5;
  private static final double READY_GOAL = 2;
  private static final double BRANCH_GOAL = 1.5;
  private static final String COLD =
      "naive: git worktree add, one after the other; floor: the same files written by one thread,"
          + " without git; ours: worktrees handed out at once that were never there before";
  private static final String READY =
      "floor: so many branches by one git update-ref and as many files of one line written; ours:"
          + " ready worktrees handed out at once, each looked at for changes";
  private static final String BRANCHES =
      "naive: git branch, one after the other; floor: all by one git update-ref; ours: one"
          + " transaction that says which ref had moved, if one had";

  private final Path folder;
  private final BareGit git;
  private final String label;
  private final List<String> files;
  private final Repository repository;
  private final CommitId head;
  private int made;

  /// @param fileCount how many files the repository has
  WorktreeErrands(Path folder, int fileCount) {
    this.folder = folder;
    this.label = "%,d files".formatted(fileCount);
    Path checkout = folder.resolve("repository");
    this.git = new BareGit(checkout);
    this.files =
        IntStream.range(0, fileCount).mapToObj(i -> "d" + i % 50 + "/f" + i + ".txt").toList();
    write(checkout);
    git.run("init", "-q", "-b", "main");
    git.run("add", ".");
    git.run("-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "begin");
    this.repository = Repository.open(checkout, folder.resolve("state"));
    this.head = repository.resolve("HEAD").orElseThrow();
  }

  private void write(Path to) {
    try {
      for (int i = 0; i < Math.min(50, files.size()); i++) {
        Files.createDirectories(to.resolve("d" + i));
      }
      for (String file : files) {
        Files.writeString(to.resolve(file), "content of " + file + "\n".repeat(40));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  BareGit bare() {
    return git;
  }

  Repository repository() {
    return repository;
  }

  CommitId head() {
    return head;
  }

  String label() {
    return label;
  }

  /// Worktrees, made and handed out.
  List<Errand> worktrees(int size) {
    return List.of(cold(size), ready(size));
  }

  private Errand cold(int size) {
    return new Errand(
        "new worktrees, " + label,
        size,
        COLD_GOAL,
        Map.of(
            Way.NAIVE,
            () -> added(size),
            Way.FLOOR,
            () -> written(size),
            Way.OURS,
            () -> borrowed(size, 0)),
        COLD);
  }

  private Errand ready(int size) {
    return new Errand(
        "ready worktrees, " + label,
        size,
        READY_GOAL,
        Map.of(Way.FLOOR, () -> namedAndWritten(size), Way.OURS, () -> borrowed(size, size)),
        READY);
  }

  /// Branches alone.
  Errand branches(int size) {
    return new Errand(
        "branches, " + label,
        size,
        BRANCH_GOAL,
        Map.of(
            Way.NAIVE,
            () -> branched(size),
            Way.FLOOR,
            () -> named(size),
            Way.OURS,
            () -> moved(size)),
        BRANCHES);
  }

  private Duration added(int size) {
    String name = fresh();
    Duration took =
        Errand.timed(() ->
            IntStream.range(0, size)
                .forEach(i ->
                    git.run(
                        "worktree",
                        "add",
                        "-q",
                        "-b",
                        name + "/" + i,
                        folder + "/" + name + "-" + i)));
    IntStream.range(0, size)
        .forEach(i -> git.run("worktree", "remove", "--force", folder + "/" + name + "-" + i));
    git.forget(name);
    return took;
  }

  private Duration written(int size) {
    try (TemporaryFolder place = TemporaryFolder.in(folder)) {
      return Errand.timed(
          () -> IntStream.range(0, size).forEach(i -> write(place.resolve("w" + i))));
    }
  }

  private Duration borrowed(int size, int warm) {
    String name = fresh();
    WorktreePool pool = repository.worktrees(TemporaryFolder.make(folder.resolve(name)));
    int wait = pool.warm(warm, head).ready();
    if (wait < warm) {
      throw new IllegalStateException(wait + " of " + warm + " worktrees wait");
    }
    List<WorktreePool.Order> orders =
        IntStream.range(0, size)
            .mapToObj(i ->
                new WorktreePool.Order(
                    new WorktreeName(name + "-" + i), head, new BranchName(name + "/" + i)))
            .toList();
    List<WorktreePool.Lending> lent = new ArrayList<>();
    Duration took = Errand.timed(() -> lent.addAll(pool.borrow(orders)));
    for (WorktreePool.Lending one : lent) {
      if (one instanceof WorktreePool.Lending.Failed(WorktreeName _, RuntimeException cause)) {
        throw cause;
      }
      pool.remove(one.name());
    }
    pool.warm(0, head);
    git.forget(name);
    return took;
  }

  private Duration namedAndWritten(int size) {
    String name = fresh();
    try (TemporaryFolder place = TemporaryFolder.in(folder)) {
      Duration took =
          Errand.timed(() -> {
            git.reading(creation(name, size), "update-ref", "--stdin");
            IntStream.range(0, size).forEach(i -> head(place.resolve("HEAD" + i), name + "/" + i));
          });
      git.forget(name);
      return took;
    }
  }

  private static void head(Path file, String branch) {
    try {
      Files.writeString(file, "ref: refs/heads/" + branch + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Duration branched(int size) {
    String name = fresh();
    Duration took =
        Errand.timed(
            () -> IntStream.range(0, size).forEach(i -> git.run("branch", name + "/" + i)));
    git.forget(name);
    return took;
  }

  private Duration named(int size) {
    String name = fresh();
    Duration took = Errand.timed(() -> git.reading(creation(name, size), "update-ref", "--stdin"));
    git.forget(name);
    return took;
  }

  private Duration moved(int size) {
    String name = fresh();
    List<RefChange> changes =
        IntStream.range(0, size)
            .mapToObj(i -> RefChange.create(new BranchName(name + "/" + i).ref(), head))
            .toList();
    Duration took =
        Errand.timed(() -> {
          RefUpdate update = repository.refs().update(changes, "bench");
          if (!(update instanceof RefUpdate.Updated)) {
            throw new IllegalStateException("the branches were not made: " + update);
          }
        });
    git.forget(name);
    return took;
  }

  private String creation(String name, int size) {
    StringBuilder script = new StringBuilder();
    IntStream.range(0, size)
        .forEach(i -> script.append("create refs/heads/%s/%d %s\n".formatted(name, i, head)));
    return script.toString();
  }

  private String fresh() {
    return "b" + ++made + "x";
  }
}
