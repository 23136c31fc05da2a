package rowlock.board;

import static rowlock.board.Say.add;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.group;
import static rowlock.board.Say.id;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CANCELLED;
import static rowlock.task.TaskStatus.DONE;

import java.util.List;
import java.util.Optional;
import rowlock.task.DependencyPolicy;

/// Tasks that belong together, and what waits for all of them.
final class GroupStories {
  private GroupStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "a group is made once, with or without a barrier",
            s ->
                s.when(group("g"))
                    .then(new Event.GroupCreated("g", "g", Optional.empty()))
                    .thenAnswers(new Answer.Created("g"))
                    .when(group("g"))
                    .refused(new Rejection.DuplicateId("group", "g"))
                    .when(group("h", task("b")))
                    .then(
                        new Event.GroupCreated("h", "h", Optional.of(id("b"))),
                        new Event.TaskAdded(id("b"), task("b").spec()))
                    .when(group("h", task("c")))
                    .refused(new Rejection.DuplicateId("group", "h"))
                    .when(group("i", task("b")))
                    .refused(new Rejection.DuplicateId("task", "b"))),
        new Story(
            "a member opens its group if nobody did, and a barrier may come later",
            s ->
                s.when(add(task("a").inGroup("g"), task("b").inGroup("g")))
                    .then(
                        new Event.GroupCreated("g", "g", Optional.empty()),
                        new Event.TaskAdded(id("a"), task("a").inGroup("g").spec()),
                        new Event.TaskAdded(id("b"), task("b").inGroup("g").spec()))
                    .given(group("g", task("bar")))
                    .is("bar", BLOCKED)
                    .given(claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("bar", BLOCKED)
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .is("bar", AVAILABLE)),
        new Story(
            "a barrier waits for members that come after it",
            s ->
                s.given(group("g", task("bar")))
                    .is("bar", AVAILABLE)
                    .given(add(task("a").inGroup("g")))
                    .is("bar", BLOCKED)
                    .given(claim("ann", "a"))
                    .given("a", Say::submit)
                    .is("bar", AVAILABLE)
                    .given(add(task("b").inGroup("g")))
                    .is("bar", BLOCKED)),
        new Story(
            "a group is closed once its barrier was handed out",
            s ->
                s.given(group("g", task("bar")), claim("ann", "bar"))
                    .when(add(task("a").inGroup("g")))
                    .refused(new Rejection.GroupClosed("g", id("bar")))
                    .given("bar", Say::submit)
                    .when(add(task("a").inGroup("g")))
                    .refused(new Rejection.GroupClosed("g", id("bar")))
                    .after("8d")
                    .given(Say.tick())
                    .when(add(task("a").inGroup("g")))
                    .refused(new Rejection.GroupClosed("g", id("bar")))),
        new Story(
            "a barrier gets parts only when it gets no more members",
            s ->
                s.given(group("g", task("bar")))
                    .when(add(task("part").partOf("bar")))
                    .refused(Rejection.WrongStatus.class)
                    .given(claim("ann", "bar"), add(task("part").partOf("bar")))
                    .given("bar", Say::release)
                    .is("bar", BLOCKED)
                    .when(add(task("a").inGroup("g")))
                    .refused(Rejection.GroupClosed.class)),
        new Story(
            "a barrier that depends on something waits for that as well",
            s ->
                s.given(add(task("x")), group("g", task("bar").after("x")))
                    .is("bar", BLOCKED)
                    .given(claim("ann", "x"))
                    .given("x", Say::submit)
                    .is("bar", AVAILABLE)),
        new Story(
            "a barrier treats a lost member by its policy",
            s ->
                s.given(
                        group("g", task("block")),
                        group("h", task("skip").whenLost(DependencyPolicy.SKIP)),
                        group("i", task("cancel").whenLost(DependencyPolicy.CANCEL)),
                        add(task("a").inGroup("g"), task("b").inGroup("h"), task("c").inGroup("i")),
                        Say.cancel("a"),
                        Say.cancel("b"),
                        Say.cancel("c"))
                    .is("block", BLOCKED)
                    .is("skip", AVAILABLE)
                    .is("cancel", CANCELLED)),
        new Story(
            "groups and what they wait for survive a restart",
            s ->
                s.given(group("g", task("bar")), add(task("a").inGroup("g")))
                    .restarted()
                    .given(add(task("b").inGroup("g")), claim("ann", "a"))
                    .given("a", Say::submit)
                    .given(claim("ann", "b"))
                    .given("b", Say::submit)
                    .given(claim("ann", "bar"))
                    .given("bar", Say::submit)
                    .is("bar", DONE)));
  }
}
