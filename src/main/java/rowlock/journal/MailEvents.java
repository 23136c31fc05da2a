package rowlock.journal;

import java.util.Optional;
import rowlock.board.Event;
import rowlock.board.Event.OfMail;
import rowlock.task.AgentId;

/// Events about messages and discoveries as JSON, with their permanent names.
final class MailEvents {
  private MailEvents() {}

  static void write(OfMail event, Form out) {
    switch (event) {
      case Event.MessageSent e ->
          out.text("type", "message_sent").object("message", e.message(), MailJson::writeMessage);
      case Event.MessageDelivered e ->
          out.text("type", "message_delivered")
              .text("message", e.message())
              .text("agent", e.agent().value());
      case Event.MessagesConfirmed e ->
          out.text("type", "messages_confirmed")
              .text("agent", e.agent().value())
              .texts("messages", e.messages());
      case Event.MessageUndeliverable e ->
          out.text("type", "message_undeliverable")
              .text("message", e.message())
              .text("agent", e.agent().value())
              .textIfAny("reason", e.reason());
      case Event.DiscoveryAdded e ->
          out.text("type", "discovery_added")
              .object("discovery", e.discovery(), MailJson::writeDiscovery);
    }
  }

  static Optional<Event> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "message_sent" -> new Event.MessageSent(MailJson.message(in.object("message")));
          case "message_delivered" ->
              new Event.MessageDelivered(in.text("message"), new AgentId(in.text("agent")));
          case "messages_confirmed" ->
              new Event.MessagesConfirmed(new AgentId(in.text("agent")), in.texts("messages"));
          case "message_undeliverable" ->
              new Event.MessageUndeliverable(
                  in.text("message"), new AgentId(in.text("agent")), in.textOrEmpty("reason"));
          case "discovery_added" ->
              new Event.DiscoveryAdded(MailJson.discovery(in.object("discovery")));
          default -> null;
        });
  }
}
