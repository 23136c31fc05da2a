package rowlock.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rowlock.board.Command;
import rowlock.git.Borrowed;
import rowlock.git.BranchName;
import rowlock.git.Collected;
import rowlock.git.CommitId;
import rowlock.git.Identity;
import rowlock.git.Parked;
import rowlock.git.Repository;
import rowlock.git.Worktree;
import rowlock.git.WorktreeName;
import rowlock.git.WorktreePool;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// A git worktree for each agent, on a branch for each task, beginning from the work that is merged
/// so far.
public final class WorktreeWorkplace implements Workplace {
  /// What all branches that agents work on begin with; behind it stand the run and the task.
  public static final String BRANCHES = "rowlock-work/";

  /// What the branches of agents begin with that hold no task.
  public static final String IDLE_BRANCHES = "rowlock-idle/";

  private final Repository repository;
  private final WorktreePool pool;
  private final String run;
  private final Supplier<CommitId> base;
  private final Supplier<Instant> clock;

  /// @param run the run the work is for
  /// @param base where new work begins, asked each time
  /// @param clock the time of commits
  public WorktreeWorkplace(
      Repository repository,
      WorktreePool pool,
      String run,
      Supplier<CommitId> base,
      Supplier<Instant> clock) {
    this.repository = repository;
    this.pool = pool;
    this.run = run;
    this.base = base;
    this.clock = clock;
  }

  @Override
  public Place prepare(Command.Claim claim, Task task) {
    Borrowed borrowed = pool.borrow(name(claim.agent()), base.get(), branch(claim.task()));
    List<String> notices =
        borrowed.parked().stream().map(parked -> words(claim.agent(), parked)).toList();
    return new Place(borrowed.worktree().path(), notices);
  }

  @Override
  public Place standing(Command.Claim claim) {
    Path folder =
        pool.find(name(claim.agent()))
            .map(Worktree::path)
            .orElseThrow(
                () -> new IllegalStateException("the worktree of " + claim.agent() + " is gone"));
    return new Place(folder, List.of());
  }

  @Override
  public Path lodge(AgentId agent, Consumer<String> notices) {
    Optional<Worktree> standing = pool.find(name(agent));
    if (standing.isPresent() && isForTask(standing.get())) {
      return standing.get().path();
    }
    BranchName idle = new BranchName(IDLE_BRANCHES + run + "/" + agent);
    Borrowed borrowed = pool.borrow(name(agent), base.get(), idle);
    borrowed.parked().stream().map(parked -> words(agent, parked)).forEach(notices);
    return borrowed.worktree().path();
  }

  @Override
  public boolean isEachAlone() {
    return true;
  }

  @Override
  public OptionalInt warm(int count) {
    return OptionalInt.of(pool.warm(count, base.get()).ready());
  }

  @Override
  public OptionalInt ready() {
    return OptionalInt.of(pool.ready(base.get()));
  }

  @Override
  public void leave(AgentId agent, Consumer<String> notices) {
    pool.remove(name(agent)).stream().map(parked -> words(agent, parked)).forEach(notices);
  }

  /// Whether a worktree has the work of a task in it that its agent is to go on with.
  private boolean isForTask(Worktree worktree) {
    return Files.isDirectory(worktree.path())
        && worktree.branch().value().startsWith(BRANCHES + run + "/");
  }

  @Override
  public Harvest collect(Command.Claim claim, Task task) {
    Optional<Worktree> worktree =
        pool.find(name(claim.agent())).filter(found -> found.branch().equals(branch(claim.task())));
    if (worktree.isEmpty()) {
      return new Harvest.Refused(
          "the worktree is gone or on another branch; work only in the worktree you were given");
    }
    String message = task.spec().description().title() + "\n\nTask: " + task.id() + "\n";
    Identity author = new Identity(claim.agent().value(), "rowlock@localhost");
    return switch (worktree.get().collect(message, author, clock.get())) {
      case Collected.Nothing nothing ->
          new Harvest.Taken(Optional.of(worktree.get().base().hex()), List.of());
      case Collected.Work work ->
          new Harvest.Taken(
              Optional.of(work.tip().hex()), files(worktree.get().base(), work.tip()));
      case Collected.Refused refused -> new Harvest.Refused(refused.reason());
    };
  }

  /// The paths that can be named in a submission; the commit tells them all.
  private List<String> files(CommitId from, CommitId to) {
    return repository.history().changedPaths(from, to).stream()
        .filter(path -> path.length() <= Text.MAX_LINE)
        .filter(path -> path.chars().noneMatch(Character::isISOControl))
        .filter(path -> path.chars().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
        .limit(Text.MAX_ENTRIES)
        .toList();
  }

  /// The worktree of an agent, as it was handed out last.
  public Optional<Worktree> worktreeOf(AgentId agent) {
    return pool.find(name(agent));
  }

  /// What an agent has committed on a task so far: the commit it has checked out while its worktree
  /// is for the task, and where the task's branch is afterwards.
  public Optional<CommitId> tip(AgentId agent, TaskId task) {
    return worktreeOf(agent)
        .filter(worktree -> worktree.branch().equals(branch(task)))
        .flatMap(Worktree::head)
        .or(() -> repository.refs().at(branch(task).ref()));
  }

  private BranchName branch(TaskId task) {
    return new BranchName(BRANCHES + run + "/" + task);
  }

  private static WorktreeName name(AgentId agent) {
    return new WorktreeName(agent.value().replace('.', '_'));
  }

  private static String words(AgentId agent, Parked parked) {
    return switch (parked) {
      case Parked.Work work -> "unmerged work of %s was kept as %s".formatted(agent, work.ref());
      case Parked.Folder moved ->
          "%s in the worktree of %s was moved to %s".formatted(moved.from(), agent, moved.to());
    };
  }
}
