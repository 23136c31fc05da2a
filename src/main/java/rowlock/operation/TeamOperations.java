package rowlock.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Letter;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Observation;

/// What can be asked about the team, and said within it.
public final class TeamOperations {
  /// How many characters of messages are given at once: as JSON in JSON, which may make four
  /// characters of one, they still fit into what clients of MCP take.
  private static final int PAGE_CHARACTERS = 20_000;

  /// About what a message takes besides its body.
  private static final int LETTER_CHARACTERS = 200;

  private final Desk desk;

  /// @param desk the project
  public TeamOperations(Desk desk) {
    this.desk = desk;
  }

  /// The agents with what they hold and what was seen of them.
  public Outcome list() {
    return list(Map.of());
  }

  /// The agents with what they hold, what was seen of them, and what they take of the machine.
  ///
  /// @param usage what is known of that
  public Outcome list(Map<AgentId, Fields> usage) {
    Board board = desk.board();
    return Outcome.done(
        Fields.of(
            "agents",
            board.agents().stream()
                .map(agent ->
                    view(agent, board).with("usage", Optional.ofNullable(usage.get(agent.id()))))
                .toList()));
  }

  /// Adds an agent to the team, or describes it anew.
  public Outcome register(Agent agent, Caller caller) {
    return desk.ask(
        caller, new Command.RegisterAgent(agent), (answer, board) -> view(agent, board));
  }

  /// Removes an agent; what it holds becomes available again.
  public Outcome retire(AgentId agent, String reason, Caller caller) {
    SortedSet<TaskId> held = desk.board().heldBy(agent);
    return desk.ask(
        caller,
        new Command.RetireAgent(agent, reason),
        (answer, board) -> Fields.of("agent", agent).with("released", held));
  }

  /// Sends a message.
  public Outcome send(Command.SendMessage message, Caller caller) {
    return desk.ask(
        caller,
        message,
        (answer, board) -> {
          if (!(answer instanceof Answer.Sent sent)) {
            throw new IllegalStateException("a message was sent, but the answer is " + answer);
          }
          return Fields.of("message", sent.message()).with("recipients", sent.recipients());
        });
  }

  /// What an agent has not read yet, oldest first; nothing changes.
  public Outcome peek(AgentId agent) {
    Board board = desk.board();
    return Outcome.done(mailbox(agent, board, page(agent, board)).with("confirmed", false));
  }

  /// What an agent has not read yet, oldest first, as much as it can take in at once; that counts
  /// as read from now on.
  public Outcome read(AgentId agent, Caller caller) {
    Board before = desk.board();
    List<Letter> page = page(agent, before);
    Fields box = mailbox(agent, before, page);
    if (page.isEmpty()) {
      return Outcome.done(box.with("confirmed", true));
    }
    List<String> ids = page.stream().map(letter -> letter.message().id()).toList();
    return desk.ask(
        caller,
        new Command.ConfirmMessages(agent, ids),
        (answer, board) -> box.with("confirmed", true));
  }

  /// Says that an agent read messages.
  public Outcome acknowledge(Command.ConfirmMessages read, Caller caller) {
    return desk.ask(
        caller,
        read,
        (answer, board) -> Fields.of("agent", read.agent()).with("messages", read.messages()));
  }

  /// Tells the team about a finding.
  public Outcome discover(Command.AddDiscovery finding, Caller caller) {
    return desk.ask(
        caller,
        finding,
        (answer, board) -> {
          if (!(answer instanceof Answer.Created created)) {
            throw new IllegalStateException("a discovery was made, but the answer is " + answer);
          }
          return Fields.of("discovery", created.id());
        });
  }

  /// What was found, newest first.
  ///
  /// @param query which findings
  /// @param offset how many of them are skipped
  public Outcome discoveries(FindingQuery query, int offset) {
    List<Discovery> fitting =
        List.copyOf(desk.board().discoveries()).reversed().stream().filter(query::fits).toList();
    List<Fields> shown =
        fitting.stream().skip(offset).limit(query.limit()).map(TeamOperations::finding).toList();
    Fields fields = Fields.of("discoveries", shown).with("total", fitting.size());
    int next = offset + shown.size();
    return Outcome.done(next < fitting.size() ? fields.with("next_offset", next) : fields);
  }

