package rowlock.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.need.Need;
import rowlock.need.Settlement;
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
    TASK_FINISHED,
    ANSWER
  }

  static Operation operation() {
    return Operation.changes(
            "wait_for_event",
            Permission.WORK,
            "Waits until there is work for you, a message, an answer, or a task is finished.")
        .forWorkers()
        .takes(
            "events",
            new Type.Several(Arguments.choiceOf(Event.class), Event.values().length),
            "work_available and message unless ids are given")
        .takes("task_ids", Type.names(), "the tasks whose end is waited for")
        .takes("need_ids", Type.names(), "the questions whose answer is waited for")
        .takes("timeout", Type.LENGTH_OF_TIME, "30s unless given, 10m at most")
        .aboutAgent()
        .returns("events:array", "timed_out:boolean")
        .does(Waiting::await);
  }

  /// What is waited for.
  ///
  /// @param events the kinds
  /// @param tasks whose end
  /// @param needs whose answer
  /// @param agent for whom
  private record Wish(List<String> events, List<TaskId> tasks, List<String> needs, AgentId agent) {
    boolean wants(Event event) {
      return events.contains(event.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Outcome await(Invocation call) throws InterruptedException {
    List<String> chosen = call.arguments().texts("events");
    List<TaskId> tasks = call.arguments().texts("task_ids").stream().map(TaskId::new).toList();
    List<String> needs = call.arguments().texts("need_ids");
    needs.forEach(need -> NeedCalls.requireInsight(call, need));
    Wish wish =
        new Wish(chosen.isEmpty() ? usual(tasks, needs) : chosen, tasks, needs, call.agent());
    if (wish.wants(Event.TASK_FINISHED) && tasks.isEmpty()) {
      throw new IllegalArgumentException("task_ids: is missing (whose end is waited for)");
    }
    if (wish.wants(Event.ANSWER) && needs.isEmpty()) {
      throw new IllegalArgumentException("need_ids: is missing (whose answer is waited for)");
    }
    return await(call, wish);
  }

  private static List<String> usual(List<TaskId> tasks, List<String> needs) {
    List<String> events = new ArrayList<>();
    if (!tasks.isEmpty()) {
      events.add("task_finished");
    }
    if (!needs.isEmpty()) {
      events.add("answer");
    }
    return events.isEmpty() ? List.of("work_available", "message") : events;
  }

  private static Outcome await(Invocation call, Wish wish) throws InterruptedException {
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
    if (wish.wants(Event.ANSWER)) {
      wish.needs().forEach(need -> answered(need, board).ifPresent(news::add));
    }
    return news;
  }

  private static Optional<Fields> answered(String id, Board board) {
    Fields event = Fields.of("event", "answer").with("need", id);
    Optional<Need> need = board.need(id);
    return need.isEmpty()
        ? Optional.of(event.with("withdrawn", "there is no such need (any more)"))
        : need.get().settlement().map(end -> told(event, end));
  }

  private static Fields told(Fields event, Settlement end) {
    return switch (end) {
      case Settlement.Answered answered ->
          event.with("answer", answered.choice().text()).with("answered_by", answered.by());
      case Settlement.Withdrawn withdrawn -> event.with("withdrawn", withdrawn.reason());
    };
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
