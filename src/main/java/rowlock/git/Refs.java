package rowlock.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The refs of a repository: read at any time, changed only from a known state, all or none.
public final class Refs {
  /// The most refs changed in one transaction.
  public static final int MAX_CHANGES = 10_000;

  private final FrozenGit git;
  private final WriteQueue queue;
  private final LockFiles locks;
  private final RefFiles files;
  private final RefFlush flush;

  Refs(FrozenGit git, WriteQueue queue) {
    this.git = git;
    this.queue = queue;
    this.files = new RefFiles(git.location().commonDirectory());
    this.locks = new LockFiles(List.of(git.location().commonDirectory()));
    this.flush = RefFlush.of(git.location().commonDirectory());
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

  /// Changes several refs, all or none; what was changed survives a power cut (see [RefFlush]).
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
        flush
            .apply(
                git.command(
                    "update-ref", "-m", Printable.line(reason), "--no-deref", "-z", "--stdin"))
            .input(script.toString());
    GitOutput answer = locks.retrying(command);
    if (answer.exitCode() == 0) {
      flush.finish(changes);
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

  /// How refs that were changed come to survive a power cut.
  ///
  /// Git flushes every ref file by itself before it renames it into its place, which costs a
  /// millisecond or more each, and never the renaming. Where the file system's journal keeps the
  /// order, it is enough that git writes each file out without waiting for the disk's own cache, so
  /// that no ref is ever found empty, and that the directories are flushed once at the end, which
  /// takes everything along that was done before. On other file systems git does as it always does.
  private static final class RefFlush {
    /// File systems with one journal in order: what was renamed earlier is not lost when something
    /// later is kept (`man 5 ext4`; XFS: "Filesystem Dynamics", log forces are sequential).
    private static final Set<String> IN_ORDER = Set.of("ext4", "xfs");

    private final Path common;
    private final boolean once;

    private RefFlush(Path common, boolean once) {
      this.common = common;
      this.once = once;
    }

    /// The cheapest safe way for the refs of a common directory.
    static RefFlush of(Path common) {
      Path heads = common.resolve("refs").resolve("heads");
      try {
        // Refs that are not kept as files (`man git-config`, extensions.refStorage) have no such
        // directory.
        return new RefFlush(
            common,
            Disk.isRealDirectory(heads) && IN_ORDER.contains(Files.getFileStore(heads).type()));
      } catch (IOException e) {
        throw Disk.broken("cannot tell the file system of " + heads, e);
      }
    }

    /// Makes a git that changes refs leave the flushing to [#finish].
    GitCommand apply(GitCommand command) {
      return once
          ? command
              .with("GIT_CONFIG_COUNT", "1")
              .with("GIT_CONFIG_KEY_0", "core.fsyncMethod")
              .with("GIT_CONFIG_VALUE_0", "writeout-only")
          : command;
    }

    /// Returns when the changes, which are made, survive a power cut.
    void finish(List<RefChange> changes) {
      if (!once) {
        return;
      }
      Set<Path> directories = new LinkedHashSet<>();
      changes.forEach(
          change -> directories.add(common.resolve(change.ref().value()).resolveSibling("")));
      directories.forEach(this::flush);
    }

    private void flush(Path directory) {
      try (FileChannel channel = FileChannel.open(directory)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // Git deletes directories that have become empty.
        Path parent = directory.getParent();
        if (parent == null || !parent.startsWith(common)) {
          throw Disk.broken("cannot make " + directory + " durable", e);
        }
        flush(parent);
      } catch (IOException e) {
        throw Disk.broken("cannot make " + directory + " durable", e);
      }
    }
  }
}
