package rowlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Setting;
import rowlock.task.AgentId;
import rowlock.task.Durations;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Message;

/// What the entries of a journal say, remembered in another way than the board does: who was given
/// what, which keys were answered, which messages are not read.
final class History {
  private final Map<TaskId, List<Grant>> grants = new HashMap<>();
  private final Map<String, Answered> answered = new HashMap<>();
  private final Map<String, Message> messages = new HashMap<>();
  private final TreeMap<AgentId, TreeSet<Long>> unread = new TreeMap<>();
  private final Audit audit = new Audit();

  /// What a key was answered, and where that stands.
  record Answered(Answer answer, long position) {}

  /// A claim that was given out, with the urgency its task had then.
  static final class Grant {
    final TaskId task;
    final AgentId agent;
    final long fence;
    final long position;
    final Instant rank;
    long endedAt = Long.MAX_VALUE;

    Grant(TaskId task, AgentId agent, long fence, long position, Instant rank) {
      this.task = task;
      this.agent = agent;
      this.fence = fence;
      this.position = position;
      this.rank = rank;
    }
  }

  /// Remembers an entry.
  void add(Entry entry, Board before, Board after) {
    switch (entry.event()) {
      case Event.TaskClaimed claimed -> grant(claimed, entry.position(), before, after);
      case Event.ClaimReleased released -> end(released.task(), entry.position());
      case Event.AttemptFailed failed -> end(failed.task(), entry.position());
      case Event.TaskDone done -> end(done.task(), entry.position());
      case Event.TaskCancelled cancelled -> end(cancelled.task(), entry.position());
      case Event.RequestAnswered answer -> {
        Answered now = new Answered(answer.answer(), entry.position());
        Violation.require(
            answered.put(answer.key(), now) == null,
            "T10",
            "key " + answer.key() + " was carried out twice");
      }
      case Event.MessageSent sent -> {
        messages.put(sent.message().id(), sent.message());
        for (AgentId agent : sent.message().recipients()) {
          unread.computeIfAbsent(agent, key -> new TreeSet<>()).add(number(sent.message().id()));
        }
      }
      case Event.MessagesConfirmed confirmed ->
          confirmed.messages().forEach(message -> settle(confirmed.agent(), message));
      case Event.OfNeed about -> audit.add(about.event());
      case Event.OfBudget about -> audit.add(about.event());
      case Event.AgentRetired left -> audit.left(left.agent());
      case Event.MessageUndeliverable lost -> settle(lost.agent(), lost.message());
      default -> {
        // Nothing that is remembered here.
      }
    }
  }

  private void grant(Event.TaskClaimed claimed, long position, Board before, Board after) {
    Task task = before.task(claimed.task()).orElseThrow();
    long fence = after.task(claimed.task()).flatMap(Task::lease).orElseThrow().fence();
    Instant since =
        task.state() instanceof TaskState.Available available ? available.since() : entryless();
    grants
        .computeIfAbsent(claimed.task(), key -> new ArrayList<>())
        .add(
            new Grant(claimed.task(), claimed.agent(), fence, position, rank(before, task, since)));
  }

  private static Instant entryless() {
    throw new Violation("T1", "a task was given out that was not available");
  }

  /// Urgency as one moment: earlier is more urgent. Every ageing step of waiting counts as one
  /// level of priority.
  static Instant rank(Board board, Task task, Instant since) {
    Duration step = Durations.parse("ageing_step", board.setting(Setting.AGEING_STEP));
    return since.plus(step.multipliedBy(task.spec().terms().priority().level()));
  }

  private void end(TaskId task, long position) {
    last(task).ifPresent(grant -> grant.endedAt = Math.min(grant.endedAt, position));
  }

  Optional<Grant> last(TaskId task) {
    List<Grant> given = grants.getOrDefault(task, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
  }

  Optional<Grant> grant(TaskId task, long fence) {
    return grants.getOrDefault(task, List.of()).stream()
        .filter(grant -> grant.fence == fence)
        .findFirst();
  }

  Optional<Answered> answerTo(String key) {
    return Optional.ofNullable(answered.get(key));
  }

  Audit audit() {
    return audit;
  }

  Optional<Message> message(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  /// Whether a message was accepted, which no other is like.
  boolean holds(Command.SendMessage send) {
    return messages.values().stream().anyMatch(message -> message.body().equals(send.body()));
  }

  /// The messages an agent should still find in its mailbox, oldest first.
  List<String> unreadBy(AgentId agent) {
    return unread.getOrDefault(agent, new TreeSet<>()).stream().map(id -> "m" + id).toList();
  }

  private void settle(AgentId agent, String message) {
    unread.getOrDefault(agent, new TreeSet<>()).remove(number(message));
  }

  private static long number(String message) {
    return Long.parseLong(message.substring(1));
  }
}
