package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.agent;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.IN_PROGRESS;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rowlock.task.Evidence;
import rowlock.task.Submission;

/// Who gets a task, and what its holder may do with it.
final class ClaimStories {
  private ClaimStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "the most urgent task is handed out, with the position of the claim as its fence",
            s ->
                s.given(add(task("a"), task("b").urgent(1)), Say.register("ann", "shell"))
                    .when(claim("ann"))
                    .then(new Event.TaskClaimed(id("b"), agent("ann"), s.in(Say.LEASE), Say.LEASE))
                    .thenAnswers(new Answer.Claimed(id("b"), 4, s.in(Say.LEASE)))),
        new Story(
            "whoever claims without being registered is registered",
            s ->
                s.given(add(task("a")))
                    .when(claim("ann", "a", Duration.ofSeconds(1)))
                    .then(
                        new Event.AgentRegistered(Say.worker("ann", "external")),
                        new Event.TaskClaimed(
                            id("a"),
                            agent("ann"),
                            s.in(Duration.ofSeconds(1)),
                            Duration.ofSeconds(1)))),
        new Story(
            "a task is handed out once",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .when(claim("bob", "a"))
                    .refused(new Rejection.WrongStatus(id("a"), CLAIMED, "claim"))
                    .when(claim("bob"))
                    .refused(new Rejection.NothingAvailable(agent("bob"), 1))),
        new Story(
            "what waits longer becomes more urgent, and urgency grows one level per step",
            s ->
                s.given(add(task("old").urgent(5)))
                    .after("20m1s")
                    .given(add(task("new").urgent(1)), claim("ann"))
                    .is("old", CLAIMED)
                    .is("new", AVAILABLE)),
        new Story(
            "until then the more urgent one comes first",
            s ->
                s.given(add(task("old").urgent(5)))
                    .after("19m59s")
                    .given(add(task("new").urgent(1)), claim("ann"))
                    .is("new", CLAIMED)),
        new Story(
            "another rate of ageing puts the waiting ones in another order",
            s ->
                s.given(add(task("old").urgent(5)))
                    .after("1m")
                    .given(
                        add(task("new").urgent(1)),
                        Say.set(Setting.AGEING_STEP, "10s"),
                        claim("ann"))
                    .is("old", CLAIMED)),
        new Story(
            "a task goes only to who has all its capabilities",
            s ->
                s.given(
                        add(task("a").needing("gpu", "web")),
                        Say.register("ann", "shell", "gpu"),
                        Say.register("bob", "shell", "gpu", "tex", "web"))
                    .when(claim("ann"))
                    .refused(new Rejection.NothingAvailable(agent("ann"), 1))
                    .when(claim("ann", "a"))
                    .refused(
                        new Rejection.NotQualified(
                            agent("ann"), id("a"), "the capabilities gpu, web"))
                    .given(claim("bob"))
                    .is("a", CLAIMED)),
        new Story(
            "a task for a certain agent or kind goes to no other",
            s ->
                s.given(
                        add(task("a").onlyFor("ann"), task("b").onlyFor("claude")),
                        Say.register("ann", "shell"),
                        Say.register("bob", "claude"))
                    .when(claim("bob", "a"))
                    .refused(Rejection.NotQualified.class)
                    .when(claim("ann", "b"))
                    .refused(Rejection.NotQualified.class)
                    .given(claim("ann"), claim("bob"))
                    .is("a", CLAIMED)
                    .is("b", CLAIMED)),
        new Story(
            "an agent holds as many tasks as the setting says",
            s ->
                s.given(add(task("a"), task("b"), task("c")), claim("ann", "a"))
                    .when(claim("ann"))
                    .refused(new Rejection.TooManyClaims(agent("ann"), Say.ids("a")))
                    .given(Say.set(Setting.CLAIMS_PER_AGENT, "2"), claim("ann"))
                    .when(claim("ann"))
                    .refused(new Rejection.TooManyClaims(agent("ann"), Say.ids("a", "b")))),
        new Story(
            "what is not there cannot be claimed or worked on",
            s ->
                s.when(claim("ann"))
                    .refused(new Rejection.NothingAvailable(agent("ann"), 0))
                    .when(claim("ann", "ghost"))
                    .refused(new Rejection.UnknownTask(id("ghost")))
                    .when(Say.start(new Command.Claim(agent("ann"), id("ghost"), 1)))
                    .refused(new Rejection.UnknownTask(id("ghost")))),
        new Story(
            "starting is an event once",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .when("a", Say::start)
                    .then(new Event.TaskStarted(id("a")))
                    .when("a", Say::start)
                    .then()
                    .is("a", IN_PROGRESS)),
        new Story(
            "a task with nothing to prove it by is done on the agent's word",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .when("a", Say::submit)
                    .then(
                        new Event.TaskStarted(id("a")),
                        new Event.TaskSubmitted(id("a"), Submission.saying("done")),
                        new Event.TaskDone(id("a"), new Evidence.Word(agent("ann"))))
                    .thenAnswers(new Answer.Moved(id("a"), DONE))),
        new Story(
            "submitted is not done while there are checks",
            s ->
                s.given(add(task("a").checked(), task("b").after("a")), claim("ann"))
                    .given("a", Say::start)
                    .when("a", Say::submit)
                    .then(new Event.TaskSubmitted(id("a"), Submission.saying("done")))
                    .is("a", SUBMITTED)
                    .when("a", Say::accept)
                    .then(new Event.TaskDone(id("a"), Say.proof()))
                    .is("b", AVAILABLE)),
        new Story(
            "red work goes back at once, and counts as a failure",
            s ->
                s.given(add(task("a").checked().retried(1, Duration.ofHours(1))), claim("ann"))
                    .given("a", Say::submit)
                    .when("a", Say::back)
                    .then(
                        new Event.AttemptFailed(
                            id("a"), FailureCause.CHECK_FAILED, "red", Optional.of(s.now())))
                    .is("a", AVAILABLE)
                    .given(claim("bob"))
                    .given("a", Say::submit)
                    .when("a", Say::back)
                    .is("a", FAILED)),
        new Story(
            "a holder can be found out by its fence, and another agent by its name",
            s -> {
              s.given(add(task("a")), claim("ann"));
              Command.Claim old = s.claimOf("a");
              s.given(Say.release(old), claim("bob"));
              Command.Claim now = s.claimOf("a");
              for (Command command : ofHolder(old)) {
                s.when(command)
                    .refused(new Rejection.StaleFence(id("a"), old.fence(), now.fence()));
              }
              for (Command command :
                  ofHolder(new Command.Claim(agent("ann"), id("a"), now.fence()))) {
                s.when(command).refused(new Rejection.NotYours(id("a"), agent("bob")));
              }
            }),
        new Story(
            "a verdict must be about the claim that was submitted",
            s -> {
              s.given(add(task("a").checked()), claim("ann"));
              Command.Claim old = s.claimOf("a");
              s.given(Say.release(old), claim("bob")).given("a", Say::submit);
              long fence = s.claimOf("a").fence();
              s.when(Say.accept(old))
                  .refused(new Rejection.StaleFence(id("a"), old.fence(), fence))
                  .when(Say.accept(new Command.Claim(agent("ann"), id("a"), fence)))
                  .refused(new Rejection.NotYours(id("a"), agent("bob")));
            }),
        new Story(
            "a claim that is given back costs nothing and can be had again with another fence",
            s -> {
              s.given(add(task("a")), claim("ann"));
              long first = s.claimOf("a").fence();
              s.when("a", Say::release).then(new Event.ClaimReleased(id("a"), "not mine"));
              s.given(claim("ann")).is("a", CLAIMED);
              assertThat(s.claimOf("a").fence()).isGreaterThan(first);
              assertThat(s.task("a").failures()).isZero();
            }));
  }

  static List<Command> ofHolder(Command.Claim claim) {
    return List.of(
        Say.start(claim), Say.renew(claim), Say.submit(claim), Say.fail(claim), Say.release(claim));
  }
}
