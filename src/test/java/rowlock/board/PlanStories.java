package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.ids;
import static rowlock.board.Wanted.task;
import static rowlock.board.Wanted.unnamed;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CANCELLED;
import static rowlock.task.TaskStatus.DONE;

import java.util.List;
import java.util.stream.IntStream;
import rowlock.task.DependencyPolicy;

/// How tasks come onto the board.
final class PlanStories {
  private PlanStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "tasks come whole and in order, and wait for what they depend on",
            s ->
                s.when(add(task("a").after("b"), task("b"), task("c")))
                    .then(
                        new Event.TaskAdded(id("a"), task("a").after("b").spec()),
                        new Event.TaskAdded(id("b"), task("b").spec()),
                        new Event.TaskAdded(id("c"), task("c").spec()))
                    .thenAnswers(new Answer.Added(ids("a", "b", "c")))
                    .is("a", BLOCKED)
                    .are(AVAILABLE, "b", "c")
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .is("a", AVAILABLE)),
        new Story(
            "a task waits for all its dependencies",
            s ->
                s.given(add(task("a"), task("b"), task("c").after("a", "b")), claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("c", BLOCKED)
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .is("c", AVAILABLE)),
        new Story(
            "a task without a name gets the next number that was never used",
            s ->
                s.when(add(unnamed(), task("t2"), unnamed()))
                    .thenAnswers(new Answer.Added(ids("t1", "t2", "t3")))
                    .given(add(task("t7")))
                    .when(add(unnamed()))
                    .thenAnswers(new Answer.Added(ids("t8")))),
        new Story(
            "a name is given once",
            s ->
                s.given(add(task("a")))
                    .when(add(task("b"), task("a")))
                    .refused(new Rejection.DuplicateId("task", "a"))
                    .when(add(task("b"), task("b")))
                    .refused(new Rejection.DuplicateId("task", "b"))),
        new Story(
            "a batch with something wrong in it changes nothing",
            s -> {
              s.given(add(task("a")));
              Contents before = s.board().contents();
              s.when(add(task("b"), task("c").after("ghost")))
                  .refused(new Rejection.UnknownLink(id("c"), "dependencies", "ghost"))
                  .when(add(task("b"), task("c").partOf("ghost")))
                  .refused(new Rejection.UnknownLink(id("c"), "parent_id", "ghost"))
                  .when(add(task("b"), task("c").inRun("ghost")))
                  .refused(new Rejection.UnknownLink(id("c"), "run", "ghost"));
              assertThat(s.board().contents()).isEqualTo(before);
            }),
        new Story(
            "tasks that would wait for each other are refused, naming the circle",
            s ->
                s.when(add(task("a").after("c"), task("b").after("a"), task("c").after("b")))
                    .refused(new Rejection.Cycle(ids("a", "c", "b")))
                    .when(add(task("a").after("a")))
                    .refused(new Rejection.Cycle(ids("a")))),
        new Story(
            "a part must not wait for its parent",
            s ->
                s.when(add(task("p"), task("c").partOf("p").after("p")))
                    .refused(Rejection.Cycle.class)
                    .given(add(task("p")))
                    .when(add(task("c").partOf("p").after("p")))
                    .refused(Rejection.Cycle.class)),
        new Story(
            "a part must not wait for something that waits for its parent",
            s ->
                s.given(add(task("p"), task("x").after("p"), task("y").after("x")))
                    .when(add(task("c").partOf("p").after("y")))
                    .refused(Rejection.Cycle.class)),
        new Story(
            "what a parent waits for must not wait for its parts",
            s ->
                s.when(add(task("p").after("d"), task("c").partOf("p"), task("d").after("c")))
                    .refused(Rejection.Cycle.class)),
        new Story(
            "no task is a part of itself",
            s ->
                s.when(add(task("a").partOf("a")))
                    .refused(new Rejection.Cycle(ids("a")))
                    .when(add(task("a").partOf("b"), task("b").partOf("a")))
                    .refused(new Rejection.Cycle(ids("b", "a")))),
        new Story(
            "a member must not wait for its group's barrier, nor a barrier be a member",
            s ->
                s.given(Say.group("g", task("bar")))
                    .when(add(task("m").inGroup("g").after("bar")))
                    .refused(Rejection.Cycle.class)
                    .when(Say.group("h", task("self").inGroup("h")))
                    .refused(new Rejection.Cycle(ids("self")))),
        new Story(
            "parts of parts of parts have a limit",
            s -> {
              s.given(add(chainOfParts(Nesting.MAX_LEVELS)));
              s.when(add(task("deep").partOf("p" + Nesting.MAX_LEVELS)))
                  .refused(
                      new Rejection.LimitReached(
                          "levels of parts within parts", Nesting.MAX_LEVELS));
            }),
        new Story(
            "what depends on something that was done long ago can be had at once",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::submit)
                    .after("8d")
                    .given(Say.tick(), add(task("b").after("a")))
                    .is("b", AVAILABLE)
                    .when(add(task("a")))
                    .refused(new Rejection.DuplicateId("task", "a"))
                    .when(add(task("c").partOf("a")))
                    .refused(new Rejection.UnknownLink(id("c"), "parent_id", "a"))),
        new Story(
            "what depends on something that was cancelled long ago follows its policy",
            s ->
                s.given(add(task("a")), Say.cancel("a"))
                    .after("8d")
                    .given(Say.tick())
                    .restarted()
                    .given(
                        add(
                            task("b").after("a"),
                            task("c").after("a").whenLost(DependencyPolicy.SKIP),
                            task("d").after("a").whenLost(DependencyPolicy.CANCEL)))
                    .is("b", BLOCKED)
                    .is("c", AVAILABLE)
                    .is("d", CANCELLED)),
        new Story(
            "what depends on something already done can be had at once",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::submit)
                    .given(add(task("b").after("a")))
                    .is("a", DONE)
                    .is("b", AVAILABLE)));
  }

  private static Wanted[] chainOfParts(int levels) {
    return IntStream.rangeClosed(0, levels)
        .mapToObj(i -> i == 0 ? task("p0") : task("p" + i).partOf("p" + (i - 1)))
        .toArray(Wanted[]::new);
  }
}
