package rowlock.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Many requests to git at once, each with an answer of its own: what one of them asks for in vain
/// does not touch the others.
///
/// Requests are independent; no order among them is promised. Those that read run side by side, new
/// branches are made in one transaction. Nothing is lost: a branch that is deleted leaves what no
/// other ref has under `refs/rowlock/parked/`.
public final class GitBatch {
  /// The most requests in one batch.
  public static final int MAX_REQUESTS = 200;

  /// The most commits that one answer tells.
  public static final int MAX_COMMITS = 1_000;

  /// The most branches or files that one answer tells.
  public static final int MAX_TOLD = 10_000;

  private static final String HEADS = "refs/heads/";
  private static final String REASON = "git batch";

  private final FrozenGit git;
  private final WorkSaver saver;
  private final Place place;
  private final String own;

  GitBatch(FrozenGit git, WorkSaver saver, Place place, String own) {
    if (!own.endsWith("/") || !BranchName.isWellFormed(own + "x")) {
      throw new IllegalArgumentException("not the beginning of branches: " + Printable.of(own));
    }
    this.git = git;
    this.saver = saver;
    this.place = place;
    this.own = own;
  }

  /// A checkout.
  ///
  /// @param admin what git keeps about it
  /// @param name under which deleted work is parked
  record Place(Path admin, Path folder, String name) {}

  /// What can be asked.
  public sealed interface Request {
    /// What differs in the checkout from what is committed.
    record State() implements Request {}

    /// The newest commits.
    ///
    /// @param from a revision, such as `HEAD`
    /// @param count 1 to [#MAX_COMMITS]
    record Log(String from, int count) implements Request {
      public Log {
        if (count < 1 || count > MAX_COMMITS) {
          throw new IllegalArgumentException("1 to " + MAX_COMMITS + " commits, not " + count);
        }
      }
    }

    /// How much of each file differs between two revisions.
    record DiffStat(String from, String to) implements Request {}

    /// The branches whose names begin with a text; an empty one means all.
    record Branches(String prefix) implements Request {}

    /// A new branch at a revision.
    record CreateBranch(String name, String at) implements Request {}

    /// The end of a branch.
    record DeleteBranch(String name) implements Request {}
  }

  /// What became of a request.
  public sealed interface Answer {
    /// What differs in the checkout.
    record State(Statuses.Status status) implements Answer {}

    /// The commits, newest first.
    record Log(List<Commit> commits) implements Answer {
      public Log {
        commits = List.copyOf(commits);
      }
    }

    /// How much of each file differs.
    ///
    /// @param files the first [#MAX_TOLD], sorted by path
    /// @param total how many there are
    record DiffStat(List<History.FileDiff> files, int total) implements Answer {
      public DiffStat {
        files = List.copyOf(files);
      }
    }

    /// Branches and where they are.
    ///
    /// @param branches the first [#MAX_TOLD], by name
    /// @param total how many there are
    record Branches(Map<String, CommitId> branches, int total) implements Answer {
      public Branches {
        branches = new LinkedHashMap<>(branches);
      }
    }

    /// The branch was made.
    record Created(BranchName branch, CommitId at) implements Answer {}

    /// The branch is gone.
    ///
    /// @param was where the branch was
    /// @param parked what was kept, as no other ref has it
    record Deleted(BranchName branch, CommitId was, List<Parked> parked) implements Answer {
      public Deleted {
        parked = List.copyOf(parked);
      }
    }

    /// It was not done; nothing was changed by it.
    ///
    /// @param reason one sentence that says why
    record Refused(String reason) implements Answer {}
  }

  /// Runs requests.
  ///
  /// @param requests 1 to [#MAX_REQUESTS]
  /// @return the answer to each, in their order
  public List<Answer> run(List<Request> requests) {
    if (requests.isEmpty() || requests.size() > MAX_REQUESTS) {
      throw new IllegalArgumentException("1 to " + MAX_REQUESTS + " requests at once");
    }
    Round round = new Round(namedTwice(requests), new ConcurrentHashMap<>());
    Optional<Creation> creation = Creation.of(this, requests, round);
    return Turnstile.together(requests, request -> answer(request, round, creation));
  }

  /// What the requests of one batch have in common.
  ///
  /// @param twice the branches that more than one of them changes
  /// @param commits what revisions mean, each asked once for all of them
  private record Round(Set<String> twice, Map<String, CommitId> commits) {}

