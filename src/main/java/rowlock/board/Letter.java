package rowlock.board;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import rowlock.task.AgentId;
import rowlock.team.Delivery;
import rowlock.team.Message;

/// A message and how far it got with each recipient.
public record Letter(Message message, SortedMap<AgentId, Delivery> deliveries) {
  public Letter {
    deliveries = Collections.unmodifiableSortedMap(new TreeMap<>(deliveries));
  }

  /// Whether nothing more will happen to it.
  public boolean isSettled() {
    return deliveries.values().stream().allMatch(Delivery::isSettled);
  }

  Letter with(AgentId agent, Delivery delivery) {
    SortedMap<AgentId, Delivery> next = new TreeMap<>(deliveries);
    next.put(agent, delivery);
    return new Letter(message, next);
  }
}
