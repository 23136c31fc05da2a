package rowlock.git;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The refs of a repository: read at any time, changed only from a known state, all or none.
public final class Refs {
  /// The most refs changed in one transaction.
  public static final int MAX_CHANGES = 10_000;

  private final FrozenGit git;
  private final WriteQueue queue;
  private final LockFiles locks;
  private final RefFiles files;

  Refs(FrozenGit git, WriteQueue queue) {
    this.git = git;
    this.queue = queue;
    this.files = new RefFiles(git.location().commonDirectory());
    this.locks = new LockFiles(List.of(git.location().commonDirectory()));
  }

  /// Does several things with refs while nobody else of ours writes them.
  <T> T alone(Supplier<T> work) {
    return queue.write(work);
  }

  /// The commit that a ref is at, following symbolic refs; empty if it does not exist.
  public Optional<CommitId> at(RefName ref) {
    return switch (files.of(ref)) {
      case RefFiles.Place.At(CommitId commit) -> Optional.of(commit);
      case RefFiles.Place.Nowhere _ -> Optional.empty();
      case RefFiles.Place.Unclear _ -> ask(ref);
    };
  }

  private Optional<CommitId> ask(RefName ref) {
    GitOutput found =
        git.command("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
            .run();
    return found.exitCode() == 0 ? Optional.of(new CommitId(found.text())) : Optional.empty();
  }

  /// All refs that start with a prefix, such as `refs/heads/rowlock/`, sorted by name, with the
  /// objects they are at; those that are not at a commit are left out.
  ///
  /// @param prefix `refs/` and anything after it, ending in `/`
  public Map<RefName, CommitId> below(String prefix) {
    if (!RefName.isWellFormed(prefix + "x/x")) {
      throw new IllegalArgumentException("not the start of a ref: " + Printable.of(prefix));
    }
    GitOutput found =
        git.command("for-each-ref", "--format=%(objecttype) %(objectname) %(refname)", prefix)
            .orFail("the refs cannot be read");
    Map<RefName, CommitId> refs = new LinkedHashMap<>();
    for (String line : found.lines()) {
      int type = line.indexOf(' ');
      int name = line.indexOf(' ', type + 1);
      if (line.startsWith("commit ")) {
        refs.put(
            new RefName(line.substring(name + 1)), new CommitId(line.substring(type + 1, name)));
      }
    }
    return refs;
  }

  /// Moves a ref, if it is where it is expected.
  ///
  /// @param expected the commit it must be at; empty: it must not exist
  /// @param reason one line for the reflog
  public RefUpdate update(RefName ref, CommitId next, Optional<CommitId> expected, String reason) {
    return update(List.of(new RefChange(ref, expected, Optional.of(next))), reason);
  }

  /// Changes several refs, all or none.
  ///
  /// @param changes 1 to [#MAX_CHANGES], each ref once
  /// @param reason one line for the reflog
  public RefUpdate update(List<RefChange> changes, String reason) {
    if (changes.isEmpty() || changes.size() > MAX_CHANGES) {
      throw new IllegalArgumentException("1 to " + MAX_CHANGES + " refs can be changed at once");
    }
    return queue.write(() -> transaction(changes, reason));
  }

  private RefUpdate transaction(List<RefChange> changes, String reason) {
    StringBuilder script = new StringBuilder();
    changes.forEach(change -> script.append(line(change)));
    GitCommand command =
        git.command("update-ref", "-m", Printable.line(reason), "--no-deref", "-z", "--stdin")
            .input(script.toString());
    GitOutput answer = locks.retrying(command);
    if (answer.exitCode() == 0) {
      return new RefUpdate.Updated();
    }
    return changes.stream()
        .flatMap(change -> moved(change).stream())
        .findFirst()
        .orElseThrow(() -> command.failure("the refs cannot be changed", answer));
  }

  /// A whole record of `update-ref -z --stdin`; NULs make every ref name safe.
  private static String line(RefChange change) {
    Optional<CommitId> expected = change.expected();
    Optional<CommitId> next = change.next();
    if (next.isEmpty()) {
      return "delete " + change.ref() + '\0' + expected.orElseThrow() + '\0';
    }
    return expected
        .map(old -> "update " + change.ref() + '\0' + next.get() + '\0' + old + '\0')
        .orElseGet(() -> "create " + change.ref() + '\0' + next.get() + '\0');
  }

  private Optional<RefUpdate> moved(RefChange change) {
    Optional<CommitId> actual = at(change.ref());
    return actual.equals(change.expected())
        ? Optional.empty()
        : Optional.of(new RefUpdate.Moved(change.ref(), actual));
  }

  /// The files in which git keeps refs (`man gitrepository-layout`), read without starting a git.
  ///
  /// That is ten times faster and done several times per hand-out. Only plain cases are answered;
  /// an answer is no more than an expectation, which git checks when the ref is changed.
  static final class RefFiles {
    private final Path commonDirectory;

    RefFiles(Path commonDirectory) {
      this.commonDirectory = commonDirectory;
    }

    /// Where a ref is.
    sealed interface Place {
      /// It is at a commit.
      record At(CommitId commit) implements Place {}

      /// It does not exist.
      record Nowhere() implements Place {}

      /// Git has to be asked.
      record Unclear() implements Place {}
    }

    Place of(RefName ref) {
      if (!ref.value().startsWith("refs/heads/") && !ref.value().startsWith("refs/rowlock/")) {
        // Elsewhere a ref may be at a tag.
        return new Place.Unclear();
      }
      Path loose = commonDirectory.resolve(ref.value());
      if (Disk.isRegularFile(loose)) {
        return place(Disk.text(loose).map(String::strip), new Place.Unclear());
      }
      if (Disk.exists(loose) && !Disk.isRealDirectory(loose)) {
        return new Place.Unclear();
      }
      // Git packs a ref before it deletes its file, so looking here second misses none.
      Path packed = commonDirectory.resolve("packed-refs");
      if (!Disk.exists(packed)) {
        return new Place.Nowhere();
      }
      Optional<String> all = Disk.text(packed);
      return all.isEmpty()
          ? new Place.Unclear()
          : place(all.flatMap(text -> entry(text, ref)), new Place.Nowhere());
    }

    private static Place place(Optional<String> hex, Place otherwise) {
      return hex.filter(ObjectName::isWellFormed)
          .<Place>map(name -> new Place.At(new CommitId(name)))
          .orElse(otherwise);
    }

    private static Optional<String> entry(String packed, RefName ref) {
      String end = " " + ref;
      return packed
          .lines()
          .filter(line -> line.endsWith(end))
          .map(line -> line.substring(0, line.length() - end.length()))
          .findFirst();
    }
  }
}
