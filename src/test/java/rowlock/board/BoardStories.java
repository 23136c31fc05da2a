package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Say.ids;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The goal, settings, runs and requests that may be repeated.
final class BoardStories {
  private BoardStories() {}

  static List<Story> all() {
    return Stream.concat(runs().stream(), rest().stream()).toList();
  }

  private static List<Story> runs() {
    return List.of(
        new Story(
            "a run comes with its tasks, and its work must be proved if it is merged",
            s -> {
              s.when(open("r", task("a")))
                  .then(
                      new Event.RunOpened(opened(s)),
                      new Event.TaskAdded(id("a"), task("a").inRun("r").spec()))
                  .thenAnswers(new Answer.Added(ids("a")))
                  .given(claim("ann"))
                  .given("a", Say::submit)
                  .is("a", SUBMITTED);
              assertThat(s.board().run("r")).contains(opened(s));
            }),
        new Story(
            "a run with something wrong in it does not begin",
            s -> {
              s.when(open("r", task("a").after("ghost"))).refused(Rejection.UnknownLink.class);
              assertThat(s.board().runs()).isEmpty();
            }),
        new Story(
            "the same plan takes a run up again, without its tasks coming twice",
            s ->
                s.given(open("r", task("a")))
                    .when(open("r", task("a")))
                    .then()
                    .thenAnswers(new Answer.Created("r"))
                    .given(new Command.CloseRun("r", RunOutcome.STOPPED))
                    .after("1h")
                    .when(open("r", task("a")))
                    .then(new Event.RunOpened(run("r", "00ff", Stage.START)))),
        new Story(
            "another plan needs another name",
            s ->
                s.given(open("r", task("a")))
                    .when(
                        new Command.OpenRun(
                            run("r", "other", Stage.START), List.of(task("b").build())))
                    .refused(new Rejection.RunDiffers("r"))
                    .when(new Command.OpenRun(unmerged("r"), List.of()))
                    .refused(new Rejection.RunDiffers("r"))),
        new Story(
            "a run ends once, as what it is",
            s ->
                s.given(open("r", task("a")))
                    .when(new Command.CloseRun("r", RunOutcome.DONE))
                    .refused(
                        new Rejection.WrongStatus(id("a"), AVAILABLE, "close run r as done with"))
                    .when(new Command.CloseRun("r", RunOutcome.FAILED))
                    .then(new Event.RunClosed("r", RunOutcome.FAILED))
                    .when(new Command.CloseRun("r", RunOutcome.FAILED))
                    .then()
                    .given(claim("ann"))
                    .given("a", Say::submit)
                    .given("a", Say::accept)
                    .when(new Command.CloseRun("r", RunOutcome.DONE))
                    .then(new Event.RunClosed("r", RunOutcome.DONE))
                    .when(new Command.CloseRun("ghost", RunOutcome.DONE))
                    .refused(new Rejection.Unknown("run", "ghost"))),
        new Story(
            "a run without a repository or tasks is a run, too",
            s -> {
              s.when(new Command.OpenRun(unmerged("r"), List.of()))
                  .thenAnswers(new Answer.Created("r"))
                  .given(add(task("a").inRun("r")), claim("ann"))
                  .given("a", Say::submit);
              assertThat(s.board().runs()).hasSize(1);
              s.given(new Command.CloseRun("r", RunOutcome.DONE));
            }));
  }

  private static List<Story> rest() {
    return List.of(
        new Story(
            "the goal is set once for every change",
            s ->
                s.when(new Command.SetGoal("win", "row"))
                    .then(new Event.GoalSet("win", "row"))
                    .when(new Command.SetGoal("win", "row"))
                    .then()),
        new Story(
            "a setting is changed once for every change, and holds from then on",
            s ->
                s.when(Say.set(Setting.LEASE, "1m"))
                    .then(new Event.SettingChanged(Setting.LEASE, "1m"))
                    .when(Say.set(Setting.LEASE, "1m"))
                    .then()
                    .given(add(task("a")), claim("ann"))
                    .after("1m")
                    .when(Say.tick())
                    .is("a", AVAILABLE)),
        new Story(
            "the same request with the same key happens once and is answered alike",
            s -> {
              s.whenKeyed("k1", add(Wanted.unnamed()));
              Answer answer = s.accepted().answer();
              assertThat(s.accepted().events()).hasSize(2);
              s.whenKeyed("k1", add(Wanted.unnamed())).then().thenAnswers(answer);
              s.restarted().whenKeyed("k1", add(Wanted.unnamed())).then().thenAnswers(answer);
              assertThat(s.board().tasks()).hasSize(1);
            }),
        new Story(
            "a claim that is asked for again with its key is the same claim",
            s -> {
              s.given(add(task("a"), task("b"))).whenKeyed("k1", claim("ann"));
              Answer answer = s.accepted().answer();
              s.after("1h").whenKeyed("k1", claim("ann")).then().thenAnswers(answer);
            }),
        new Story(
            "the same key for anything else is refused",
            s -> {
              s.whenKeyed("k1", add(task("a")));
              for (Command other :
                  List.of(add(task("b")), add(task("a").titled("other")), claim("ann"))) {
                s.whenKeyed("k1", other).refused(new Rejection.KeyConflict("k1"));
              }
              s.by("ann").whenKeyed("k1", add(task("a"))).refused(new Rejection.KeyConflict("k1"));
            }),
        new Story(
            "a request that was refused may be tried again with its key",
            s ->
                s.whenKeyed("k1", claim("ann", "a"))
                    .refused(Rejection.UnknownTask.class)
                    .given(add(task("a")))
                    .whenKeyed("k1", claim("ann", "a"))
                    .thenAnswers(new Answer.Claimed(id("a"), 3, s.in(Say.LEASE)))));
  }

  static Command open(String run, Wanted task) {
    return new Command.OpenRun(run(run, "00ff", Stage.START), List.of(task.build()));
  }

  private static Run opened(Stage stage) {
    return run("r", "00ff", stage.now());
  }

  private static Run run(String id, String planHash, Instant at) {
    return new Run(
        id,
        "goal",
        planHash,
        Optional.of(new Run.Integration("repo", "c0ffee", "refs/heads/rowlock/r", false)),
        at,
        Optional.empty());
  }

  private static Run unmerged(String id) {
    return new Run(id, "goal", "00ff", Optional.empty(), Stage.START, Optional.empty());
  }
}
