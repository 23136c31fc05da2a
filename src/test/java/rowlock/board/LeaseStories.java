package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.tick;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What time does to claims.
final class LeaseStories {
  private LeaseStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "a lease that is over is worth nothing, even before somebody else has the task",
            s -> {
              s.given(add(task("a")), claim("ann")).after("10m");
              for (Command command : ClaimStories.ofHolder(s.claimOf("a"))) {
                s.when(command).refused(new Rejection.LeaseOver(id("a"), s.now()));
              }
              s.is("a", CLAIMED);
            }),
        new Story(
            "until its last moment a lease is worth everything",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .after("9m59s999ms")
                    .when("a", Say::submit)
                    .is("a", DONE)),
        new Story(
            "a lease that is over ends the attempt, and the task can be had at once",
            s -> {
              s.given(add(task("a")), claim("ann")).after("10m");
              Command.Claim old = s.claimOf("a");
              s.when(tick())
                  .then(
                      new Event.AttemptFailed(
                          id("a"),
                          FailureCause.LEASE_EXPIRED,
                          "ann did not renew its lease of 10m",
                          Optional.of(s.now())))
                  .is("a", AVAILABLE)
                  .when(Say.submit(old))
                  .refused(new Rejection.StaleFence(id("a"), old.fence(), 0));
            }),
        new Story(
            "a tick before a lease is over does nothing",
            s -> s.given(add(task("a")), claim("ann")).after("9m59s999ms").when(tick()).then()),
        new Story(
            "a lease is renewed by as long as it was taken for",
            s ->
                s.given(add(task("a")), claim("ann", "a", Duration.ofMinutes(3)))
                    .after("2m")
                    .when("a", Say::renew)
                    .then(new Event.LeaseRenewed(id("a"), s.in(Duration.ofMinutes(3))))
                    .thenAnswers(new Answer.Renewed(s.in(Duration.ofMinutes(3))))
                    .after("2m59s")
                    .when(tick())
                    .then()
                    .after("1s")
                    .when(tick())
                    .is("a", AVAILABLE)),
        new Story(
            "renewing never makes a lease shorter",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .when("a", c -> Say.renew(c, Duration.ofSeconds(1)))
                    .then()
                    .thenAnswers(new Answer.Renewed(s.in(Say.LEASE)))),
        new Story(
            "renewing is possible while working",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .given("a", Say::start)
                    .after("5m")
                    .when("a", c -> Say.renew(c, Duration.ofDays(7)))
                    .then(new Event.LeaseRenewed(id("a"), s.in(Duration.ofDays(7))))),
        new Story(
            "a holder that keeps renewing still runs into the time-out",
            s ->
                s.given(add(task("a").within(Duration.ofMinutes(15))), claim("ann"))
                    .after("8m")
                    .given("a", Say::start)
                    .given("a", c -> Say.renew(c, Duration.ofHours(2)))
                    .after("14m59s999ms")
                    .when(tick())
                    .then()
                    .after("1ms")
                    .when(tick())
                    .then(
                        new Event.AttemptFailed(
                            id("a"),
                            FailureCause.TIMED_OUT,
                            "took longer than its time-out of 15m",
                            Optional.of(s.in(Duration.ofSeconds(10)))))),
        new Story(
            "what is submitted waits for its proof as long as that takes",
            s ->
                s.given(add(task("a").checked().within(Duration.ofSeconds(1))), claim("ann"))
                    .given("a", Say::submit)
                    .after("100d")
                    .when(tick())
                    .then()
                    .is("a", SUBMITTED)),
        new Story(
            "a failed attempt waits twice as long each time, and fails for good in the end",
            s -> {
              s.given(add(task("a").retried(2, Duration.ofSeconds(7))));
              for (int seconds : List.of(7, 14)) {
                s.given(claim("ann"))
                    .when("a", Say::fail)
                    .then(
                        new Event.AttemptFailed(
                            id("a"),
                            FailureCause.REPORTED,
                            "no luck",
                            Optional.of(s.in(Duration.ofSeconds(seconds)))))
                    .is("a", FAILED)
                    .after((seconds - 1) + "s999ms")
                    .when(tick())
                    .then()
                    .after("1ms")
                    .when(tick())
                    .then(new Event.RetryDue(id("a")))
                    .is("a", AVAILABLE);
              }
              s.given(claim("ann"))
                  .when("a", Say::fail)
                  .then(
                      new Event.AttemptFailed(
                          id("a"), FailureCause.REPORTED, "no luck", Optional.empty()));
              assertThat(s.board().nextDeadline()).isEmpty();
              assertThat(s.task("a").attempts()).hasSize(3);
            }),
        new Story(
            "after an outage no claim ends before the grace period does",
            s ->
                s.given(
                        add(task("a"), task("b").within(Duration.ofMinutes(5))),
                        claim("ann", "a"),
                        claim("bob", "b"))
                    .given("b", Say::start)
                    .after("11m")
                    .when(new Command.GrantGrace())
                    .then(new Event.GraceGranted(s.in(Duration.ofSeconds(30))))
                    .after("29s999ms")
                    .when(tick())
                    .then()
                    .given("a", Say::renew)
                    .after("1ms")
                    .when(tick())
                    .is("a", CLAIMED)
                    .is("b", FAILED)),
        new Story(
            "grace is granted once for one outage",
            s ->
                s.given(new Command.GrantGrace())
                    .when(new Command.GrantGrace())
                    .then()
                    .given(Say.set(Setting.GRACE, "10s"))
                    .when(new Command.GrantGrace())
                    .then()),
        new Story(
            "a clock that goes back changes nothing",
            s ->
                s.given(add(task("a")), claim("ann"))
                    .before("1h")
                    .when("a", Say::renew)
                    .then()
                    .when(tick())
                    .then()
                    .given(add(task("b")), claim("bob"))
                    .after("1h")
                    .when(tick())
                    .then()),
        new Story(
            "restoring a backup ends all claims and makes all old fences stale for ever",
            s -> {
              s.given(add(task("a"), task("b").checked()), claim("ann", "a"), claim("bob", "b"))
                  .given("b", Say::submit);
              Command.Claim old = s.claimOf("a");
              s.when(new Command.MarkRestored(1_000))
                  .then(
                      new Event.ClaimReleased(id("a"), "the journal was restored from a backup"),
                      new Event.JournalRestored(1_000))
                  .when(Say.submit(old))
                  .refused(new Rejection.StaleFence(id("a"), old.fence(), 0))
                  .is("b", SUBMITTED)
                  .given(claim("ann", "a"));
              assertThat(s.claimOf("a").fence()).isGreaterThan(1_000);
              s.given(new Command.MarkRestored(7));
              assertThat(s.board().fenceBase()).isEqualTo(1_000);
            }));
  }
}
