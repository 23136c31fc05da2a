package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.agent;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.register;
import static rowlock.board.Say.retire;
import static rowlock.board.Wanted.task;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedCommand;
import rowlock.need.NeedCommand.AnswerNeed;
import rowlock.need.NeedCommand.RaiseNeed;
import rowlock.need.NeedCommand.WithdrawNeed;
import rowlock.need.NeedEvent;
import rowlock.need.NeedKind;
import rowlock.need.NeedRefusal;
import rowlock.need.Needs;
import rowlock.need.Settlement;
import rowlock.need.Wording;
import rowlock.task.Evidence;
import rowlock.task.Submission;
import rowlock.task.TaskStatus;

/// What waits for a person.
final class NeedStories {
  private static final Choice ALLOW = new Choice.Allow();
  private static final Choice DENY = new Choice.Deny();

  private NeedStories() {}

  static List<Story> all() {
    return Stream.of(raising(), answering(), ending()).flatMap(List::stream).toList();
  }

  private static List<Story> raising() {
    return List.of(
        new Story(
            "a need waits until it is answered, and its answer stays readable",
            s -> {
              Ask ask = permission("ann", "May I run make?");
              s.given(register("ann", "shell"))
                  .when(new RaiseNeed(ask))
                  .then(new NeedEvent.NeedRaised("n1", ask))
                  .thenAnswers(new Answer.Created("n1"));
              assertThat(s.board().needs()).extracting(Need::id).containsExactly("n1");
              s.after("1m")
                  .when(new AnswerNeed("n1", ALLOW))
                  .then(new NeedEvent.NeedAnswered("n1", Optional.empty(), "operator", ALLOW));
              assertThat(s.board().needs()).isEmpty();
              assertThat(s.restarted().board().need("n1").flatMap(Need::settlement))
                  .contains(new Settlement.Answered(s.now(), "operator", ALLOW));
            }),
        new Story(
            "the same need is raised once while it is open",
            s ->
                s.given(register("ann", "shell"), register("bob", "shell"))
                    .when(new RaiseNeed(about("ann", "limit", "wait 5m")))
                    .when(new RaiseNeed(about("ann", "limit", "wait 4m")))
                    .then()
                    .thenAnswers(new Answer.Created("n1"))
                    .restarted()
                    .when(new RaiseNeed(about("bob", "limit", "wait 4m")))
                    .thenAnswers(new Answer.Created("n2"))
                    .when(new AnswerNeed("n1", new Choice.Words("seen")))
                    .when(new RaiseNeed(about("ann", "limit", "wait 3m")))
                    .thenAnswers(new Answer.Created("n3"))),
        new Story(
            "a permission with the subject of another and other words is another permission",
            s ->
                s.given(register("ann", "shell"))
                    .when(new RaiseNeed(permission("ann", "May I run ls?")))
                    .when(new RaiseNeed(permission("ann", "May I run rm?")))
                    .refused(new NeedRefusal.OtherWords("n1", "tool"))),
        new Story(
            "nobody waits for a stranger or about a task that is not there",
            s ->
                s.when(new RaiseNeed(permission("ann", "May I?")))
                    .refused(new Rejection.UnknownAgent(agent("ann")))
                    .when(new RaiseNeed(stuck("a")))
                    .refused(new Rejection.UnknownTask(id("a")))),
        new Story(
            "nobody is wanted for the sake of a task that has ended",
            s ->
                s.given(add(task("a")), cancel("a"))
                    .when(new RaiseNeed(stuck("a")))
                    .refused(
                        new Rejection.WrongStatus(
                            id("a"), TaskStatus.CANCELLED, "raise a need of kind stuck for"))),
        new Story(
            "what most tasks wait for comes first, then the oldest",
            s -> {
              s.given(
                      add(
                          task("a"),
                          task("b"),
                          task("c").after("b"),
                          task("d").after("c"),
                          task("e").after("a")),
                      claim("ann", "a"))
                  .when(new RaiseNeed(question()))
                  .when(new RaiseNeed(permission("ann", "May I?")))
                  .when(new RaiseNeed(stuck("b")));
              assertThat(s.board().needs()).extracting(Need::id).containsExactly("n3", "n2", "n1");
              assertThat(s.board().needs())
                  .extracting(s.board()::blockedBy)
                  .containsExactly(2, 1, 0);
            }),
        new Story(
            "so much may wait and no more",
            s -> {
              s.quickly();
              IntStream.rangeClosed(1, Needs.MAX_OPEN)
                  .forEach(i -> s.when(new RaiseNeed(question())));
              s.when(new RaiseNeed(question()))
                  .refused(new NeedRefusal.TooManyNeeds(Needs.MAX_OPEN));
            }),
        new Story(
            "of what is settled the last settled stay",
            s -> {
              s.quickly().when(new RaiseNeed(question()));
              IntStream.rangeClosed(2, Needs.MAX_SETTLED + 2)
                  .forEach(i ->
                      s.when(new RaiseNeed(question())).when(new WithdrawNeed("n" + i, "gone")));
              s.when(new AnswerNeed("n1", new Choice.Words("late")));
              assertThat(s.board().need("n1")).isPresent();
              assertThat(s.board().need("n2")).isEmpty();
              assertThat(s.board().settledNeeds()).hasSize(Needs.MAX_SETTLED);
              s.when(new AnswerNeed("n2", ALLOW)).refused(new NeedRefusal.UnknownNeed("n2"));
            }));
  }

