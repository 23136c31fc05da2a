package rowlock.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.meter.Lookups;

/// What differs in checkouts from what is committed, remembered until something changes.
///
/// An answer is given again, without a process, while the commit of `HEAD`, the index and every
/// file of the checkout look to the file system as they did before git was asked (see
/// [Fingerprint], which says what that can miss). An answer about files that were changed in the
/// very moment before is not kept. A change of the user's own ignore file outside the checkout does
/// not show; therefore no answer is given again when it is older than a limit.
public final class Statuses {
  /// The most answers that can be remembered.
  public static final int MAX_SIZE = 100_000;

  /// The longest that one can be remembered.
  public static final Duration MAX_AGE = Duration.ofHours(1);

  private static final int USUAL_SIZE = 1_000;
  private static final Duration USUAL_AGE = Duration.ofMinutes(1);
  private static final String FOLLOWING = "ref: ";

  private final FrozenGit git;
  private final Refs refs;
  private final Map<Path, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private int size = USUAL_SIZE;
  private Duration age = USUAL_AGE;
  private Optional<Lookups> lookups = Optional.empty();
  private long remembered;
  private long asked;

  Statuses(FrozenGit git, Refs refs) {
    this.git = git;
    this.refs = refs;
  }

  /// What differs in one checkout.
  ///
  /// @param head the commit of HEAD; empty on a branch without commits
  /// @param branch the ref that is checked out; empty if HEAD is at a commit
  /// @param staged whether the index differs from HEAD
  /// @param changed tracked files that differ from the index, and untracked files
  /// @param conflicts files with an unresolved conflict
  /// @param nested untracked repositories inside the checkout, ending in `/`
  public record Status(
      Optional<CommitId> head,
      Optional<RefName> branch,
      boolean staged,
      List<String> changed,
      List<String> conflicts,
      List<String> nested) {
    public Status {
      changed = List.copyOf(changed);
      conflicts = List.copyOf(conflicts);
      nested = List.copyOf(nested);
    }

    /// Whether there is anything that is not committed.
    public boolean isDirty() {
      return staged || !changed.isEmpty() || !conflicts.isEmpty() || !nested.isEmpty();
    }
  }

  /// How often an answer was remembered, how often git was asked, and how many are remembered now.
  public record Counts(long remembered, long asked, int entries) {}

  /// What an answer depends on.
  private record Look(String digest, Optional<String> head, Optional<CommitId> tip) {}

  private record Known(Look look, Status status, long atNanos) {}

  /// The counts since the repository was opened.
  public synchronized Counts counts() {
    return new Counts(remembered, asked, known.size());
  }

  /// Has what is looked up here counted from now on.
  synchronized void measure(Lookups all) {
    lookups = Optional.of(all);
  }

  /// Sets how much is remembered.
  ///
  /// @param entries 0 to [#MAX_SIZE]; 0: nothing
  /// @param longest 0 to [#MAX_AGE]
  public synchronized void remember(int entries, Duration longest) {
    if (entries < 0 || entries > MAX_SIZE) {
      throw new IllegalArgumentException("0 to " + MAX_SIZE + " answers, not " + entries);
    }
    if (longest.isNegative() || longest.compareTo(MAX_AGE) > 0) {
      throw new IllegalArgumentException("0 to " + MAX_AGE + ", not " + longest);
    }
    size = entries;
    age = longest;
    trim();
  }

  /// The state of a checkout.
  ///
  /// @param admin what git keeps about it
  Status of(Path admin, Path folder) {
    if (!Disk.isRealDirectory(folder)) {
      throw new GitException("the checkout " + folder + " is not there");
    }
    Optional<String> head = Disk.text(admin.resolve("HEAD")).map(String::strip);
    Optional<RefName> branch =
        head.filter(text -> text.startsWith(FOLLOWING))
            .map(text -> text.substring(FOLLOWING.length()))
            .filter(RefName::isWellFormed)
            .map(RefName::new);
    // Before git is asked, so that what changes meanwhile differs from this.
    Optional<Fingerprint> files = Fingerprint.of(folder, List.of(admin.resolve("index")));
    Optional<Look> look =
        files.map(print -> new Look(print.digest(), head, branch.flatMap(refs::at)));
    Optional<Status> before = look.flatMap(now -> recall(admin, now));
    if (before.isPresent()) {
      return before.get();
    }
    Status status = ask(admin, folder, branch);
    if (files.filter(Fingerprint::isSettled).isPresent()) {
      look.ifPresent(then -> keep(admin, new Known(then, status, System.nanoTime())));
    }
    return status;
  }

  private Status ask(Path admin, Path folder, Optional<RefName> branch) {
    WorktreeStatus told =
        WorktreeStatus.of(
            git.at(admin, folder, WorktreeStatus.question())
                .orFail("the state of " + folder + " cannot be read")
                .rawFields());
    return new Status(
        told.head(),
        branch,
        told.staged(),
        readable(told.changed()),
        readable(told.conflicts()),
        readable(told.nested()));
  }

  private static List<String> readable(List<String> raw) {
    return raw.stream().map(GitOutput::readable).toList();
  }

  private synchronized Optional<Status> recall(Path admin, Look now) {
    Optional<Status> status =
        Optional.ofNullable(known.get(admin))
            .filter(before -> before.look().equals(now))
            .filter(before -> System.nanoTime() - before.atNanos() < age.toNanos())
            .map(Known::status);
    if (status.isPresent()) {
      remembered++;
      lookups.ifPresent(Lookups::hit);
    } else {
      asked++;
      lookups.ifPresent(Lookups::miss);
    }
    return status;
  }

  private synchronized void keep(Path admin, Known fresh) {
    known.put(admin, fresh);
    trim();
  }

  private void trim() {
    var oldest = known.keySet().iterator();
    while (known.size() > size) {
      oldest.next();
      oldest.remove();
    }
  }
}