  /// Which findings are wanted; whatever is empty does not matter.
  ///
  /// @param tag one of their tags
  /// @param task the task they came up in
  /// @param author who found them
  /// @param text in the finding, whatever the case
  /// @param limit how many at most, 1 to 1,000
  public record FindingQuery(
      Optional<String> tag,
      Optional<TaskId> task,
      Optional<AgentId> author,
      Optional<String> text,
      int limit) {
    public FindingQuery {
      if (limit < 1 || limit > Text.MAX_ENTRIES) {
        throw new IllegalArgumentException("limit: 1 to " + Text.MAX_ENTRIES + ", not " + limit);
      }
    }

    boolean fits(Discovery found) {
      Set<String> tags = found.tags();
      return tag.map(tags::contains).orElse(true)
          && (task.isEmpty() || found.task().equals(task))
          && author.map(found.author()::equals).orElse(true)
          && text.map(wanted -> containsIgnoringCase(found.text(), wanted)).orElse(true);
    }

    private static boolean containsIgnoringCase(String text, String wanted) {
      return text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }
  }

  /// The agent with these capabilities besides those it has.
  static Agent withCapabilities(Agent agent, Collection<String> more) {
    TreeSet<String> all = new TreeSet<>(agent.capabilities());
    all.addAll(more);
    return new Agent(agent.id(), agent.kind(), agent.role(), all, agent.parent(), agent.machine());
  }

  static Fields view(Agent agent, Board board) {
    Optional<Observation> seen = Optional.ofNullable(board.observations().get(agent.id()));
    return Fields.of("agent", agent.id())
        .with("kind", agent.kind())
        .with("role", agent.role())
        .with("capabilities", agent.capabilities())
        .with("parent", agent.parent())
        .with("machine", agent.machine())
        .with("holds", board.heldBy(agent.id()))
        .with("condition", seen.map(Observation::condition))
        .with("source", seen.map(Observation::source))
        .with("seen_at", seen.map(Observation::at))
        .with("unread", board.unreadBy(agent.id()).size());
  }

  private static Fields mailbox(AgentId agent, Board board, List<Letter> page) {
    Fields box =
        Fields.of("agent", agent)
            .with("messages", page.stream().map(letter -> letter(letter, agent)).toList());
    int left = board.unreadBy(agent).size() - page.size();
    return left == 0 ? box : box.with("left", left);
  }

  /// The oldest letters that an agent has not read. What would be confirmed and cut on its way
  /// would be lost.
  private static List<Letter> page(AgentId agent, Board board) {
    List<Letter> page = new ArrayList<>();
    int room = PAGE_CHARACTERS;
    for (Letter letter : board.unreadBy(agent)) {
      room -= letter.message().body().length() + LETTER_CHARACTERS;
      if (page.size() >= Text.MAX_ENTRIES || (room < 0 && !page.isEmpty())) {
        break;
      }
      page.add(letter);
    }
    return page;
  }

  private static Fields letter(Letter letter, AgentId agent) {
    Optional<Delivery> delivery = Optional.ofNullable(letter.deliveries().get(agent));
    return Fields.of("message", letter.message().id())
        .with("sender", letter.message().sender())
        .with("importance", letter.message().importance())
        .with("sent_at", letter.message().sentAt())
        .with("reply_to", letter.message().replyTo())
        .with("delivery", delivery.map(TeamOperations::word))
        .with("body", letter.message().body());
  }

  private static String word(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted accepted -> "accepted";
      case Delivery.Delivered delivered -> "delivered";
      case Delivery.Confirmed confirmed -> "confirmed";
      case Delivery.Undeliverable undeliverable -> "undeliverable";
    };
  }

  private static Fields finding(Discovery found) {
    return Fields.of("discovery", found.id())
        .with("author", found.author())
        .with("text", found.text())
        .with("tags", found.tags())
        .with("task", found.task())
        .with("at", found.at());
  }
}
