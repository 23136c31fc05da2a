package rowlock.budget;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// The accounts that are parked. Immutable.
///
/// @param parked by name
/// @param ends when each may go on, the first first
record Accounts(TreePMap<String, Parked> parked, TreePSet<End> ends) {
  static final Accounts EMPTY = new Accounts(TreePMap.empty(), TreePSet.empty());

  /// When an account may go on.
  record End(Instant at, String account) implements Comparable<End> {
    private static final Comparator<End> ORDER =
        Comparator.comparing(End::at).thenComparing(End::account);

    @Override
    public int compareTo(End other) {
      return ORDER.compare(this, other);
    }
  }

  Optional<Parked> find(String account) {
    return Optional.ofNullable(parked.get(account));
  }

  Accounts park(Parked one) {
    return new Accounts(
        parked.plus(one.account(), one),
        unpark(one.account()).ends().plus(new End(one.until(), one.account())));
  }

  Accounts unpark(String account) {
    Parked one = parked.get(account);
    return one == null
        ? this
        : new Accounts(parked.minus(account), ends.minus(new End(one.until(), account)));
  }

  /// The one that may go on first.
  Optional<Parked> first() {
    return ends.isEmpty() ? Optional.empty() : find(ends.first().account());
  }
}
