package rowlock.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import rowlock.task.AgentId;
import rowlock.team.Delivery;
import rowlock.team.Discovery;

/// The messages and discoveries of a board. Immutable and bounded: of what is settled the newest
/// [#MAX_KEPT] stay, the journal has the rest.
///
/// @param letters by number
/// @param unread for each agent the numbers of messages that are not settled with it
/// @param settled the numbers of messages with which nothing more will happen
/// @param discoveries by number
/// @param lastMessage the number of the last message
/// @param lastDiscovery the number of the last discovery
record Mail(
    TreePMap<Long, Letter> letters,
    TreePMap<AgentId, TreePSet<Long>> unread,
    TreePSet<Long> settled,
    TreePMap<Long, Discovery> discoveries,
    long lastMessage,
    long lastDiscovery) {
  /// How many settled messages, and how many discoveries, stay on the board.
  static final int MAX_KEPT = 10_000;

  static final Mail EMPTY =
      new Mail(TreePMap.empty(), TreePMap.empty(), TreePSet.empty(), TreePMap.empty(), 0, 0);

  static Mail of(Contents.OfMail contents) {
    Mail mail =
        new Mail(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePSet.empty(),
            TreePMap.empty(),
            contents.lastMessage(),
            contents.lastDiscovery());
    for (Letter letter : contents.letters()) {
      mail = mail.put(letter);
    }
    TreePMap<Long, Discovery> discoveries = TreePMap.empty();
    for (Discovery discovery : contents.discoveries()) {
      discoveries = discoveries.plus(number(discovery.id()), discovery);
    }
    return new Mail(
        mail.letters, mail.unread, mail.settled, discoveries, mail.lastMessage, mail.lastDiscovery);
  }

  Contents.OfMail contents() {
    return new Contents.OfMail(
        List.copyOf(letters.values()),
        List.copyOf(discoveries.values()),
        lastMessage,
        lastDiscovery);
  }

  Optional<Letter> find(String message) {
    return message.matches("m[1-9][0-9]{0,14}")
        ? Optional.ofNullable(letters.get(number(message)))
        : Optional.empty();
  }

  TreePSet<Long> unreadBy(AgentId agent) {
    return unread.getOrDefault(agent, TreePSet.empty());
  }

  /// What an agent has not read, oldest first.
  List<Letter> waitingFor(AgentId agent) {
    return unreadBy(agent).stream().map(this::letter).toList();
  }

  String nextMessage() {
    return "m" + (lastMessage + 1);
  }

  String nextDiscovery() {
    return "d" + (lastDiscovery + 1);
  }

  Mail apply(Event.OfMail event, Instant at) {
    return switch (event) {
      case Event.MessageSent sent -> {
        TreePMap<AgentId, Delivery> deliveries = TreePMap.empty();
        for (AgentId agent : sent.message().recipients()) {
          deliveries = deliveries.plus(agent, new Delivery.Accepted());
        }
        Mail next =
            new Mail(
                letters, unread, settled, discoveries, number(sent.message().id()), lastDiscovery);
        yield next.put(new Letter(sent.message(), deliveries));
      }
      case Event.MessageDelivered delivered ->
          moved(delivered.message(), delivered.agent(), new Delivery.Delivered(at));
      case Event.MessagesConfirmed confirmed -> {
        Mail next = this;
        for (String message : confirmed.messages()) {
          next = next.moved(message, confirmed.agent(), new Delivery.Confirmed(at));
        }
        yield next;
      }
      case Event.MessageUndeliverable lost ->
          moved(lost.message(), lost.agent(), new Delivery.Undeliverable(at, lost.reason()));
      case Event.DiscoveryAdded added -> {
        long number = number(added.discovery().id());
        TreePMap<Long, Discovery> more = discoveries.plus(number, added.discovery());
        yield new Mail(
            letters,
            unread,
            settled,
            more.size() > MAX_KEPT ? more.minusFirstEntry() : more,
            lastMessage,
            number);
      }
    };
  }

  private Mail moved(String message, AgentId agent, Delivery delivery) {
    return find(message).map(letter -> put(letter.with(agent, delivery)).trimmed()).orElse(this);
  }

  private Mail put(Letter letter) {
    long number = number(letter.message().id());
    TreePMap<AgentId, TreePSet<Long>> open = unread;
    for (var delivery : letter.deliveries().entrySet()) {
      TreePSet<Long> numbers = open.getOrDefault(delivery.getKey(), TreePSet.empty());
      numbers = delivery.getValue().isSettled() ? numbers.minus(number) : numbers.plus(number);
      open =
          numbers.isEmpty() ? open.minus(delivery.getKey()) : open.plus(delivery.getKey(), numbers);
    }
    return new Mail(
        letters.plus(number, letter),
        open,
        letter.isSettled() ? settled.plus(number) : settled,
        discoveries,
        lastMessage,
        lastDiscovery);
  }

  /// Drops the oldest settled message when there are too many. Unsettled ones are bounded by the
  /// mailboxes.
  private Mail trimmed() {
    return settled.size() <= MAX_KEPT
        ? this
        : new Mail(
            letters.minus(settled.first()),
            unread,
            settled.minusFirst(),
            discoveries,
            lastMessage,
            lastDiscovery);
  }

  private Letter letter(Long number) {
    Letter letter = letters.get(number);
    if (letter == null) {
      throw new IllegalStateException("message m" + number + " is missing");
    }
    return letter;
  }

  private static long number(String id) {
    return Long.parseLong(id.substring(1));
  }
}
