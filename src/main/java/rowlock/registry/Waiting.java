package rowlock.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Permission;

/// The operation that waits until something happens (a long poll).
final class Waiting {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Waiting() {}

  /// What can be waited for.
  private enum Event {
    WORK_AVAILABLE,
    MESSAGE,
    TASK_FINISHED
  }

  static Operation operation() {
    return Operation.changes(
            "wait_for_event",
            Permission.WORK,
            "Waits until there is work for you, a message, or one of the tasks is finished.")
        .forWorkers()
        .takes(
            "events",
            new Type.Several(Arguments.choiceOf(Event.class), Event.values().length),
            "work_available and message unless given")
        .takes("task_ids", Type.names(), "the tasks whose end is waited for")
        .takes("timeout", Type.LENGTH_OF_TIME, "30s unless given, 10m at most")
        .aboutAgent()
        .returns("events:array", "timed_out:boolean", "position:integer")
        .does(Waiting::await);
  }

  /// What is waited for.
  ///
  /// @param events the kinds
  /// @param tasks whose end
  /// @param agent for whom
  private record Wish(List<String> events, List<TaskId> tasks, AgentId agent) {
    boolean wants(Event event) {
      return events.contains(event.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Outcome await(Invocation call) throws InterruptedException {
    List<String> chosen = call.arguments().texts("events");
    List<TaskId> tasks = call.arguments().texts("task_ids").stream().map(TaskId::new).toList();
    List<String> usual =
        tasks.isEmpty() ? List.of("work_available", "message") : List.of("task_finished");
    Wish wish = new Wish(chosen.isEmpty() ? usual : chosen, tasks, call.agent());
    if (wish.wants(Event.TASK_FINISHED) && tasks.isEmpty()) {
      throw new IllegalArgumentException("task_ids: is missing (whose end is waited for)");
    }
    Offers offers = new Offers(call.office().premises());
    Duration wait = call.arguments().duration("timeout").orElse(USUAL);
    Instant end = call.desk().now().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    while (true) {
      Board board = call.desk().board();
      List<Fields> news = news(wish, offers, board);
      Duration left = Duration.between(call.desk().now(), end);
      boolean isOver = left.isNegative() || left.isZero();
      if (!news.isEmpty() || isOver) {
        return Outcome.done(
            Fields.of("events", news)
                .with("timed_out", news.isEmpty())
                .with("position", board.position()));
      }
      call.desk().awaitBeyond(board.position(), left);
    }
  }

  private static List<Fields> news(Wish wish, Offers offers, Board board) {
    List<Fields> news = new ArrayList<>();
    if (wish.wants(Event.WORK_AVAILABLE)) {
      offers
          .to(wish.agent(), board)
          .ifPresent(task -> news.add(Fields.of("event", "work_available").with("task", task)));
    }
    if (wish.wants(Event.MESSAGE)) {
      board
          .unreadBy(wish.agent())
          .forEach(letter ->
              news.add(
                  Fields.of("event", "message")
                      .with("message", letter.message().id())
                      .with("sender", letter.message().sender())));
    }
    if (wish.wants(Event.TASK_FINISHED)) {
      wish.tasks().forEach(task -> finished(task, board).ifPresent(news::add));
    }
    return news;
  }

  private static Optional<Fields> finished(TaskId id, Board board) {
    Optional<Task> task = board.task(id);
    if (task.isEmpty()) {
      String status = board.isArchived(id) ? "archived" : "unknown";
      return Optional.of(
          Fields.of("event", "task_finished").with("task", id).with("status", status));
    }
    boolean isOver =
        switch (task.get().state()) {
          case TaskState.Done _, TaskState.Cancelled _ -> true;
          case TaskState.Failed failed -> failed.retryAt().isEmpty();
          case TaskState.Blocked _, TaskState.Available _, TaskState.Held _ -> false;
          case TaskState.Submitted _ -> false;
        };
    return isOver
        ? Optional.of(
            Fields.of("event", "task_finished")
                .with("task", id)
                .with("status", task.get().status()))
        : Optional.empty();
  }
}