  private static List<Story> answering() {
    return List.of(
        new Story(
            "an answer is final, and whoever comes late is told who gave it",
            s -> {
              s.when(new RaiseNeed(question()));
              s.by("ann").when(new AnswerNeed("n1", new Choice.Words("blue")));
              s.by("bob")
                  .after("1m")
                  .when(new AnswerNeed("n1", new Choice.Words("blue")))
                  .refused(
                      new NeedRefusal.AlreadyAnswered(
                          "n1", "ann", new Choice.Words("blue"), Stage.START))
                  .when(new WithdrawNeed("n1", "no matter"))
                  .refused(
                      new NeedRefusal.AlreadyAnswered(
                          "n1", "ann", new Choice.Words("blue"), Stage.START));
            }),
        new Story(
            "the same answer under the same key is given once",
            s ->
                s.when(new RaiseNeed(question()))
                    .whenKeyed("k", new Command.OfNeed(new AnswerNeed("n1", DENY)))
                    .whenKeyed("k", new Command.OfNeed(new AnswerNeed("n1", DENY)))
                    .then()
                    .thenAnswers(new Answer.Accepted())),
        new Story(
            "an agent cannot allow itself what it asks for",
            s ->
                s.given(register("ann", "shell"))
                    .when(new RaiseNeed(permission("ann", "May I?")))
                    .by("ann")
                    .when(new AnswerNeed("n1", ALLOW))
                    .refused(new NeedRefusal.OwnNeed("n1", agent("ann")))),
        new Story(
            "a permission is answered by one of its choices, and can always be denied",
            s -> {
              Ask ask =
                  new Ask(
                      NeedKind.PERMISSION,
                      Optional.empty(),
                      Optional.empty(),
                      new Wording("May it?", "", List.of("once", "always")),
                      Optional.empty());
              s.when(new RaiseNeed(ask))
                  .when(new AnswerNeed("n1", ALLOW))
                  .refused(new NeedRefusal.NotAmongChoices("n1", List.of("once", "always")))
                  .when(new AnswerNeed("n1", new Choice.Words("perhaps")))
                  .refused(new NeedRefusal.NotAmongChoices("n1", List.of("once", "always")))
                  .when(new AnswerNeed("n1", new Choice.Words("once")))
                  .then(
                      new NeedEvent.NeedAnswered(
                          "n1", Optional.empty(), "operator", new Choice.Words("once")))
                  .when(new RaiseNeed(ask))
                  .when(new AnswerNeed("n2", DENY))
                  .then(new NeedEvent.NeedAnswered("n2", Optional.empty(), "operator", DENY));
            }),
        new Story(
            "what was never raised cannot be answered",
            s ->
                Stream.of("n1", "n0", "m1", "n99999999999999999999", "x")
                    .forEach(need ->
                        s.when(new AnswerNeed(need, ALLOW))
                            .refused(new NeedRefusal.UnknownNeed(need)))));
  }

  private static List<Story> ending() {
    return List.of(
        new Story(
            "what is withdrawn waits no more",
            s -> {
              NeedCommand withdraw = new WithdrawNeed("n1", "answered on the screen");
              s.when(new RaiseNeed(question()))
                  .when(withdraw)
                  .then(
                      new NeedEvent.NeedWithdrawn("n1", Optional.empty(), "answered on the screen"))
                  .when(withdraw)
                  .then()
                  .when(new AnswerNeed("n1", ALLOW))
                  .refused(new NeedRefusal.AlreadyWithdrawn("n1", "answered on the screen"))
                  .when(new WithdrawNeed("n7", "what"))
                  .refused(new NeedRefusal.UnknownNeed("n7"));
            }),
        new Story(
            "nobody waits for an answer to an agent that left",
            s ->
                s.given(register("ann", "shell"))
                    .when(new RaiseNeed(permission("ann", "May I?")))
                    .when(new RaiseNeed(question()))
                    .when(retire("ann"))
                    .then(
                        new Event.OfNeed(
                            new NeedEvent.NeedWithdrawn(
                                "n1", Optional.empty(), "agent ann left the team")),
                        new Event.AgentRetired(agent("ann"), "over"))),
        new Story(
            "what keeps a task from being done is moot when it is done or cancelled",
            s ->
                s.given(add(task("a"), task("b")), claim("ann", "a"))
                    .when(new RaiseNeed(stuck("a")))
                    .when(new RaiseNeed(stuck("b")))
                    .given("a", Say::start)
                    .given("a", Say::submit)
                    .then(
                        new Event.TaskSubmitted(id("a"), Submission.saying("done")),
                        new Event.TaskDone(id("a"), new Evidence.Word(agent("ann"))),
                        new Event.OfNeed(
                            new NeedEvent.NeedWithdrawn(
                                "n1", Optional.of(id("a")), "task a is done")))
                    .when(cancel("b"))
                    .then(
                        new Event.TaskCancelled(id("b"), "not wanted"),
                        new Event.OfNeed(
                            new NeedEvent.NeedWithdrawn(
                                "n2", Optional.of(id("b")), "task b was cancelled")))));
  }

  private static Ask permission(String agent, String title) {
    return new Ask(
        NeedKind.PERMISSION,
        Optional.of(agent(agent)),
        Optional.empty(),
        Wording.of(title),
        Optional.of("tool"));
  }

  private static Ask about(String agent, String subject, String title) {
    return new Ask(
        NeedKind.LIMIT,
        Optional.of(agent(agent)),
        Optional.empty(),
        Wording.of(title),
        Optional.of(subject));
  }

  private static Ask stuck(String task) {
    return new Ask(
        NeedKind.STUCK,
        Optional.empty(),
        Optional.of(id(task)),
        Wording.of("It does not get on."),
        Optional.empty());
  }

  private static Ask question() {
    return new Ask(
        NeedKind.QUESTION,
        Optional.empty(),
        Optional.empty(),
        Wording.of("Which colour?"),
        Optional.empty());
  }
}