  private static Set<String> namedTwice(List<Request> requests) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    requests.stream()
        .flatMap(request -> written(request).stream())
        .filter(name -> !seen.add(name))
        .forEach(twice::add);
    return twice;
  }

  /// The branch that a request changes.
  private static Optional<String> written(Request request) {
    return switch (request) {
      case Request.CreateBranch create -> Optional.of(create.name());
      case Request.DeleteBranch delete -> Optional.of(delete.name());
      case Request.State _, Request.Log _, Request.DiffStat _, Request.Branches _ ->
          Optional.empty();
    };
  }

  private Answer answer(Request request, Round round, Optional<Creation> creation) {
    try {
      if (written(request).filter(round.twice()::contains).isPresent()) {
        return new Answer.Refused("this branch is named twice in the batch; ask one by one");
      }
      return switch (request) {
        case Request.State _ ->
            new Answer.State(saver.statuses().of(place.admin(), place.folder()));
        case Request.Log(String from, int count) ->
            new Answer.Log(saver.history().latest(commit(from, round), count));
        case Request.DiffStat(String from, String to) ->
            diffStat(commit(from, round), commit(to, round));
        case Request.Branches(String prefix) -> branches(prefix);
        case Request.CreateBranch create -> create(create, round, creation);
        case Request.DeleteBranch(String name) -> delete(ours(name));
      };
    } catch (GitException broken) {
      return new Answer.Refused(String.valueOf(broken.getMessage()));
    }
  }

  private Answer diffStat(CommitId from, CommitId to) {
    List<History.FileDiff> files = saver.history().diffStat(from, to);
    return new Answer.DiffStat(files.stream().limit(MAX_TOLD).toList(), files.size());
  }

  private Answer branches(String prefix) {
    Map<String, CommitId> found = new LinkedHashMap<>();
    int total = 0;
    for (Map.Entry<RefName, CommitId> branch : saver.refs().below(HEADS).entrySet()) {
      String name = branch.getKey().value().substring(HEADS.length());
      if (name.startsWith(prefix) && total++ < MAX_TOLD) {
        found.put(name, branch.getValue());
      }
    }
    return new Answer.Branches(found, total);
  }

  private CommitId commit(String revision, Round round) {
    return round
        .commits()
        .computeIfAbsent(
            revision,
            words ->
                Repository.resolve(words, argv -> git.at(place.admin(), place.folder(), argv))
                    .orElseThrow(
                        () -> new GitException("there is no commit " + Printable.of(words))));
  }

  private BranchName ours(String name) {
    if (!BranchName.isWellFormed(name) || !name.startsWith(own)) {
      throw new GitException(
          "only branches that begin with %s can be made or deleted here, not %s"
              .formatted(own, Printable.of(name)));
    }
    return new BranchName(name);
  }

  /// The branches of a batch that were made in one go.
  ///
  /// @param made empty if that was refused, so that each is to be tried by itself
  private record Creation(Set<RefName> made) {
    static Optional<Creation> of(GitBatch batch, List<Request> requests, Round round) {
      if (requests.stream().noneMatch(Request.CreateBranch.class::isInstance)) {
        return Optional.empty();
      }
      Map<String, List<Path>> holders = batch.holders();
      List<RefChange> changes = new ArrayList<>();
      for (Request request : requests) {
        if (request instanceof Request.CreateBranch create
            && !round.twice().contains(create.name())) {
          batch.change(create, round, holders).ifPresent(changes::add);
        }
      }
      if (changes.size() < 2) {
        return Optional.empty();
      }
      try {
        return batch.saver.refs().update(changes, REASON) instanceof RefUpdate.Updated
            ? Optional.of(new Creation(Set.copyOf(changes.stream().map(RefChange::ref).toList())))
            : Optional.empty();
      } catch (GitException refused) {
        // Each is tried again and says for itself what is wrong.
        return Optional.empty();
      }
    }
  }

  private Optional<RefChange> change(
      Request.CreateBranch create, Round round, Map<String, List<Path>> holders) {
    try {
      BranchName branch = ours(create.name());
      requireFree(branch, holders);
      return Optional.of(RefChange.create(branch.ref(), commit(create.at(), round)));
    } catch (GitException refused) {
      return Optional.empty();
    }
  }

  private Answer create(Request.CreateBranch create, Round round, Optional<Creation> creation) {
    BranchName branch = ours(create.name());
    if (creation.filter(done -> done.made().contains(branch.ref())).isPresent()) {
      return new Answer.Created(branch, saver.refs().at(branch.ref()).orElseThrow());
    }
    requireFree(branch, holders());
    CommitId at = commit(create.at(), round);
    return switch (saver.refs().update(branch.ref(), at, Optional.empty(), REASON)) {
      case RefUpdate.Updated _ -> new Answer.Created(branch, at);
      case RefUpdate.Moved _ -> new Answer.Refused("the branch " + branch + " is there already");
    };
  }

  private Map<String, List<Path>> holders() {
    return new BranchHolders(git.location().commonDirectory(), "").byRef();
  }

  private static void requireFree(BranchName branch, Map<String, List<Path>> holders) {
    List<Path> paths = holders.getOrDefault(branch.ref().value(), List.of());
    if (!paths.isEmpty()) {
      throw new GitException(branch + " is checked out: " + paths.getFirst());
    }
  }

  private Answer delete(BranchName branch) {
    return saver
        .refs()
        .alone(() -> {
          requireFree(branch, holders());
          Optional<CommitId> tip = saver.refs().at(branch.ref());
          if (tip.isEmpty()) {
            return new Answer.Refused("there is no branch " + branch);
          }
          List<CommitId> loose = isKept(tip.get(), branch) ? List.of() : List.of(tip.get());
          List<RefChange> end = List.of(RefChange.delete(branch.ref(), tip.get()));
          return new Answer.Deleted(
              branch, tip.get(), saver.park(new WorktreeName(place.name()), loose, end));
        });
  }

  /// Whether another ref has everything that a branch has.
  private boolean isKept(CommitId tip, BranchName branch) {
    return git
        .command("for-each-ref", "--count=2", "--format=%(refname)", "--contains=" + tip)
        .orFail("the refs with " + tip + " cannot be found")
        .lines()
        .stream()
        .anyMatch(ref -> !ref.equals(branch.ref().value()));
  }
}
