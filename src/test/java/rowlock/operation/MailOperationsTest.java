package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.coordinator.Reply;
import rowlock.operation.MailOperations.Pace;
import rowlock.task.AgentId;
import rowlock.team.Agent;
import rowlock.team.Importance;
import rowlock.team.Recipient;

/// Batches of messages on a real project.
@Timeout(120)
final class MailOperationsTest {
  private static final AgentId BEN = new AgentId("ben");
  private static final Caller CALLER = new Caller("operator", Optional.empty());

  private final Desk desk;
  private final MailOperations mail;

  MailOperationsTest(@TempDir Path folder) {
    Projects.create(folder, "", CALLER);
    desk = Projects.open(folder);
    mail = new MailOperations(desk, Premises.NONE);
    join("ben");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void join(String name) {
    give(new Command.RegisterAgent(Agent.worker(new AgentId(name), "external")));
  }

  private void give(Command command) {
    assertThat(desk.reply(Request.bySystem(command))).isInstanceOf(Reply.Done.class);
  }

  private static Command.SendMessage letter(Recipient recipient, String body) {
    return new Command.SendMessage(
        new AgentId("operator"), recipient, Importance.NORMAL, body, Optional.empty());
  }

  private static Command.SendMessage toBen(String body) {
    return letter(new Recipient.One(BEN), body);
  }

  private List<String> unread() {
    return desk.board().unreadBy(BEN).stream().map(one -> one.message().body()).toList();
  }

  @Test
  void aThousandMessagesArriveInTheirOrder() {
    List<Command.SendMessage> letters = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < MailOperations.MAX_BATCH; i++) {
      bodies.add("message " + i);
      letters.add(toBen(bodies.getLast()));
    }

    assertThat(mail.send(letters, Pace.BATCHED, CALLER)).isInstanceOf(Outcome.Done.class);

    assertThat(unread()).isEqualTo(bodies);
  }

  @Test
  void eachMessageIsSentOrRefusedByItself() {
    Recipient nobody = new Recipient.One(new AgentId("nobody"));

    Outcome outcome =
        mail.send(
            List.of(toBen("one"), letter(nobody, "lost"), toBen("two")), Pace.IMMEDIATE, CALLER);

    assertThat(unread()).containsExactly("one", "two");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NotDone.class,
            told -> {
              assertThat(told.reason()).isEqualTo(Outcome.Reason.PARTLY);
              assertThat(told.data()).containsEntry("sent", 2).containsEntry("refused", 1);
              List<?> results = (List<?>) Objects.requireNonNull(told.data().get("results"));
              assertThat((Map<?, ?>) results.get(1)).extracting("code").isEqualTo("no_recipient");
              assertThat((Map<?, ?>) results.get(2)).extracting("recipients").isEqualTo(1);
            });
  }

  @Test
  void aBatchOfWhichNothingWasSentIsRejected() {
    Recipient nobody = new Recipient.Members("captain");

    assertThat(mail.send(List.of(letter(nobody, "lost")), Pace.BATCHED, CALLER))
        .isInstanceOfSatisfying(
            Outcome.NotDone.class,
            told -> assertThat(told.reason()).isEqualTo(Outcome.Reason.REJECTED));
  }

  @Test
  void aBatchRepeatedAfterHalfOfItWasSentIsCompletedAndNotDoubled() {
    Caller keyed = new Caller("operator", Optional.of("k".repeat(64)));
    Recipient late = new Recipient.One(new AgentId("zoe"));
    List<Command.SendMessage> letters = List.of(toBen("one"), letter(late, "two"));
    mail.send(letters, Pace.BATCHED, keyed);
    join("zoe");

    assertThat(mail.send(letters, Pace.BATCHED, keyed)).isInstanceOf(Outcome.Done.class);

    assertThat(unread()).containsExactly("one");
    assertThat(desk.board().unreadBy(new AgentId("zoe"))).hasSize(1);
  }

  @Test
  void moreThanAnybodyReadsIsRefusedAsAWhole() {
    for (int i = 0; i < 25; i++) {
      join("w" + i);
    }
    List<Command.SendMessage> broadcast =
        Collections.nCopies(
            MailOperations.MAX_BATCH, letter(new Recipient.Members("worker"), "hear"));
    long before = desk.position();

    assertThat(mail.send(broadcast, Pace.BATCHED, CALLER))
        .isInstanceOfSatisfying(
            Outcome.NotDone.class, told -> assertThat(told.code()).isEqualTo("back_pressure"));

    assertThat(desk.position()).isEqualTo(before);
  }

  @Test
  void aFullMailboxRefusesOnlyWhatDoesNotFit() {
    give(new Command.ChangeSetting(Setting.MAILBOX, "2"));

    mail.send(List.of(toBen("one"), toBen("two"), toBen("three")), Pace.BATCHED, CALLER);

    assertThat(unread()).containsExactly("one", "two");
  }

  @Test
  void anEmptyBatchAndOneTooLargeAreWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mail.send(List.of(), Pace.BATCHED, CALLER))
        .withMessageContaining("messages: 1 to 1000, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            mail.send(
                Collections.nCopies(MailOperations.MAX_BATCH + 1, toBen("x")),
                Pace.BATCHED,
                CALLER));
  }
}
