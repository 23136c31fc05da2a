package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.ids;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CANCELLED;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.IN_PROGRESS;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Duration;
import java.util.List;
import rowlock.task.DependencyPolicy;
import rowlock.task.Evidence;

/// Tasks that are parts of tasks.
final class PartStories {
  private PartStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "a parent is done when its parts are, without being handed out",
            s ->
                s.given(add(task("p"), task("a").partOf("p"), task("b").partOf("p")))
                    .is("p", BLOCKED)
                    .given(claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("p", BLOCKED)
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .is("p", DONE)
                    .then(
                        s.accepted().events().get(0),
                        s.accepted().events().get(1),
                        s.accepted().events().get(2),
                        new Event.TaskDone(id("p"), new Evidence.Parts(ids("a", "b"))))),
        new Story(
            "being done spreads upwards through all levels",
            s ->
                s.given(
                        add(
                            task("c").partOf("b"),
                            task("b").partOf("a"),
                            task("a"),
                            task("next").after("a")),
                        claim("ann", "c"))
                    .given("c", Say::submit)
                    .are(DONE, "a", "b", "c")
                    .is("next", AVAILABLE)),
        new Story(
            "a part waits for whatever its parent waits for",
            s ->
                s.given(add(task("x"), task("p").after("x"), task("a").partOf("p")))
                    .is("a", BLOCKED)
                    .given(add(task("b").partOf("p")))
                    .is("b", BLOCKED)
                    .given(claim("ann", "x"))
                    .given("x", Say::submit)
                    .are(AVAILABLE, "a", "b")
                    .is("p", BLOCKED)),
        new Story(
            "a holder may split its task, hand its share in and do a part itself",
            s ->
                s.given(add(task("p")), claim("ann"))
                    .given("p", Say::start)
                    .given(add(task("a").partOf("p"), task("b").partOf("p")))
                    .is("p", IN_PROGRESS)
                    .when("p", Say::submit)
                    .is("p", SUBMITTED)
                    .given(claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("p", SUBMITTED)
                    .given(claim("bob", "b"))
                    .when("b", Say::submit)
                    .is("p", DONE)),
        new Story(
            "a holder may wait with its share until the parts are done",
            s ->
                s.given(add(task("p")), claim("ann"))
                    .given(add(task("a").partOf("p")), claim("bob", "a"))
                    .given("a", Say::submit)
                    .is("p", CLAIMED)
                    .when("p", Say::submit)
                    .is("p", DONE)),
        new Story(
            "a share that was handed in is not accepted before the parts are done",
            s ->
                s.given(add(task("p").checked()), claim("ann"))
                    .given(add(task("a").partOf("p")), claim("bob", "a"))
                    .given("p", Say::submit)
                    .when("p", Say::accept)
                    .refused(
                        new Rejection.WrongStatus(id("p"), SUBMITTED, "accept (a is a part of it)"))
                    .given("a", Say::submit)
                    .is("p", SUBMITTED)
                    .when("p", Say::accept)
                    .is("p", DONE)),
        new Story(
            "a share that was handed in waits for a part that failed, and follows the policy",
            s ->
                s.given(add(task("p")), claim("ann"))
                    .given(add(task("a").partOf("p").retried(0, Duration.ZERO)), claim("bob", "a"))
                    .given("p", Say::submit)
                    .given("a", Say::fail)
                    .is("p", SUBMITTED)
                    .when(cancel("a"))
                    .is("p", DONE)),
        new Story(
            "a parent whose holder goes is done as soon as its parts are",
            s ->
                s.given(add(task("p")), claim("ann", "p", Duration.ofHours(1)))
                    .given(add(task("a").partOf("p")), claim("bob", "a"))
                    .given("a", Say::submit)
                    .after("1h")
                    .when(Say.tick())
                    .is("p", DONE)),
        new Story(
            "a parent whose holder goes first waits for its parts",
            s ->
                s.given(add(task("p")), claim("ann", "p"))
                    .given(add(task("a").partOf("p")))
                    .given("p", Say::release)
                    .is("p", BLOCKED)
                    .given(claim("bob", "a"))
                    .given("a", Say::submit)
                    .is("p", DONE)),
        new Story(
            "a finished or submitted task gets no more parts",
            s ->
                s.given(add(task("p").checked()), claim("ann"))
                    .given("p", Say::submit)
                    .when(add(task("a").partOf("p")))
                    .refused(Rejection.WrongStatus.class)
                    .given("p", Say::accept)
                    .when(add(task("a").partOf("p")))
                    .refused(new Rejection.WrongStatus(id("p"), DONE, "add a part to"))),
        new Story(
            "cancelling a parent cancels its open parts, and leaves what is done",
            s ->
                s.given(
                        add(
                            task("p"),
                            task("a").partOf("p"),
                            task("b").partOf("p"),
                            task("c").partOf("b")),
                        claim("ann", "a"))
                    .given("a", Say::submit)
                    .when(cancel("p"))
                    .then(
                        new Event.TaskCancelled(id("p"), "not wanted"),
                        new Event.TaskCancelled(id("b"), "its parent p was cancelled"),
                        new Event.TaskCancelled(id("c"), "its parent b was cancelled"))
                    .is("a", DONE)),
        new Story(
            "a parent none of whose parts was done is cancelled with the last of them",
            s ->
                s.given(add(task("p"), task("a").partOf("p"), task("b").partOf("p")))
                    .given(cancel("a"))
                    .is("p", BLOCKED)
                    .when(cancel("b"))
                    .then(
                        new Event.TaskCancelled(id("b"), "not wanted"),
                        new Event.TaskCancelled(id("p"), "none of its parts was done"))),
        new Story(
            "a part that nobody wants any more holds up no parent",
            s ->
                s.given(
                        add(task("p"), task("a").partOf("p"), task("b").partOf("p")),
                        claim("ann", "a"))
                    .given("a", Say::submit)
                    .when(cancel("b"))
                    .then(
                        new Event.TaskCancelled(id("b"), "not wanted"),
                        new Event.TaskDone(id("p"), new Evidence.Parts(ids("a"))))),
        new Story(
            "a part that failed for good holds up its parent until it is done after all",
            s ->
                s.given(
                        add(task("p"), task("a").partOf("p").retried(0, Duration.ZERO)),
                        claim("ann", "a"))
                    .given("a", Say::fail)
                    .is("p", BLOCKED)
                    .given(Say.retry("a"), claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("p", DONE)),
        new Story(
            "a parent that does without lost parts is done with the others",
            s ->
                s.given(
                        add(
                            task("p").whenLost(DependencyPolicy.SKIP),
                            task("a").partOf("p").retried(0, Duration.ZERO),
                            task("b").partOf("p")),
                        claim("ann", "b"))
                    .given("b", Say::submit)
                    .given(claim("ann", "a"))
                    .given("a", Say::fail)
                    .is("a", FAILED)
                    .is("p", DONE)),
        new Story(
            "a parent that is cancelled with a lost part takes the others with it",
            s ->
                s.given(
                        add(
                            task("p").whenLost(DependencyPolicy.CANCEL),
                            task("a").partOf("p").retried(0, Duration.ZERO),
                            task("b").partOf("p")),
                        claim("ann", "a"))
                    .given("a", Say::fail)
                    .are(CANCELLED, "p", "b")
                    .when(Say.retry("a"))
                    .refused(new Rejection.WrongStatus(id("p"), CANCELLED, "retry a part of"))),
        new Story(
            "a held parent learns of a lost part when its claim ends",
            s ->
                s.given(add(task("p").whenLost(DependencyPolicy.CANCEL)), claim("ann", "p"))
                    .given(add(task("a").partOf("p").retried(0, Duration.ZERO)), claim("bob", "a"))
                    .given("a", Say::fail)
                    .when("p", Say::release)
                    .is("p", CANCELLED)),
        new Story(
            "parts follow their parent's policy for what it waits for",
            s ->
                s.given(
                        add(
                            task("x").retried(0, Duration.ZERO),
                            task("p").after("x").whenLost(DependencyPolicy.SKIP),
                            task("a").partOf("p")),
                        claim("ann", "x"))
                    .given("x", Say::fail)
                    .is("a", AVAILABLE)
                    .is("p", BLOCKED)),
        new Story(
            "a part belongs to its parent's run",
            s -> {
              s.given(BoardStories.open("r", task("p")), add(task("a").partOf("p")));
              assertThat(s.task("a").spec().links().run()).contains("r");
            }));
  }
}
