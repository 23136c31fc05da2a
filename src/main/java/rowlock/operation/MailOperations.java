package rowlock.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.journal.JournalException;
import rowlock.task.AgentId;
import rowlock.task.Text;
import rowlock.team.Recipient;

/// Many messages at once: each is sent or refused by itself, in their order, and all that are sent
/// are stored when the answer comes.
public final class MailOperations {
  /// How many messages one batch may hold.
  public static final int MAX_BATCH = Text.MAX_ENTRIES;

  /// How many deliveries may be outstanding on the board before a batch is refused: a hundred for
  /// each of two hundred agents. Whoever sends more sends faster than anybody reads.
  public static final long MAX_OUTSTANDING = 20_000;

  private final Desk desk;
  private final Premises premises;

  /// When messages of a batch are typed.
  public enum Pace {
    /// When enough have come together, or the delay is over.
    BATCHED,
    /// As soon as their agents can take them.
    IMMEDIATE
  }

  /// @param desk the project
  /// @param premises the agents of the hub
  public MailOperations(Desk desk, Premises premises) {
    this.desk = desk;
    this.premises = premises;
  }

  /// Sends messages.
  ///
  /// @param messages 1 to [#MAX_BATCH]
  /// @throws IllegalArgumentException if there are none, or more
  public Outcome send(List<Command.SendMessage> messages, Pace pace, Caller caller) {
    if (messages.isEmpty() || messages.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "messages: 1 to %d, not %d".formatted(MAX_BATCH, messages.size()));
    }
    Board board = desk.board();
    long outstanding = outstanding(board);
    long wanted = messages.stream().mapToLong(message -> recipients(message, board)).sum();
    if (outstanding + wanted > MAX_OUTSTANDING) {
      return backPressure(outstanding, wanted);
    }
    List<Request> requests = new ArrayList<>();
    for (Command.SendMessage message : messages) {
      requests.add(caller.forPart(requests.size()).asks(message));
    }
    return told(desk.replies(requests), pace);
  }

  private static Outcome backPressure(long outstanding, long wanted) {
    return new Outcome.NotDone(
        Outcome.Reason.REJECTED,
        "back_pressure",
        "%d deliveries are outstanding and this would be %d more; at most %d may be"
            .formatted(outstanding, wanted, MAX_OUTSTANDING),
        "wait until agents have read what there is, or send less at once",
        Fields.of("outstanding", outstanding).with("limit", MAX_OUTSTANDING).map());
  }

  private Outcome told(List<Reply> replies, Pace pace) {
    List<Fields> results = new ArrayList<>();
    Set<AgentId> recipients = new HashSet<>();
    List<JournalException> troubles = new ArrayList<>();
    int sent = 0;
    for (Reply reply : replies) {
      results.add(result(reply));
      switch (reply) {
        case Reply.Done done -> {
          sent++;
          recipients.addAll(sent(done).recipients());
        }
        case Reply.Refused _ -> {}
        case Reply.Failed failed -> troubles.add(failed.cause());
      }
    }
    if (sent == 0 && !troubles.isEmpty()) {
      throw troubles.getFirst();
    }
    if (pace == Pace.IMMEDIATE) {
      premises.hasten(recipients);
    }
    Fields told =
        Fields.of("sent", sent)
            .with("refused", replies.size() - sent)
            .with("agents", recipients.size())
            .with("results", results);
    return outcome(told.map(), sent, replies.size());
  }

  private static Fields result(Reply reply) {
    return switch (reply) {
      case Reply.Done done ->
          Fields.of("message", sent(done).message())
              .with("recipients", sent(done).recipients().size());
      case Reply.Refused(Rejection rejection) ->
          Fields.of("code", rejection.code())
              .with("error", rejection.message())
              .with("hint", rejection.hint());
      case Reply.Failed failed ->
          Fields.of("code", "journal")
              .with("error", String.valueOf(failed.cause().getMessage()))
              .with("hint", "send the batch again with the same key");
    };
  }

  private static Answer.Sent sent(Reply.Done done) {
    if (!(done.answer() instanceof Answer.Sent sent)) {
      throw new IllegalStateException("a message was sent, but the answer is " + done.answer());
    }
    return sent;
  }

  private static Outcome outcome(Map<String, Object> told, int sent, int of) {
    if (sent == of) {
      return new Outcome.Done(told);
    }
    return new Outcome.NotDone(
        sent == 0 ? Outcome.Reason.REJECTED : Outcome.Reason.PARTLY,
        sent == 0 ? "nothing_sent" : "partly_sent",
        "%d of %d messages were sent".formatted(sent, of),
        "results has, for each message in its order, what became of it",
        told);
  }

  private static long recipients(Command.SendMessage message, Board board) {
    return switch (message.recipient()) {
      case Recipient.One _ -> 1;
      case Recipient.Members members ->
          board.agents().stream().filter(agent -> agent.role().equals(members.role())).count();
      case Recipient.Team _ -> board.agents().size();
    };
  }

  /// How many times a message has not been read by one of its recipients.
  private static long outstanding(Board board) {
    return board.agents().stream().mapToLong(agent -> board.unreadBy(agent.id()).size()).sum();
  }
}
