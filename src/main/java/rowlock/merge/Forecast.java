package rowlock.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.git.CommitId;
import rowlock.git.History;
import rowlock.git.MergeOutcome;
import rowlock.git.Merging;
import rowlock.git.Repository;
import rowlock.meter.Cache;
import rowlock.meter.Lookups;
import rowlock.meter.Meter;
import rowlock.meter.Meters;
import rowlock.meter.Work;

/// Which branches of agents at work would conflict if they were merged now, two at a time.
///
/// Only what changed since the last look is computed. Two branches that touched no path in common
/// cannot conflict unless one of them deleted or moved something, so most pairs cost nothing; the
/// others are merged by git without a checkout. What an agent has not committed yet is not seen.
public final class Forecast {
  /// The most branches that are compared with each other.
  public static final int MAX_TIPS = 500;

  /// The most merges of one look; what is left is told and computed by the next.
  public static final int MAX_MERGES = 500;

  /// The most pairs that are remembered.
  static final int MAX_REMEMBERED = 50_000;

  private static final int MAX_PATHS = 100;

  private final Repository repository;
  private final Lookups lookups;
  private final Meter looks;
  private final Map<Merging.Pair, Verdict> verdicts = new Remembered<>(MAX_REMEMBERED);
  private final Map<Merging.Pair, History.Touched> touched = new Remembered<>(MAX_TIPS * 2);

  /// @param meters what is measured
  public Forecast(Repository repository, Meters meters) {
    this.repository = repository;
    this.lookups = meters.of(Cache.CONFLICT);
    this.looks = meters.of(Work.FORECAST);
  }

  /// What an agent has committed so far.
  ///
  /// @param name of the agent or its branch, each once
  public record Tip(String name, CommitId commit) {}

  /// Two branches that would conflict.
  ///
  /// @param paths the files in conflict, at most a hundred
  /// @param computed when git said so, of these very commits
  public record Clash(Tip one, Tip other, List<String> paths, Instant computed) {
    public Clash {
      paths = List.copyOf(paths);
    }
  }

  /// What a look came to.
  ///
  /// @param clashes the pairs that would conflict
  /// @param counts how that was found out
  /// @param when it was
  public record Outlook(List<Clash> clashes, Counts counts, Instant when) {
    public Outlook {
      clashes = List.copyOf(clashes);
    }
  }

  /// How the pairs of a look were judged; the numbers add up.
  ///
  /// @param pairs of branches
  /// @param apart that touched nothing in common
  /// @param remembered judged by an earlier look
  /// @param merged by git in this look
  /// @param unknown not judged yet, as there were too many; look again
  public record Counts(int pairs, int apart, int remembered, int merged, int unknown) {}

  private record Verdict(List<String> paths, boolean clashes, Instant computed) {}

  /// Looks at the branches as they are now.
  ///
  /// @param tips 0 to [#MAX_TIPS]
  public synchronized Outlook look(List<Tip> tips, Instant now) {
    if (tips.size() > MAX_TIPS) {
      throw new IllegalArgumentException("at most " + MAX_TIPS + " branches, not " + tips.size());
    }
    long began = System.nanoTime();
    boolean isDone = false;
    try {
      Outlook outlook = outlook(tips, now);
      isDone = true;
      return outlook;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (isDone) {
        looks.succeeded(took);
      } else {
        looks.failed(took);
      }
    }
  }

  private Outlook outlook(List<Tip> tips, Instant now) {
    Look look = new Look(touchedBy(tips), now);
    for (int i = 0; i < tips.size(); i++) {
      for (int j = i + 1; j < tips.size(); j++) {
        look.at(tips.get(i), tips.get(j));
      }
    }
    look.merge();
    return look.outlook();
  }

  /// What each branch touched since the commit that all come from; empty if there is none.
  private Map<CommitId, History.Touched> touchedBy(List<Tip> tips) {
    List<CommitId> commits = tips.stream().map(Tip::commit).distinct().toList();
    if (commits.size() < 2) {
      return Map.of();
    }
    Optional<CommitId> base = repository.history().commonBase(commits);
    Map<CommitId, History.Touched> found = new LinkedHashMap<>();
    base.ifPresent(from -> {
      for (CommitId to : commits) {
        found.put(
            to,
            touched.computeIfAbsent(
                new Merging.Pair(from, to), pair -> repository.history().touched(from, to)));
      }
    });
    return found;
  }

