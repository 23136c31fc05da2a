package rowlock.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Where refs were before commands that could destroy: points to go back to.
///
/// A point is a commit whose message lists the refs, under `refs/rowlock/recovery/<n>/point`; what
/// the refs were at is its parents, so git keeps all of it. Only the newest [#KEPT] points stay.
public final class Recovery {
  /// How many points are kept.
  public static final int KEPT = 50;

  /// The most refs in one point.
  public static final int MAX_REFS = 1_000;

  private static final String ROOT = "refs/rowlock/recovery/";
  private static final String NAME = "/point";
  private static final String ABSENT = "absent";
  private static final String SUBJECT = "Recovery point: ";
  private static final Pattern NUMBER = Pattern.compile(ROOT + "(\\d{1,9})" + NAME);

  private final FrozenGit git;
  private final Refs refs;
  private final Merging merging;
  private final WriteQueue queue;

  Recovery(FrozenGit git, Refs refs, Merging merging, WriteQueue queue) {
    this.git = git;
    this.refs = refs;
    this.merging = merging;
    this.queue = queue;
  }

  /// A point to go back to.
  ///
  /// @param number counts up in a repository
  /// @param reason what was about to be done
  public record Point(int number, String reason, Instant when, List<Ref> refs) {
    public Point {
      refs = List.copyOf(refs);
    }
  }

  /// Where one ref was.
  ///
  /// @param commit empty if it did not exist
  public record Ref(RefName name, Optional<CommitId> commit) {}

  /// Records where refs are now.
  ///
  /// @param reason what is about to be done, in one line
  /// @param names 1 to [#MAX_REFS]; those that do not exist are recorded as such
  /// @return the number of the point
  public int record(String reason, Collection<RefName> names, Instant when) {
    if (names.isEmpty() || names.size() > MAX_REFS) {
      throw new IllegalArgumentException("a recovery point has 1 to " + MAX_REFS + " refs");
    }
    List<Ref> now =
        new TreeSet<>(names).stream().map(name -> new Ref(name, refs.at(name))).toList();
    StringBuilder message = new StringBuilder(SUBJECT).append(Printable.line(reason));
    message.append('\n');
    for (Ref ref : now) {
      String commit = ref.commit().map(CommitId::hex).orElse(ABSENT);
      message.append('\n').append(commit).append(' ').append(ref.name());
    }
    List<CommitId> parents = now.stream().flatMap(ref -> ref.commit().stream()).distinct().toList();
    CommitId point =
        merging.commit(emptyTree(), parents, message.toString(), Identity.ROWLOCK, when);
    return queue.write(() -> append(point));
  }

  private int append(CommitId point) {
    NavigableMap<Integer, CommitId> points = points();
    int number = points.isEmpty() ? 1 : points.lastKey() + 1;
    List<RefChange> changes = new ArrayList<>();
    changes.add(RefChange.create(ref(number), point));
    points
        .headMap(number - KEPT, true)
        .forEach((old, commit) -> changes.add(RefChange.delete(ref(old), commit)));
    if (refs.update(changes, "recovery point") instanceof RefUpdate.Moved moved) {
      throw new GitException(moved.ref() + " was changed by somebody else");
    }
    return number;
  }

  /// The points there are, newest first.
  public List<Point> list() {
    return points().descendingMap().entrySet().stream()
        .map(entry -> read(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Brings the refs of a point back to where they were, all or none, after recording where they
  /// are now, so that this can be undone too.
  ///
  /// @return empty if there is no such point; otherwise whether the refs were moved
  public Optional<RefUpdate> restore(int number, Instant when) {
    return queue.write(() ->
        Optional.ofNullable(points().get(number))
            .map(commit -> restore(read(number, commit), when)));
  }

  private RefUpdate restore(Point point, Instant when) {
    List<RefChange> changes = new ArrayList<>();
    for (Ref ref : point.refs()) {
      Optional<CommitId> now = refs.at(ref.name());
      if (!now.equals(ref.commit())) {
        changes.add(new RefChange(ref.name(), now, ref.commit()));
      }
    }
    if (changes.isEmpty()) {
      return new RefUpdate.Updated();
    }
    record(
        "restore recovery point " + point.number(),
        changes.stream().map(RefChange::ref).toList(),
        when);
    return refs.update(changes, "rowlock undo " + point.number());
  }

  private Point read(int number, CommitId commit) {
    List<String> lines =
        git.command("log", "-1", "--encoding=UTF-8", "--format=%ct%n%B", commit.hex(), "--")
            .orFail("recovery point " + number + " cannot be read")
            .lines();
    List<Ref> found = new ArrayList<>();
    for (String line : lines.subList(Math.min(3, lines.size()), lines.size())) {
      int space = line.indexOf(' ');
      if (space > 0) {
        String at = line.substring(0, space);
        Optional<CommitId> was =
            at.equals(ABSENT) ? Optional.empty() : Optional.of(new CommitId(at));
        found.add(new Ref(new RefName(line.substring(space + 1)), was));
      }
    }
    Instant when = Instant.ofEpochSecond(Long.parseLong(lines.getFirst()));
    return new Point(number, lines.get(1).substring(SUBJECT.length()), when, found);
  }

  private NavigableMap<Integer, CommitId> points() {
    NavigableMap<Integer, CommitId> points = new TreeMap<>();
    refs.below(ROOT)
        .forEach((name, commit) -> {
          var matcher = NUMBER.matcher(name.value());
          if (matcher.matches()) {
            points.put(Integer.valueOf(matcher.group(1)), commit);
          }
        });
    return points;
  }

  private TreeId emptyTree() {
    return new TreeId(git.command("mktree").orFail("an empty tree cannot be written").text());
  }

  private static RefName ref(int number) {
    return new RefName(ROOT + number + NAME);
  }
}
