package rowlock.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What turns the state of a worktree into commits, and keeps commits that nothing else keeps.
final class WorkSaver {
  static final String PARKED = "refs/rowlock/parked/";
  private static final Pattern NUMBER = Pattern.compile(".*/(\\d{1,9})");

  /// Where git hides a stash of its own while it rebases or merges.
  private static final List<String> AUTOSTASHES =
      List.of("rebase-merge/autostash", "rebase-apply/autostash", "MERGE_AUTOSTASH");

  private final FrozenGit git;
  private final Refs refs;
  private final History history;
  private final Merging merging;
  private final Statuses statuses;

  WorkSaver(FrozenGit git, Refs refs, History history, Merging merging, Statuses statuses) {
    this.git = git;
    this.refs = refs;
    this.history = history;
    this.merging = merging;
    this.statuses = statuses;
  }

  Statuses statuses() {
    return statuses;
  }

  Refs refs() {
    return refs;
  }

  History history() {
    return history;
  }

  /// Reads the state of a worktree; a damaged index is replaced first.
  WorktreeStatus status(Slot slot) {
    GitCommand status = slot.git(WorktreeStatus.question());
    GitOutput told = status.run();
    if (told.exitCode() != 0) {
      slot.dropIndex();
      slot.restoreIndex();
      told = status.run();
    }
    if (told.exitCode() != 0) {
      slot.dropIndex();
      told = status.orFail("the state of " + slot.folder() + " cannot be read");
    }
    return WorktreeStatus.of(told.rawFields());
  }

  /// Puts everything that is not ignored into the index and answers its content.
  TreeId stage(Slot slot, WorktreeStatus status) {
    List<String> paths = new ArrayList<>(status.changed());
    paths.addAll(status.conflicts());
    if (!paths.isEmpty()) {
      String list = String.join("\0", paths) + '\0';
      slot.locked(
          // Not `add`: for each repository inside the worktree it starts a git of its own, which
          // obeys that repository's settings.
          slot.git("update-index", "-z", "--add", "--remove", "--replace", "--stdin")
              .input(list.getBytes(ISO_8859_1)),
          "the files in " + slot.folder() + " cannot be added");
    }
    GitOutput tree =
        slot.locked(slot.git("write-tree"), "the files in " + slot.folder() + " have no tree");
    return new TreeId(tree.text());
  }

  /// Commits what a worktree has beyond its HEAD; empty if it has nothing.
  Optional<CommitId> commit(
      Slot slot, WorktreeStatus status, String message, Identity identity, Instant when) {
    TreeId tree = stage(slot, status);
    Optional<CommitId> head = status.head();
    SequencedSet<CommitId> parents = new LinkedHashSet<>();
    head.ifPresent(parents::add);
    parents.addAll(mergedInto(slot));
    if (parents.size() < 2 && head.map(history::tree).equals(Optional.of(tree))) {
      return Optional.empty();
    }
    return Optional.of(merging.commit(tree, List.copyOf(parents), message, identity, when));
  }

  private List<CommitId> mergedInto(Slot slot) {
    return Disk.text(slot.admin().resolve("MERGE_HEAD")).stream()
        .flatMap(String::lines)
        .flatMap(line -> existing(line.strip()).stream())
        .toList();
  }

  private Optional<CommitId> existing(String name) {
    if (!ObjectName.isWellFormed(name)) {
      return Optional.empty();
    }
    GitOutput found = git.command("rev-parse", "--verify", "--quiet", name + "^{commit}").run();
    return found.exitCode() == 0 ? Optional.of(new CommitId(found.text())) : Optional.empty();
  }

  /// What would be lost if a worktree were made clean now: a commit of what is not committed, and
  /// commits that no ref has. Repositories inside are moved aside.
  ///
  /// @param moved takes what was moved
  List<CommitId> rescue(Slot slot, WorktreeStatus status, Path aside, List<Parked> moved) {
    for (String nested : status.nested()) {
      Path path = slot.folder().resolve(GitOutput.readable(nested));
      moved.add(slot.moveAside(path, aside));
    }
    List<CommitId> found = new ArrayList<>();
    if (status.isDirty()) {
      String message = "Parked: what was left in the worktree " + slot.folder().getFileName();
      commit(slot, status, message, Identity.ROWLOCK, Instant.now()).ifPresent(found::add);
    }
    status.head().filter(head -> found.isEmpty() && isLoose(slot, head)).ifPresent(found::add);
    for (String file : AUTOSTASHES) {
      Disk.text(slot.admin().resolve(file))
          .flatMap(name -> existing(name.strip()))
          .ifPresent(found::add);
    }
    return found;
  }

  private boolean isLoose(Slot slot, CommitId head) {
    if (slot.headRef().flatMap(refs::at).isPresent()
        || slot.lastUse().map(Slot.Use::base).equals(Optional.of(head))) {
      return false;
    }
    return git.command("for-each-ref", "--count=1", "--contains=" + head)
        .orFail("the refs with " + head + " cannot be found")
        .isEmpty();
  }

  /// Keeps commits under new refs and makes other changes of refs with them, all or none.
  List<Parked> park(WorktreeName name, List<CommitId> commits, List<RefChange> others) {
    String root = PARKED + name + "/";
    int next = commits.isEmpty() ? 1 : numberAfter(root);
    List<Parked> parked = new ArrayList<>();
    List<RefChange> changes = new ArrayList<>(others);
    for (CommitId commit : new LinkedHashSet<>(commits)) {
      RefName ref = new RefName(root + next++);
      parked.add(new Parked.Work(ref, commit));
      changes.add(RefChange.create(ref, commit));
    }
    if (!changes.isEmpty()
        && refs.update(changes, "worktree " + name) instanceof RefUpdate.Moved moved) {
      throw new GitException(
          moved.ref() + " was moved by somebody else while a worktree was prepared");
    }
    return parked;
  }

  private int numberAfter(String root) {
    TreeMap<Integer, RefName> numbers = new TreeMap<>();
    for (RefName ref : refs.below(root).keySet()) {
      var matcher = NUMBER.matcher(ref.value());
      if (matcher.matches()) {
        numbers.put(Integer.valueOf(matcher.group(1)), ref);
      }
    }
    return numbers.isEmpty() ? 1 : numbers.lastKey() + 1;
  }
}
