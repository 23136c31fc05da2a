package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.agent;
import static rowlock.board.Say.confirm;
import static rowlock.board.Say.id;
import static rowlock.board.Say.register;
import static rowlock.board.Say.send;
import static rowlock.board.Say.to;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowlock.task.Text;
import rowlock.team.AgentCondition;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Importance;
import rowlock.team.Message;
import rowlock.team.Observation;
import rowlock.team.Recipient;

/// The team, and what its members tell each other.
final class MailStories {
  private MailStories() {}

  static List<Story> all() {
    return Stream.concat(mail().stream(), team().stream()).toList();
  }

  private static List<Story> mail() {
    return List.of(
        new Story(
            "a message waits until its recipient has read it",
            s -> {
              s.given(register("ann", "shell"), register("bob", "shell"))
                  .when(send("ann", to("bob"), "hello"))
                  .then(
                      new Event.MessageSent(
                          new Message(
                              "m1",
                              agent("ann"),
                              List.of(agent("bob")),
                              Importance.NORMAL,
                              "hello",
                              Optional.empty(),
                              s.now())))
                  .thenAnswers(new Answer.Sent("m1", List.of(agent("bob"))));
              assertThat(s.board().unreadBy(agent("bob"))).hasSize(1);
              s.when(new Command.DeliverMessage("m1", agent("bob")))
                  .then(new Event.MessageDelivered("m1", agent("bob")))
                  .when(new Command.DeliverMessage("m1", agent("bob")))
                  .then();
              assertThat(s.board().unreadBy(agent("bob"))).hasSize(1);
              s.when(confirm("bob", "m1"))
                  .then(new Event.MessagesConfirmed(agent("bob"), List.of("m1")))
                  .when(confirm("bob", "m1"))
                  .then();
              assertThat(s.board().unreadBy(agent("bob"))).isEmpty();
            }),
        new Story(
            "a message to many is read by each on its own",
            s -> {
              s.given(register("ann", "shell"), register("bob", "shell"), register("cid", "x"))
                  .when(send("ann", new Recipient.Team(), "hello"))
                  .thenAnswers(new Answer.Sent("m1", List.of(agent("bob"), agent("cid"))))
                  .given(confirm("cid", "m1"));
              assertThat(s.board().unreadBy(agent("bob"))).hasSize(1);
              assertThat(s.board().unreadBy(agent("cid"))).isEmpty();
              s.when(send("bob", new Recipient.Members("worker"), "hi"))
                  .thenAnswers(new Answer.Sent("m2", List.of(agent("ann"), agent("cid"))));
            }),
        new Story(
            "a message to nobody is refused",
            s ->
                s.given(register("ann", "shell"))
                    .when(send("ann", to("ghost"), "hello"))
                    .refused(new Rejection.NoRecipient("there is no agent ghost"))
                    .when(send("ann", new Recipient.Team(), "hello"))
                    .refused(Rejection.NoRecipient.class)
                    .when(send("ann", new Recipient.Members("lead"), "hello"))
                    .refused(Rejection.NoRecipient.class)),
        new Story(
            "a mailbox has a limit, and reading makes room",
            s ->
                s.given(
                        Say.set(Setting.MAILBOX, "2"),
                        register("bob", "shell"),
                        send("ann", to("bob"), "1"),
                        send("ann", to("bob"), "2"))
                    .when(send("ann", to("bob"), "3"))
                    .refused(new Rejection.MailboxFull(agent("bob"), 2))
                    .given(confirm("bob", "m1"), send("ann", to("bob"), "3"))),
        new Story(
            "a reply names the message it answers",
            s ->
                s.given(
                        register("ann", "shell"),
                        register("bob", "shell"),
                        send("ann", to("bob"), "?"))
                    .when(reply("bob", "ann", "m1"))
                    .thenAnswers(new Answer.Sent("m2", List.of(agent("ann"))))
                    .when(reply("bob", "ann", "m9"))
                    .refused(new Rejection.Unknown("message", "m9"))),
        new Story(
            "what cannot be delivered is settled with a reason",
            s -> {
              s.given(register("bob", "shell"), send("ann", to("bob"), "hello"))
                  .when(new Command.GiveUpMessage("m1", agent("bob"), "no screen"))
                  .then(new Event.MessageUndeliverable("m1", agent("bob"), "no screen"))
                  .when(new Command.GiveUpMessage("m1", agent("bob"), "no screen"))
                  .then();
              assertThat(s.board().letters().iterator().next().deliveries())
                  .containsEntry(agent("bob"), new Delivery.Undeliverable(s.now(), "no screen"));
            }),
        new Story(
            "only a recipient's own messages can be settled",
            s -> {
              s.given(register("bob", "shell"), send("ann", to("bob"), "hello"));
              for (Command command :
                  List.of(
                      confirm("ann", "m1"),
                      confirm("bob", "m1", "m2"),
                      confirm("bob", "m01"),
                      new Command.DeliverMessage("m1", agent("ann")),
                      new Command.GiveUpMessage("m7", agent("bob"), "gone"))) {
                s.when(command).refused(Rejection.Unknown.class);
              }
            }),
        new Story(
            "a discovery is kept for everybody",
            s ->
                s.given(Say.add(task("a")))
                    .when(discovery("a"))
                    .then(
                        new Event.DiscoveryAdded(
                            new Discovery(
                                "d1",
                                agent("ann"),
                                "it is slow",
                                Text.labels("tags", List.of("speed")),
                                Optional.of(id("a")),
                                s.now())))
                    .thenAnswers(new Answer.Created("d1"))
                    .when(discovery("ghost"))
                    .refused(new Rejection.UnknownTask(id("ghost")))));
  }

