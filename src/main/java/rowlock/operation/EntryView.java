package rowlock.operation;

import java.util.Locale;
import java.util.Optional;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.budget.BudgetEvent;
import rowlock.need.NeedEvent;
import rowlock.task.Durations;
import rowlock.task.TaskId;
import rowlock.team.Message;

/// An entry of the journal as plain values: where, when, by whom, what, and one sentence.
final class EntryView {
  private EntryView() {}

  static Fields of(Entry entry) {
    return Fields.of("position", entry.position())
        .with("at", entry.at())
        .with("by", entry.by())
        .with("event", name(entry.event()))
        .with("task", taskOf(entry.event()))
        .with("text", text(entry.event()));
  }

  /// The task an event is about, if it is about one.
  static Optional<TaskId> taskOf(Event event) {
    return switch (event) {
      case Event.OfTask ofTask -> task(ofTask);
      case Event.DiscoveryAdded added -> added.discovery().task();
      case Event.OfMail _ -> Optional.empty();
      case Event.OfNeed(NeedEvent about) -> about.task();
      case Event.OfBudget(BudgetEvent about) ->
          about instanceof BudgetEvent.OfReservation spending
              ? spending.purpose().task()
              : Optional.empty();
      case Event.OfTeam _ -> Optional.empty();
      case Event.OfBoard _ -> Optional.empty();
    };
  }

  private static Optional<TaskId> task(Event.OfTask event) {
    return switch (event) {
      case Event.TaskAdded(TaskId id, _) -> Optional.of(id);
      case Event.TaskClaimed claimed -> Optional.of(claimed.task());
      case Event.TaskStarted(TaskId id) -> Optional.of(id);
      case Event.LeaseRenewed(TaskId id, _) -> Optional.of(id);
      case Event.ClaimReleased(TaskId id, _) -> Optional.of(id);
      case Event.AttemptFailed failed -> Optional.of(failed.task());
      case Event.RetryDue(TaskId id) -> Optional.of(id);
      case Event.TaskSubmitted(TaskId id, _) -> Optional.of(id);
      case Event.TaskDone(TaskId id, _) -> Optional.of(id);
      case Event.TaskCancelled(TaskId id, _) -> Optional.of(id);
      case Event.TaskRetried(TaskId id) -> Optional.of(id);
      case Event.PriorityChanged(TaskId id, _) -> Optional.of(id);
      case Event.TasksArchived _ -> Optional.empty();
      case Event.GroupCreated created -> created.barrier();
    };
  }

