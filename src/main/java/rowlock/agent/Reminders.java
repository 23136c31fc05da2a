package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Letter;
import rowlock.task.AgentId;
import rowlock.team.Delivery;

/// Which messages were typed for one agent and never confirmed, although its hooks confirm what it
/// is given. For the one thread of the agent's session.
final class Reminders {
  /// How long an agent has to confirm what was typed for it.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How often it is told of one message again.
  static final int MAX_REMINDERS = 2;

  /// How many messages are named at once.
  static final int MAX_NAMED = 50;

  private final Map<String, Given> given = new HashMap<>();
  private boolean confirming;

  /// How often it was told of a message again, and when last.
  private record Given(int times, Instant last) {}

  /// Its hooks said what it was prompted with: so it is known when it was not.
  void confirms() {
    confirming = true;
  }

  /// When the first message counts as missed; nothing if none can.
  Optional<Instant> due(Board board, AgentId agent) {
    return confirming
        ? board.unreadBy(agent).stream()
            .flatMap(letter -> due(letter, agent).stream())
            .min(Instant::compareTo)
        : Optional.empty();
  }

  /// The messages that count as missed.
  List<String> missed(Board board, AgentId agent, Instant now) {
    if (!confirming) {
      return List.of();
    }
    List<Letter> unread = board.unreadBy(agent);
    given.keySet().retainAll(unread.stream().map(letter -> letter.message().id()).toList());
    return unread.stream()
        .filter(letter -> due(letter, agent).filter(due -> !due.isAfter(now)).isPresent())
        .map(letter -> letter.message().id())
        .limit(MAX_NAMED)
        .toList();
  }

  private Optional<Instant> due(Letter letter, AgentId agent) {
    if (!(letter.deliveries().get(agent) instanceof Delivery.Delivered delivered)) {
      return Optional.empty();
    }
    Given so = given.getOrDefault(letter.message().id(), new Given(0, delivered.at()));
    return so.times() < MAX_REMINDERS ? Optional.of(so.last().plus(PATIENCE)) : Optional.empty();
  }

  /// It was told of these again.
  void reminded(List<String> messages, Instant now) {
    for (String id : messages) {
      given.merge(id, new Given(1, now), (before, _) -> new Given(before.times() + 1, now));
    }
  }
}
