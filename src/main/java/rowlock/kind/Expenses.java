package rowlock.kind;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run used so far, added up from what its program says bit by bit. Not safe for threads.
///
/// The same bit is often said again with other figures; the last ones count. What the program says
/// about the whole run counts before the sum of the bits.
public final class Expenses {
  /// How many of the last bits may still be said again; older ones are only in the sums.
  static final int REMEMBERED = 1_000;

  private final Map<String, StreamEvent.Spent> recent = new LinkedHashMap<>();
  private final SortedMap<String, Usage> older = new TreeMap<>();
  private final SortedMap<String, Usage> whole = new TreeMap<>();
  private final Map<String, Long> recentCosts = new LinkedHashMap<>();
  private long olderCosts;
  private OptionalLong wholeCost = OptionalLong.empty();

  void add(StreamEvent.Spent spent) {
    if (isWhole(spent.key())) {
      whole.put(spent.model(), spent.usage());
      return;
    }
    recent.put(spent.key(), spent);
    if (recent.size() > REMEMBERED) {
      Iterator<StreamEvent.Spent> oldest = recent.values().iterator();
      StreamEvent.Spent leaving = oldest.next();
      oldest.remove();
      older.merge(leaving.model(), leaving.usage(), Usage::plus);
    }
  }

  void add(StreamEvent.Cost cost) {
    if (isWhole(cost.key())) {
      wholeCost = OptionalLong.of(cost.usdMicros());
      return;
    }
    recentCosts.put(cost.key(), cost.usdMicros());
    if (recentCosts.size() > REMEMBERED) {
      Iterator<Long> oldest = recentCosts.values().iterator();
      olderCosts = Math.addExact(olderCosts, oldest.next());
      oldest.remove();
    }
  }

  private static boolean isWhole(String key) {
    return key.equals(StreamEvent.WHOLE) || key.startsWith(StreamEvent.WHOLE + " ");
  }

  /// Tokens by model; a model that the program does not name has the empty name.
  public SortedMap<String, Usage> byModel() {
    if (!whole.isEmpty()) {
      return new TreeMap<>(whole);
    }
    SortedMap<String, Usage> sums = new TreeMap<>(older);
    recent.values().forEach(each -> sums.merge(each.model(), each.usage(), Usage::plus));
    return sums;
  }

  /// Tokens of all models.
  public Usage total() {
    return byModel().values().stream().reduce(Usage.NONE, Usage::plus);
  }

  /// What it cost, in millionths of a US dollar, by the program's own account; absent if it does
  /// not keep one.
  public OptionalLong ownAccount() {
    if (wholeCost.isPresent() || recentCosts.isEmpty()) {
      return wholeCost;
    }
    return OptionalLong.of(
        Math.addExact(olderCosts, recentCosts.values().stream().mapToLong(Long::longValue).sum()));
  }

  /// What it cost, in millionths of a US dollar: by the program's own account, else by the kind's
  /// prices; absent if a price is not known.
  public OptionalLong cost(Spending spending) {
    if (ownAccount().isPresent() || byModel().isEmpty()) {
      return ownAccount();
    }
    long sum = 0;
    for (var model : byModel().entrySet()) {
      OptionalLong part = spending.of(model.getKey(), model.getValue());
      if (part.isEmpty()) {
        return OptionalLong.empty();
      }
      sum = Math.addExact(sum, part.getAsLong());
    }
    return OptionalLong.of(sum);
  }
}