  static String name(Event event) {
    Object kind =
        switch (event) {
          case Event.OfNeed(NeedEvent about) -> about;
          case Event.OfBudget(BudgetEvent about) -> about;
          case Event.OfTask _, Event.OfTeam _, Event.OfMail _, Event.OfBoard _ -> event;
        };
    return kind.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /// What happened, in a sentence.
  static String text(Event event) {
    return switch (event) {
      case Event.OfTask ofTask -> ofTask(ofTask);
      case Event.OfTeam ofTeam -> ofTeam(ofTeam);
      case Event.OfMail ofMail -> ofMail(ofMail);
      case Event.OfNeed(NeedEvent ofNeed) -> NeedView.text(ofNeed);
      case Event.OfBudget(BudgetEvent ofBudget) -> BudgetView.text(ofBudget);
      case Event.OfBoard ofBoard -> ofBoard(ofBoard);
    };
  }

  private static String ofTask(Event.OfTask event) {
    return switch (event) {
      case Event.TaskAdded added ->
          "task %s was added: %s".formatted(added.task(), added.spec().description().title());
      case Event.TaskClaimed claimed ->
          "%s claimed %s for %s"
              .formatted(claimed.agent(), claimed.task(), Durations.format(claimed.length()));
      case Event.TaskStarted started -> "work on %s began".formatted(started.task());
      case Event.LeaseRenewed renewed ->
          "the lease on %s was renewed until %s".formatted(renewed.task(), renewed.until());
      case Event.ClaimReleased released ->
          "%s was given back: %s".formatted(released.task(), released.reason());
      case Event.AttemptFailed failed ->
          "an attempt at %s failed (%s): %s%s"
              .formatted(
                  failed.task(),
                  Fields.label(failed.cause()),
                  failed.reason(),
                  failed.retryAt().isPresent() ? "; it is tried again" : "; no retry is left");
      case Event.RetryDue due -> "%s may be tried again".formatted(due.task());
      case Event.TaskSubmitted submitted ->
          "%s was handed in%s"
              .formatted(submitted.task(), firstLine(submitted.submission().output()));
      case Event.TaskDone done ->
          "%s is done (%s)"
              .formatted(done.task(), TaskView.evidence(done.evidence()).map().get("kind"));
      case Event.TaskCancelled cancelled ->
          "%s was cancelled: %s".formatted(cancelled.task(), cancelled.reason());
      case Event.TaskRetried retried -> "%s is tried again".formatted(retried.task());
      case Event.PriorityChanged changed ->
          "%s has priority %d now".formatted(changed.task(), changed.priority().level());
      case Event.TasksArchived archived ->
          "%d finished tasks went to the archive".formatted(archived.tasks().size());
      case Event.GroupCreated created ->
          "group %s was made%s"
              .formatted(created.group(), created.barrier().map(b -> ", barrier " + b).orElse(""));
    };
  }

  /// What an agent says first; the whole is in the journal.
  private static String firstLine(String output) {
    return output.lines().findFirst().map(line -> ": " + line).orElse("");
  }

  private static String ofTeam(Event.OfTeam event) {
    return switch (event) {
      case Event.AgentRegistered joined ->
          "agent %s (%s, %s) is in the team"
              .formatted(joined.agent().id(), joined.agent().kind(), joined.agent().role());
      case Event.AgentObserved seen ->
          "agent %s is %s (%s)"
              .formatted(
                  seen.agent(),
                  seen.observation().condition().label(),
                  seen.observation().source());
      case Event.AgentRetired left -> "agent %s left: %s".formatted(left.agent(), left.reason());
    };
  }

  private static String ofMail(Event.OfMail event) {
    return switch (event) {
      case Event.MessageSent(Message message) ->
          "message %s from %s to %d: %s"
              .formatted(
                  message.id(), message.sender(), message.recipients().size(), message.body());
      case Event.MessageDelivered delivered ->
          "message %s reached %s".formatted(delivered.message(), delivered.agent());
      case Event.MessagesConfirmed confirmed ->
          "%s read %d messages".formatted(confirmed.agent(), confirmed.messages().size());
      case Event.MessageUndeliverable lost ->
          "message %s will not reach %s: %s".formatted(lost.message(), lost.agent(), lost.reason());
      case Event.DiscoveryAdded added ->
          "%s found %s: %s"
              .formatted(
                  added.discovery().author(), added.discovery().id(), added.discovery().text());
    };
  }

  private static String ofBoard(Event.OfBoard event) {
    return switch (event) {
      case Event.GoalSet set -> "the goal is: " + set.goal();
      case Event.SettingChanged changed ->
          "the setting %s is %s now".formatted(changed.setting().label(), changed.value());
      case Event.RequestAnswered answered ->
          "the request with the key %s was answered".formatted(answered.key());
      case Event.RunOpened opened ->
          "run %s began: %s".formatted(opened.run().id(), opened.run().goal());
      case Event.RunClosed closed ->
          "run %s ended: %s%s"
              .formatted(
                  closed.run(),
                  Fields.label(closed.outcome()),
                  closed.reason().map(text -> "; " + text).orElse(""));
      case Event.GraceGranted granted -> "no lease ends before " + granted.until();
      case Event.JournalRestored _ -> "the journal was restored from a backup";
    };
  }
}
