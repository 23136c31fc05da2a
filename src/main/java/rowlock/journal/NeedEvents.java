package rowlock.journal;

import java.util.Optional;
import rowlock.need.NeedEvent;
import rowlock.task.TaskId;

/// Events about what waits for a person as JSON, with their permanent names.
final class NeedEvents {
  private NeedEvents() {}

  static void write(NeedEvent event, Form out) {
    switch (event) {
      case NeedEvent.NeedRaised e ->
          NeedJson.writeAsk(e.ask(), out.text("type", "need_raised").text("need", e.need()));
      case NeedEvent.NeedAnswered e -> {
        head(out, "need_answered", e).text("answered_by", e.by());
        NeedJson.writeChoice(e.choice(), out);
      }
      case NeedEvent.NeedWithdrawn e ->
          head(out, "need_withdrawn", e).textIfAny("reason", e.reason());
    }
  }

  static Optional<NeedEvent> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "need_raised" -> new NeedEvent.NeedRaised(in.text("need"), NeedJson.ask(in));
          case "need_answered" ->
              new NeedEvent.NeedAnswered(
                  in.text("need"), task(in), in.text("answered_by"), NeedJson.choice(in));
          case "need_withdrawn" ->
              new NeedEvent.NeedWithdrawn(in.text("need"), task(in), in.textOrEmpty("reason"));
          default -> null;
        });
  }

  private static Form head(Form out, String type, NeedEvent event) {
    return out.text("type", type)
        .text("need", event.need())
        .text("task", event.task().map(TaskId::value));
  }

  private static Optional<TaskId> task(Fields in) {
    return in.maybeText("task").map(TaskId::new);
  }
}