  /// The pairs of one look.
  private final class Look {
    private final Map<CommitId, History.Touched> paths;
    private final Instant now;
    private final List<Clash> clashes = new ArrayList<>();
    private final Map<Merging.Pair, List<List<Tip>>> toMerge = new LinkedHashMap<>();
    private int pairs;
    private int apart;
    private int remembered;
    private int merged;
    private int unknown;

    Look(Map<CommitId, History.Touched> paths, Instant now) {
      this.paths = paths;
      this.now = now;
    }

    void at(Tip one, Tip other) {
      pairs++;
      Merging.Pair pair = pair(one.commit(), other.commit());
      Verdict before = verdicts.get(pair);
      if (one.commit().equals(other.commit())) {
        apart++;
      } else if (before != null) {
        remembered++;
        lookups.hit();
        tell(one, other, before);
      } else if (areApart(one.commit(), other.commit())) {
        apart++;
      } else if (toMerge.containsKey(pair) || toMerge.size() < MAX_MERGES) {
        toMerge.computeIfAbsent(pair, key -> new ArrayList<>()).add(List.of(one, other));
      } else {
        unknown++;
      }
    }

    private boolean areApart(CommitId one, CommitId other) {
      History.Touched first = paths.get(one);
      History.Touched second = paths.get(other);
      return first != null
          && second != null
          && !first.deletes()
          && !second.deletes()
          && !meet(first.paths(), second.paths());
    }

    void merge() {
      List<Merging.Pair> order = List.copyOf(toMerge.keySet());
      List<MergeOutcome> outcomes = repository.merging().mergeAll(order);
      for (int i = 0; i < order.size(); i++) {
        Verdict verdict = verdict(outcomes.get(i));
        verdicts.put(order.get(i), verdict);
        for (List<Tip> tips : toMerge.getOrDefault(order.get(i), List.of())) {
          merged++;
          lookups.miss();
          tell(tips.getFirst(), tips.getLast(), verdict);
        }
      }
    }

    private Verdict verdict(MergeOutcome outcome) {
      return switch (outcome) {
        case MergeOutcome.Merged _ -> new Verdict(List.of(), false, now);
        case MergeOutcome.Conflict conflict ->
            new Verdict(conflict.paths().stream().limit(MAX_PATHS).toList(), true, now);
      };
    }

    private void tell(Tip one, Tip other, Verdict verdict) {
      if (verdict.clashes()) {
        clashes.add(new Clash(one, other, verdict.paths(), verdict.computed()));
      }
    }

    Outlook outlook() {
      return new Outlook(clashes, new Counts(pairs, apart, remembered, merged, unknown), now);
    }
  }

  /// Both orders of two commits conflict alike, so only one is computed.
  private static Merging.Pair pair(CommitId one, CommitId other) {
    return one.hex().compareTo(other.hex()) < 0
        ? new Merging.Pair(one, other)
        : new Merging.Pair(other, one);
  }

  /// Whether two sets of paths have one in common, or one that is a folder of the other.
  private static boolean meet(Set<String> first, Set<String> second) {
    Set<String> less = first.size() <= second.size() ? first : second;
    Set<String> more = first.size() <= second.size() ? second : first;
    return less.stream().anyMatch(more::contains)
        || folders(less).stream().anyMatch(more::contains)
        || folders(more).stream().anyMatch(less::contains);
  }

  private static Set<String> folders(Collection<String> paths) {
    Set<String> folders = new HashSet<>();
    for (String path : paths) {
      for (int slash = path.lastIndexOf('/');
          slash > 0 && folders.add(path.substring(0, slash));
          slash = path.lastIndexOf('/', slash - 1)) {}
    }
    return folders;
  }

  /// A map that forgets what was used longest ago.
  private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Remembered(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
