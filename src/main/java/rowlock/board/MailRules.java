package rowlock.board;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.task.AgentId;
import rowlock.team.Agent;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Message;
import rowlock.team.Recipient;

/// How messages and discoveries travel.
final class MailRules {
  private final Draft draft;

  MailRules(Draft draft) {
    this.draft = draft;
  }

  Decision decide(Command.OfMail command) {
    return switch (command) {
      case Command.SendMessage send -> send(send);
      case Command.DeliverMessage deliver -> deliver(deliver);
      case Command.ConfirmMessages confirm -> confirm(confirm);
      case Command.GiveUpMessage giveUp -> giveUp(giveUp);
      case Command.AddDiscovery add -> discover(add);
    };
  }

  private Decision send(Command.SendMessage command) {
    List<AgentId> recipients = expand(command);
    if (recipients.isEmpty()) {
      return Draft.reject(new Rejection.NoRecipient(words(command.recipient())));
    }
    Optional<String> replyTo = command.replyTo();
    if (replyTo.isPresent() && draft.mail().find(replyTo.get()).isEmpty()) {
      return Draft.reject(new Rejection.Unknown("message", replyTo.get()));
    }
    long limit = draft.ledger().count(Setting.MAILBOX);
    for (AgentId recipient : recipients) {
      if (draft.mail().unreadBy(recipient).size() >= limit) {
        return Draft.reject(new Rejection.MailboxFull(recipient, limit));
      }
    }
    Message message =
        new Message(
            draft.mail().nextMessage(),
            command.sender(),
            recipients,
            command.importance(),
            command.body(),
            replyTo,
            draft.now());
    draft.emit(new Event.MessageSent(message));
    return draft.accept(new Answer.Sent(message.id(), recipients));
  }

  private List<AgentId> expand(Command.SendMessage command) {
    return switch (command.recipient()) {
      case Recipient.One one -> draft.board().agent(one.agent()).stream().map(Agent::id).toList();
      case Recipient.Members members ->
          others(command.sender())
              .filter(agent -> agent.role().equals(members.role()))
              .map(Agent::id)
              .toList();
      case Recipient.Team team -> others(command.sender()).map(Agent::id).toList();
    };
  }

  private Stream<Agent> others(AgentId sender) {
    return draft.board().agents().stream().filter(agent -> !agent.id().equals(sender));
  }

  private static String words(Recipient recipient) {
    return switch (recipient) {
      case Recipient.One one -> "there is no agent " + one.agent();
      case Recipient.Members members -> "nobody else has the role " + members.role();
      case Recipient.Team team -> "nobody else is on the team";
    };
  }

  private Decision deliver(Command.DeliverMessage command) {
    Optional<Delivery> delivery = delivery(command.message(), command.agent());
    if (delivery.isEmpty()) {
      return Draft.reject(new Rejection.Unknown("message", command.message()));
    }
    if (delivery.get() instanceof Delivery.Accepted) {
      draft.emit(new Event.MessageDelivered(command.message(), command.agent()));
    }
    return draft.accept();
  }

  private Decision confirm(Command.ConfirmMessages command) {
    for (String message : command.messages()) {
      if (delivery(message, command.agent()).isEmpty()) {
        return Draft.reject(new Rejection.Unknown("message", message));
      }
    }
    List<String> open =
        command.messages().stream()
            .filter(message ->
                delivery(message, command.agent()).filter(d -> !d.isSettled()).isPresent())
            .toList();
    if (!open.isEmpty()) {
      draft.emit(new Event.MessagesConfirmed(command.agent(), open));
    }
    return draft.accept();
  }

  private Decision giveUp(Command.GiveUpMessage command) {
    Optional<Delivery> delivery = delivery(command.message(), command.agent());
    if (delivery.isEmpty()) {
      return Draft.reject(new Rejection.Unknown("message", command.message()));
    }
    if (!delivery.get().isSettled()) {
      draft.emit(
          new Event.MessageUndeliverable(command.message(), command.agent(), command.reason()));
    }
    return draft.accept();
  }

  private Optional<Delivery> delivery(String message, AgentId agent) {
    return draft
        .mail()
        .find(message)
        .flatMap(letter -> Optional.ofNullable(letter.deliveries().get(agent)));
  }

  private Decision discover(Command.AddDiscovery command) {
    if (command.task().isPresent() && draft.find(command.task().get()).isEmpty()) {
      return Draft.reject(new Rejection.UnknownTask(command.task().get()));
    }
    Discovery discovery =
        new Discovery(
            draft.mail().nextDiscovery(),
            command.author(),
            command.text(),
            command.tags(),
            command.task(),
            draft.now());
    draft.emit(new Event.DiscoveryAdded(discovery));
    return draft.accept(new Answer.Created(discovery.id()));
  }
}
