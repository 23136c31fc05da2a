package rowlock.journal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rowlock.board.Letter;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Message;

/// Messages, how far they got, and discoveries, as JSON.
final class MailJson {
  private MailJson() {}

  static void writeMessage(Message message, Form out) {
    out.text("id", message.id())
        .text("sender", message.sender().value())
        .texts("recipients", message.recipients(), AgentId::value)
        .text("importance", Words.IMPORTANCES.of(message.importance()))
        .text("body", message.body())
        .text("reply_to", message.replyTo())
        .time("sent_at", message.sentAt());
  }

  static Message message(Fields in) {
    return new Message(
        in.text("id"),
        new AgentId(in.text("sender")),
        in.texts("recipients", AgentId::new),
        Words.IMPORTANCES.named(in.text("importance")),
        in.text("body"),
        in.maybeText("reply_to"),
        in.time("sent_at"));
  }

  static void writeDiscovery(Discovery discovery, Form out) {
    out.text("id", discovery.id())
        .text("author", discovery.author().value())
        .text("text", discovery.text())
        .texts("tags", discovery.tags())
        .text("task", discovery.task().map(TaskId::value))
        .time("at", discovery.at());
  }

  static Discovery discovery(Fields in) {
    return new Discovery(
        in.text("id"),
        new AgentId(in.text("author")),
        in.text("text"),
        Text.labels("tags", in.texts("tags")),
        in.maybeText("task").map(TaskId::new),
        in.time("at"));
  }

  static void writeLetter(Letter letter, Form out) {
    out.object("message", letter.message(), MailJson::writeMessage)
        .objects("deliveries", letter.deliveries().entrySet(), MailJson::writeDelivery);
  }

  static Letter letter(Fields in) {
    SortedMap<AgentId, Delivery> deliveries = new TreeMap<>();
    in.objects("deliveries", MailJson::delivery)
        .forEach(delivery -> deliveries.put(delivery.getKey(), delivery.getValue()));
    return new Letter(message(in.object("message")), deliveries);
  }

  private static void writeDelivery(Map.Entry<AgentId, Delivery> delivery, Form out) {
    out.text("agent", delivery.getKey().value());
    switch (delivery.getValue()) {
      case Delivery.Accepted accepted -> out.text("stage", "accepted");
      case Delivery.Delivered delivered ->
          out.text("stage", "delivered").time("at", delivered.at());
      case Delivery.Confirmed confirmed ->
          out.text("stage", "confirmed").time("at", confirmed.at());
      case Delivery.Undeliverable lost ->
          out.text("stage", "undeliverable")
              .time("at", lost.at())
              .textIfAny("reason", lost.reason());
    }
  }

  private static Map.Entry<AgentId, Delivery> delivery(Fields in) {
    String stage = in.text("stage");
    Delivery delivery =
        switch (stage) {
          case "accepted" -> new Delivery.Accepted();
          case "delivered" -> new Delivery.Delivered(in.time("at"));
          case "confirmed" -> new Delivery.Confirmed(in.time("at"));
          case "undeliverable" ->
              new Delivery.Undeliverable(in.time("at"), in.textOrEmpty("reason"));
          default -> throw new UnknownWord("delivery stage", stage);
        };
    return Map.entry(new AgentId(in.text("agent")), delivery);
  }
}
