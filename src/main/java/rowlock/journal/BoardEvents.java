package rowlock.journal;

import java.util.Optional;
import rowlock.board.Event;
import rowlock.board.Event.OfBoard;

/// Events about the board as a whole as JSON, with their permanent names.
final class BoardEvents {
  private BoardEvents() {}

  static void write(OfBoard event, Form out) {
    switch (event) {
      case Event.GoalSet e ->
          out.text("type", "goal_set")
              .textIfAny("goal", e.goal())
              .textIfAny("master_plan", e.masterPlan());
      case Event.SettingChanged e ->
          out.text("type", "setting_changed")
              .text("setting", Words.SETTINGS.of(e.setting()))
              .text("value", e.value());
      case Event.RequestAnswered e ->
          out.text("type", "request_answered")
              .text("key", e.key())
              .text("fingerprint", e.fingerprint())
              .object("answer", e.answer(), AnswerJson::write);
      case Event.RunOpened e ->
          out.text("type", "run_opened").object("run", e.run(), RunJson::write);
      case Event.RunClosed e ->
          out.text("type", "run_closed")
              .text("run", e.run())
              .text("outcome", Words.RUN_OUTCOMES.of(e.outcome()))
              .textIfAny("reason", e.reason().orElse(""));
      case Event.GraceGranted e -> out.text("type", "grace_granted").time("until", e.until());
      case Event.JournalRestored e ->
          out.text("type", "journal_restored").number("fence_base", e.fenceBase());
    }
  }

  static Optional<Event> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "goal_set" ->
              new Event.GoalSet(in.textOrEmpty("goal"), in.textOrEmpty("master_plan"));
          case "setting_changed" ->
              new Event.SettingChanged(Words.SETTINGS.named(in.text("setting")), in.text("value"));
          case "request_answered" ->
              new Event.RequestAnswered(
                  in.text("key"), in.text("fingerprint"), AnswerJson.read(in.object("answer")));
          case "run_opened" -> new Event.RunOpened(RunJson.read(in.object("run")));
          case "run_closed" ->
              new Event.RunClosed(
                  in.text("run"),
                  Words.RUN_OUTCOMES.named(in.text("outcome")),
                  Optional.of(in.textOrEmpty("reason")).filter(text -> !text.isEmpty()));
          case "grace_granted" -> new Event.GraceGranted(in.time("until"));
          case "journal_restored" -> new Event.JournalRestored(in.number("fence_base"));
          default -> null;
        });
  }
}
