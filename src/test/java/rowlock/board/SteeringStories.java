package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.priority;
import static rowlock.board.Say.requeue;
import static rowlock.board.Say.retry;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Duration;
import java.util.List;
import rowlock.task.Priority;

/// What an operator or a lead may do with any task.
final class SteeringStories {
  private SteeringStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "a task can be taken from whoever has it",
            s -> {
              s.given(add(task("a"), task("b").checked()), claim("ann", "a"), claim("bob", "b"));
              Command.Claim old = s.claimOf("a");
              s.given("b", Say::submit)
                  .when(requeue("a"))
                  .then(new Event.ClaimReleased(id("a"), "again"))
                  .thenAnswers(new Answer.Moved(id("a"), AVAILABLE))
                  .when(requeue("b"))
                  .is("b", AVAILABLE)
                  .when(Say.submit(old))
                  .refused(new Rejection.StaleFence(id("a"), old.fence(), 0));
            }),
        new Story(
            "a task that is being worked on can be taken away, too",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::start)
                    .given(requeue("a"))
                    .is("a", AVAILABLE)),
        new Story(
            "a wait for a retry can be cut short",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::fail)
                    .when(requeue("a"))
                    .then(new Event.RetryDue(id("a")))
                    .is("a", AVAILABLE)),
        new Story(
            "taking back what nobody has changes nothing, and what ended stays ended",
            s ->
                s.given(
                        add(
                            task("a"),
                            task("b").after("a"),
                            task("c"),
                            task("d").retried(0, Duration.ZERO)),
                        cancel("c"),
                        claim("ann", "d"))
                    .given("d", Say::fail)
                    .when(requeue("a"))
                    .then()
                    .when(requeue("b"))
                    .then()
                    .is("b", BLOCKED)
                    .when(requeue("c"))
                    .refused(Rejection.WrongStatus.class)
                    .when(requeue("d"))
                    .refused(new Rejection.WrongStatus(id("d"), FAILED, "release"))),
        new Story(
            "a retry begins from the beginning, with all attempts",
            s -> {
              s.given(add(task("a").retried(1, Duration.ZERO)));
              for (int i = 0; i < 2; i++) {
                s.given(claim("ann")).given("a", Say::fail);
              }
              s.is("a", FAILED).when(retry("a")).then(new Event.TaskRetried(id("a")));
              assertThat(s.task("a").failures()).isZero();
              assertThat(s.task("a").attempts()).hasSize(2);
              s.given(claim("ann")).given("a", Say::fail).is("a", AVAILABLE);
            }),
        new Story(
            "a retry may be asked for before its time",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::fail)
                    .given(retry("a"))
                    .is("a", AVAILABLE)),
        new Story(
            "only what failed is retried",
            s ->
                s.given(add(task("a")))
                    .when(retry("a"))
                    .refused(new Rejection.WrongStatus(id("a"), AVAILABLE, "retry"))),
        new Story(
            "a new priority puts a task in its new place",
            s ->
                s.given(add(task("a"), task("b")))
                    .when(priority("b", 1))
                    .then(new Event.PriorityChanged(id("b"), new Priority(1)))
                    .when(priority("b", 1))
                    .then()
                    .given(claim("ann"))
                    .is("b", CLAIMED)),
        new Story(
            "the priority can be changed until a task has ended",
            s ->
                s.given(
                        add(
                            task("blocked").after("available"),
                            task("available"),
                            task("claimed"),
                            task("started"),
                            task("submitted").checked(),
                            task("failed")),
                        claim("ann", "claimed"),
                        claim("bob", "started"),
                        claim("cid", "submitted"),
                        claim("dan", "failed"))
                    .given("started", Say::start)
                    .given("submitted", Say::submit)
                    .given("failed", Say::fail)
                    .given(
                        priority("blocked", 1),
                        priority("available", 1),
                        priority("claimed", 1),
                        priority("started", 1),
                        priority("submitted", 1),
                        priority("failed", 1))
                    .is("submitted", SUBMITTED)
                    .given("submitted", Say::accept)
                    .when(priority("submitted", 9))
                    .refused(new Rejection.WrongStatus(id("submitted"), DONE, "reprioritise"))),
        new Story(
            "what is not there cannot be steered",
            s -> {
              for (Command command :
                  List.of(requeue("x"), cancel("x"), retry("x"), priority("x", 1))) {
                s.when(command).refused(new Rejection.UnknownTask(id("x")));
              }
            }));
  }
}
