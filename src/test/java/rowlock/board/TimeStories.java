package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.ids;
import static rowlock.board.Say.tick;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.CLAIMED;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import rowlock.task.DependencyPolicy;

/// What time alone brings about.
final class TimeStories {
  private static final int MANY = 2_500;

  private TimeStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "what ended a week ago leaves the board, and its name stays taken",
            s -> {
              s.given(add(task("a"), task("b")), claim("ann", "a"), cancel("b"))
                  .given("a", Say::submit)
                  .after("7d")
                  .when(tick())
                  .then()
                  .after("1ms")
                  .when(tick())
                  .then(new Event.TasksArchived(ids("a", "b")));
              assertThat(s.board().tasks()).isEmpty();
              assertThat(s.board().isArchived(id("a"))).isTrue();
              assertThat(s.board().isAbandoned(id("a"))).isFalse();
              assertThat(s.board().isAbandoned(id("b"))).isTrue();
              s.when(cancel("a")).refused(new Rejection.UnknownTask(id("a")));
            }),
        new Story(
            "a task stays while another one may still wait for it",
            s ->
                s.given(
                        add(
                            task("a"),
                            task("b").after("a").retried(0, Duration.ZERO),
                            task("c").after("a", "b")),
                        claim("ann", "a"))
                    .given("a", Say::submit)
                    .given(claim("ann", "b"))
                    .given("b", Say::fail)
                    .after("8d")
                    .when(tick())
                    .then()
                    .given(cancel("b"))
                    .when(tick())
                    .then()
                    .given(cancel("c"))
                    .when(tick())
                    .then(new Event.TasksArchived(ids("a")))),
        new Story(
            "a parent stays until its parts have left",
            s ->
                s.given(add(task("p"), task("a").partOf("p")), claim("ann", "a"))
                    .given("a", Say::submit)
                    .after("8d")
                    .when(tick())
                    .then(new Event.TasksArchived(ids("a")))
                    .when(tick())
                    .then(new Event.TasksArchived(ids("p")))),
        new Story(
            "members leave and their barrier with them",
            s ->
                s.given(
                        Say.group("g", task("bar").whenLost(DependencyPolicy.SKIP)),
                        add(task("a").inGroup("g")),
                        cancel("a"),
                        claim("ann", "bar"))
                    .given("bar", Say::submit)
                    .after("8d")
                    .when(tick())
                    .then(new Event.TasksArchived(ids("a", "bar")))),
        new Story(
            "how long they stay is a setting",
            s ->
                s.given(add(task("a")), cancel("a"), Say.set(Setting.ARCHIVE_AFTER, "1s"))
                    .after("2s")
                    .when(tick())
                    .then(new Event.TasksArchived(ids("a")))),
        new Story(
            "one tick does a bounded amount of work, and the next one goes on",
            s -> {
              s.quickly().given(Say.set(Setting.CLAIMS_PER_AGENT, "100"));
              s.given(
                  add(
                      IntStream.range(0, MANY)
                          .mapToObj(i -> task("x" + i))
                          .toArray(Wanted[]::new)));
              for (int i = 0; i < MANY; i++) {
                s.given(claim("agent" + i % 25));
              }
              s.after("1h");
              for (int events : List.of(1_000, 1_000, 500, 0)) {
                assertThat(s.when(tick()).accepted().events()).hasSize(events);
              }
              s.given(claim("ann", "x7")).is("x7", CLAIMED);
            }),
        new Story(
            "the next deadline is that of the first thing that is due",
            s -> {
              assertThat(s.board().nextDeadline()).isEmpty();
              s.given(
                  add(task("a"), task("b").within(Duration.ofMinutes(4))),
                  claim("ann", "a"),
                  claim("bob", "b"));
              assertThat(s.board().nextDeadline()).contains(s.in(Duration.ofMinutes(10)));
              s.given("b", Say::start);
              assertThat(s.board().nextDeadline()).contains(s.in(Duration.ofMinutes(4)));
              s.given("a", Say::fail);
              assertThat(s.board().nextDeadline()).contains(s.in(Duration.ofSeconds(10)));
              s.given(requeueAndGrace()).after("20m");
            }));
  }

  private static Command[] requeueAndGrace() {
    return new Command[] {Say.requeue("a"), Say.requeue("b"), new Command.GrantGrace()};
  }
}
