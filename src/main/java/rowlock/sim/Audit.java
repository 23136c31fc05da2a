package rowlock.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetEvent;
import rowlock.need.NeedEvent;
import rowlock.task.AgentId;

/// What the entries of a journal say about needs and money, added up in another way than the board
/// does it.
final class Audit {
  private final Map<String, Optional<AgentId>> waiting = new HashMap<>();
  private final Set<String> settled = new HashSet<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, Allowance> allowances = new HashMap<>();
  private final Map<String, BudgetEvent.SpendingReserved> reserved = new HashMap<>();
  private final Map<String, BudgetEvent.SpendingCommitted> committed = new HashMap<>();

  void add(NeedEvent event) {
    switch (event) {
      case NeedEvent.NeedRaised raised -> {
        known.add(raised.need());
        require(!settled.contains(raised.need()), "N1", event + " names a need that was settled");
        require(waiting.put(raised.need(), raised.ask().agent()) == null, "N1", event + " again");
      }
      case NeedEvent.NeedAnswered answered -> settle(answered);
      case NeedEvent.NeedWithdrawn withdrawn -> settle(withdrawn);
    }
  }

  private void settle(NeedEvent event) {
    require(settled.add(event.need()), "N1", event + " settles a need again");
    require(waiting.remove(event.need()) != null, "N1", event + " settles what nobody raised");
  }

  /// An agent leaves the team; what waited for its sake waits no more.
  void left(AgentId agent) {
    require(!waiting.containsValue(Optional.of(agent)), "N2", "something waits for " + agent);
  }

  void add(BudgetEvent event) {
    switch (event) {
      case BudgetEvent.AllowanceSet set -> allowances.put(set.run(), set.allowance());
      case BudgetEvent.SpendingReserved one -> {
        known.add(one.reservation());
        reserved.put(one.reservation(), one);
        checkWithin(one.purpose().run());
      }
      case BudgetEvent.SpendingCommitted one -> {
        reserved.remove(one.reservation());
        require(committed.put(one.reservation(), one) == null, "B2", one + " pays again");
      }
      case BudgetEvent.SpendingReleased one ->
          require(reserved.remove(one.reservation()) != null, "B2", one + " gives back again");
      case BudgetEvent.AccountParked _, BudgetEvent.AccountUnparked _ -> {
        // The board's own deadlines are checked elsewhere.
      }
    }
  }

  private void checkWithin(String run) {
    Allowance allowance = allowances.getOrDefault(run, Allowance.UNLIMITED);
    long usd = 0;
    long tokens = 0;
    for (BudgetEvent.SpendingReserved one : reserved.values()) {
      usd += one.purpose().run().equals(run) ? one.estimate().usdMicros().orElse(0L) : 0;
      tokens += one.purpose().run().equals(run) ? one.estimate().tokens().orElse(0L) : 0;
    }
    for (BudgetEvent.SpendingCommitted one : committed.values()) {
      Amount actual = one.actual();
      usd += one.purpose().run().equals(run) ? actual.usdMicros().orElse(0L) : 0;
      tokens += one.purpose().run().equals(run) ? actual.tokens().orElse(0L) : 0;
    }
    require(
        usd <= allowance.usdMicros().orElse(Long.MAX_VALUE)
            && tokens <= allowance.tokens().orElse(Long.MAX_VALUE),
        "B1",
        "run " + run + " reserves beyond its " + allowance);
  }

  /// Whether something of this name was raised or reserved.
  boolean knows(String id) {
    return known.contains(id);
  }

  private static void require(boolean holds, String invariant, String otherwise) {
    Violation.require(holds, invariant, otherwise);
  }
}