  private static List<Story> team() {
    return List.of(
        new Story(
            "an agent is registered once, and described anew when it changed",
            s ->
                s.when(register("ann", "shell"))
                    .then(new Event.AgentRegistered(Say.worker("ann", "shell")))
                    .when(register("ann", "shell"))
                    .then()
                    .thenAnswers(new Answer.Created("ann"))
                    .when(register("ann", "shell", "gpu"))
                    .then(new Event.AgentRegistered(Say.worker("ann", "shell", "gpu")))),
        new Story(
            "only a change of what an agent does is an event",
            s ->
                s.given(register("ann", "shell"))
                    .when(observe("ann", AgentCondition.WORKING))
                    .then(
                        new Event.AgentObserved(
                            agent("ann"),
                            new Observation(AgentCondition.WORKING, "a hook", s.now())))
                    .after("1m")
                    .when(observe("ann", AgentCondition.WORKING))
                    .then()
                    .when(observe("ghost", AgentCondition.IDLE))
                    .refused(new Rejection.UnknownAgent(agent("ghost")))),
        new Story(
            "an agent that leaves gives back what it holds and gets no more messages",
            s -> {
              s.given(
                      Say.add(task("a")),
                      register("ann", "shell"),
                      send("bob", to("ann"), "hello"),
                      Say.claim("ann"))
                  .when(Say.retire("ann"))
                  .then(
                      new Event.ClaimReleased(id("a"), "ann left: over"),
                      new Event.MessageUndeliverable("m1", agent("ann"), "the agent left the team"),
                      new Event.AgentRetired(agent("ann"), "over"))
                  .is("a", AVAILABLE)
                  .when(Say.retire("ann"))
                  .refused(new Rejection.UnknownAgent(agent("ann")));
              assertThat(s.board().observations()).isEmpty();
            }),
        new Story(
            "a team has a limit",
            s -> {
              s.quickly();
              for (int i = 0; i < TeamRules.MAX_AGENTS; i++) {
                s.given(register("agent" + i, "shell"));
              }
              s.when(register("ann", "shell"))
                  .refused(new Rejection.LimitReached("agents", TeamRules.MAX_AGENTS))
                  .given(Say.add(task("a")))
                  .when(Say.claim("ann"))
                  .refused(Rejection.LimitReached.class)
                  .given(register("agent0", "claude"), Say.claim("agent1"))
                  .given(send("agent0", new Recipient.Team(), "hello"));
            }));
  }

  private static Command observe(String agent, AgentCondition condition) {
    return new Command.ObserveAgent(agent(agent), condition, "a hook");
  }

  private static Command reply(String from, String to, String message) {
    return new Command.SendMessage(agent(from), to(to), Importance.HIGH, "!", Optional.of(message));
  }

  private static Command discovery(String task) {
    return new Command.AddDiscovery(
        agent("ann"), "it is slow", new TreeSet<>(List.of("speed")), Optional.of(id(task)));
  }
}
