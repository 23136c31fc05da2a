package rowlock.git;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Meters;

/// A repository that agents work on, seen from a user's checkout of it, which is never written to.
///
/// Safe for many threads: reads run side by side, writes wait for each other, also between
/// processes.
public final class Repository {
  /// The longest revision expression.
  public static final int MAX_REVISION_LENGTH = 1_000;

  private static final String QUEUE = "rowlock.lock";
  private static final String PROGRAM = "git";
  private static final Pattern ODD = Pattern.compile(".*[\\p{Cntrl}].*", Pattern.DOTALL);

  private final FrozenGit git;
  private final Path state;
  private final Refs refs;
  private final History history;
  private final Merging merging;
  private final Statuses statuses;
  private final WriteQueue queue;

  private Repository(FrozenGit git, Path state) {
    this.git = git;
    this.state = state;
    this.queue = new WriteQueue(git.location().commonDirectory().resolve(QUEUE));
    this.refs = new Refs(git, queue);
    this.history = new History(git);
    this.merging = new Merging(git);
    this.statuses = new Statuses(git, refs);
  }

  /// Opens the repository that a directory is in, which may be a linked worktree.
  ///
  /// The settings of the repository, the user and the system are frozen at the first opening with a
  /// state directory; later ones use those, whatever has changed since (see [#guard]).
  ///
  /// @param directory anywhere in a checkout
  /// @param state a private directory for what must survive a restart; created if needed; each
  ///   repository wants its own
  /// @throws GitException if there is no repository, it is bare, has no commit yet, or git is
  ///   missing or older than 2.38
  public static Repository open(Path directory, Path state) {
    return open(directory, state, PROGRAM);
  }

  static Repository open(Path directory, Path state, String program) {
    Path opened = directory.toAbsolutePath().normalize();
    Path own = state.toAbsolutePath().normalize();
    Disk.createDirectories(own);
    Repository repository = new Repository(FrozenGit.open(program, opened, own), own);
    repository.head();
    return repository;
  }

  /// The root of the user's checkout.
  public Path checkout() {
    return git.location().checkout();
  }

  /// The directory that all worktrees of the repository share.
  public Path commonDirectory() {
    return git.location().commonDirectory();
  }

  /// What the user has checked out.
  ///
  /// @throws GitException if there is no commit yet
  public Head head() {
    GitCommand command = git.atUserCheckout("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    GitOutput found = command.run();
    if (found.exitCode() != 0) {
      throw command.failure(
          checkout() + " has nothing committed on its branch; commit something first", found);
    }
    CommitId commit = new CommitId(found.text());
    GitOutput branch = git.atUserCheckout("symbolic-ref", "--quiet", "HEAD").run();
    return branch.exitCode() == 0
        ? new Head.OnBranch(new RefName(branch.text()), commit)
        : new Head.Detached(commit);
  }

  /// Whether the user's checkout has changes that are not committed, or files that are neither
  /// tracked nor ignored.
  public boolean isDirty() {
    return !git.atUserCheckout(
            "status", "--porcelain", "-z", "--untracked-files=normal", "--ignore-submodules=all")
        .orFail("the state of " + checkout() + " cannot be read")
        .isEmpty();
  }

  /// What differs in the user's checkout from what is committed; read by no more than is needed.
  public Statuses.Status status() {
    return statuses.of(git.location().gitDirectory(), checkout());
  }

  /// What is remembered of the states of checkouts.
  public Statuses statuses() {
    return statuses;
  }

  /// A place to ask many things of git at once.
  ///
  /// @param worktree where `HEAD` is looked for and whose state is told; empty: the user's checkout
  /// @param own what the branches begin with that may be made and deleted; ends in `/`
  public GitBatch batch(Optional<Worktree> worktree, String own) {
    return worktree
        .map(at -> at.batch(git, own))
        .orElseGet(() ->
            new GitBatch(
                git,
                saver(),
                new GitBatch.Place(git.location().gitDirectory(), checkout(), "user"),
                own));
  }

  private WorkSaver saver() {
    return new WorkSaver(git, refs, history, merging, statuses);
  }

  /// The commit that a revision means, such as `main`, `v1^` or `HEAD`; empty if it means none.
  /// Whatever the text is, it is never taken as an option.
  public Optional<CommitId> resolve(String revision) {
    return resolve(revision, git::atUserCheckout);
  }

  static Optional<CommitId> resolve(String revision, Function<String[], GitCommand> at) {
    if (revision.isEmpty()
        || revision.length() > MAX_REVISION_LENGTH
        || ODD.matcher(revision).matches()) {
      return Optional.empty();
    }
    String[] question = {
      "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    };
    GitOutput found = at.apply(question).run();
    // `^main` is understood too, and answered with a caret.
    return found.exitCode() == 0 && ObjectName.isWellFormed(found.text())
        ? Optional.of(new CommitId(found.text()))
        : Optional.empty();
  }

  /// The most gits that can be let run at the same time.
  public static final int MAX_GITS_AT_ONCE = Turnstile.MAX;

  /// How busy git is with this repository, through this object.
  ///
  /// @param running gits now
  /// @param waiting until they may run
  /// @param limit of those that run
  /// @param started since the repository was opened
  public record Load(int running, int waiting, int limit, long started) {}

  /// How busy git is now; the numbers are counted, not sampled.
  public Load load() {
    Turnstile turnstile = git.turnstile();
    return new Load(turnstile.inside(), turnstile.waiting(), turnstile.limit(), turnstile.passed());
  }

  /// Has everything measured from now on that is done through this object.
  public void measure(Meters meters) {
    Turnstile turnstile = git.turnstile();
    turnstile.measure(meters);
    statuses.measure(meters.of(Cache.GIT_STATUS));
    meters.watch(Level.GIT_RUNNING, turnstile::inside);
    meters.watch(Level.GIT_WAITING, turnstile::waiting);
    meters.watch(Level.GIT_CACHED, () -> statuses.counts().entries());
  }

  /// Sets how many gits run at the same time; those that do go on. Without this as many as the
  /// machine has cores, 2 to 8. Writers of refs wait for each other whatever the limit.
  ///
  /// @param limit 1 to [#MAX_GITS_AT_ONCE]
  public void letRun(int limit) {
    git.turnstile().widen(limit);
  }

  /// The refs of the repository.
  public Refs refs() {
    return refs;
  }

  /// What its commits say.
  public History history() {
    return history;
  }

  /// Merging and committing without a checkout.
  public Merging merging() {
    return merging;
  }

  /// The watch over its settings and hooks.
  public ConfigGuard guard() {
    return new ConfigGuard(git, state.resolve("aside"));
  }

  /// What brings refs back after a command that moved or deleted them.
  public Recovery recovery() {
    return new Recovery(git, refs, merging, queue);
  }

  /// The worktrees of a folder.
  ///
  /// @param folder where they are to be, outside every checkout; created if needed
  public WorktreePool worktrees(Path folder) {
    return new WorktreePool(git, saver(), folder, state);
  }
}
