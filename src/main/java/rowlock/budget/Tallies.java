package rowlock.budget;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Totals of one kind of thing by name. Immutable and bounded: of those without an open reservation
/// the ones that changed last stay.
final class Tallies {
  private final Tally.Of of;
  private final int limit;
  private final TreePMap<String, Tally> byName;
  private final TreePSet<Moment> idle;

  /// When the totals of a name changed.
  private record Moment(Instant at, String name) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
        Comparator.comparing(Moment::at).thenComparing(Moment::name);

    @Override
    public int compareTo(Moment other) {
      return ORDER.compare(this, other);
    }
  }

  private Tallies(Tally.Of of, int limit, TreePMap<String, Tally> byName, TreePSet<Moment> idle) {
    this.of = of;
    this.limit = limit;
    this.byName = byName;
    this.idle = idle;
  }

  /// @param limit how many are kept
  static Tallies of(Tally.Of of, int limit) {
    return new Tallies(of, limit, TreePMap.empty(), TreePSet.empty());
  }

  /// All in the order of their names.
  Collection<Tally> all() {
    return byName.values();
  }

  Totals of(String name) {
    return Optional.ofNullable(byName.get(name)).map(Tally::totals).orElse(Totals.NONE);
  }

  Tallies change(String name, Instant at, UnaryOperator<Totals> how) {
    return put(new Tally(of, name, at, how.apply(of(name))));
  }

  Tallies put(Tally tally) {
    TreePSet<Moment> resting = idle;
    Tally before = byName.get(tally.name());
    if (before != null) {
      resting = resting.minus(new Moment(before.at(), before.name()));
    }
    if (tally.totals().open() == 0) {
      resting = resting.plus(new Moment(tally.at(), tally.name()));
    }
    TreePMap<String, Tally> all = byName.plus(tally.name(), tally);
    return all.size() > limit && !resting.isEmpty()
        ? new Tallies(of, limit, all.minus(resting.first().name()), resting.minusFirst())
        : new Tallies(of, limit, all, resting);
  }
}
