package rowlock.board;

import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
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
import java.util.Optional;
import rowlock.task.DependencyPolicy;

/// What becomes of tasks whose dependencies end without success.
final class EndingStories {
  private EndingStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "by default a task waits until its failed dependency is done after all",
            s ->
                s.given(hopeless("a"), add(task("b").after("a")), claim("ann", "a"))
                    .given("a", Say::fail)
                    .is("b", BLOCKED)
                    .given(Say.retry("a"), claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("b", AVAILABLE)),
        new Story(
            "a task may do without a failed dependency, and waits again when that is retried",
            s ->
                s.given(
                        hopeless("a"),
                        add(task("b").after("a").whenLost(DependencyPolicy.SKIP)),
                        claim("ann", "a"))
                    .given("a", Say::fail)
                    .is("b", AVAILABLE)
                    .given(Say.retry("a"))
                    .is("b", BLOCKED)),
        new Story(
            "a failure that is retried changes nothing for who waits",
            s ->
                s.given(
                        add(
                            task("a"),
                            task("b").after("a").whenLost(DependencyPolicy.SKIP),
                            task("c").after("a").whenLost(DependencyPolicy.CANCEL)),
                        claim("ann", "a"))
                    .given("a", Say::fail)
                    .is("a", FAILED)
                    .are(BLOCKED, "b", "c")),
        new Story(
            "a task may be cancelled with its dependency, and so on",
            s ->
                s.given(
                        hopeless("a"),
                        add(
                            task("b").after("a").whenLost(DependencyPolicy.CANCEL),
                            task("c").after("b").whenLost(DependencyPolicy.CANCEL),
                            task("d").after("c"),
                            task("e").after("c").whenLost(DependencyPolicy.SKIP)),
                        claim("ann", "a"))
                    .when("a", Say::fail)
                    .then(
                        new Event.AttemptFailed(
                            id("a"), FailureCause.REPORTED, "no luck", Optional.empty()),
                        new Event.TaskCancelled(id("b"), "its dependency a failed"),
                        new Event.TaskCancelled(id("c"), "its dependency b was cancelled"))
                    .is("d", BLOCKED)
                    .is("e", AVAILABLE)),
        new Story(
            "a cancelled dependency is lost like a failed one",
            s ->
                s.given(
                        add(
                            task("a"),
                            task("b").after("a"),
                            task("c").after("a").whenLost(DependencyPolicy.SKIP),
                            task("d").after("a").whenLost(DependencyPolicy.CANCEL)),
                        cancel("a"))
                    .is("b", BLOCKED)
                    .is("c", AVAILABLE)
                    .is("d", CANCELLED)),
        new Story(
            "a task that comes after its dependency was lost follows its policy at once",
            s ->
                s.given(hopeless("a"), claim("ann", "a"))
                    .given("a", Say::fail)
                    .when(
                        add(
                            task("b").after("a"),
                            task("c").after("a").whenLost(DependencyPolicy.SKIP),
                            task("d").after("a").whenLost(DependencyPolicy.CANCEL),
                            task("e").after("d").whenLost(DependencyPolicy.CANCEL)))
                    .is("b", BLOCKED)
                    .is("c", AVAILABLE)
                    .are(CANCELLED, "d", "e")),
        new Story(
            "one lost dependency does not free a task from the others",
            s ->
                s.given(
                        add(
                            task("a"),
                            task("b"),
                            task("c").after("a", "b").whenLost(DependencyPolicy.SKIP)),
                        cancel("a"))
                    .is("c", BLOCKED)
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .is("c", AVAILABLE)),
        new Story(
            "failing for good in every way tells who waits",
            s ->
                s.given(
                        add(
                            task("a").retried(0, Duration.ZERO).checked(),
                            task("b").retried(0, Duration.ZERO).within(Duration.ofMinutes(1)),
                            task("c").retried(0, Duration.ZERO),
                            task("x").after("a").whenLost(DependencyPolicy.CANCEL),
                            task("y").after("b").whenLost(DependencyPolicy.CANCEL),
                            task("z").after("c").whenLost(DependencyPolicy.CANCEL)),
                        claim("ann", "a"),
                        claim("bob", "b"),
                        claim("cid", "c"))
                    .given("a", Say::submit)
                    .given("a", Say::back)
                    .given("b", Say::start)
                    .after("20m")
                    .given(Say.tick())
                    .are(FAILED, "a", "b", "c")
                    .are(CANCELLED, "x", "y", "z")),
        new Story(
            "a task can be cancelled wherever it stands",
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
                    .is("claimed", CLAIMED)
                    .is("started", IN_PROGRESS)
                    .is("submitted", SUBMITTED)
                    .is("failed", FAILED)
                    .given(
                        cancel("blocked"),
                        cancel("available"),
                        cancel("claimed"),
                        cancel("started"),
                        cancel("submitted"),
                        cancel("failed"))
                    .are(
                        CANCELLED,
                        "blocked",
                        "available",
                        "claimed",
                        "started",
                        "submitted",
                        "failed")),
        new Story(
            "cancelling again says so and changes nothing; what is done stays done",
            s ->
                s.given(add(task("a"), task("b")), cancel("a"))
                    .when(cancel("a"))
                    .then()
                    .thenAnswers(new Answer.Moved(id("a"), CANCELLED))
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .when(cancel("b"))
                    .refused(new Rejection.WrongStatus(id("b"), DONE, "cancel"))));
  }

  private static Command hopeless(String id) {
    return add(task(id).retried(0, Duration.ZERO));
  }
}
