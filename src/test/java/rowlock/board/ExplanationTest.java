package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.id;
import static rowlock.board.Wanted.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.team.AgentCondition;

/// What a person is told who asks why a task does not move.
class ExplanationTest {
  private final Stage stage = new Stage();

  @Test
  void aChainLeadsToTheFailureAtItsRootAndNamesTheRetryThatFreesAll() {
    stage
        .given(
            add(
                task("a").retried(0, Duration.ZERO),
                task("b").after("a"),
                task("c").after("b"),
                task("d").after("c")),
            claim("ann", "a"))
        .given("a", Say::fail);
    assertThat(why("c").chain())
        .containsExactly(
            step("c", Explanation.Cause.DEPENDENCY, "c depends on b"),
            step("b", Explanation.Cause.DEPENDENCY, "b depends on a"),
            step("a", Explanation.Cause.FAILED, "a failed for good, 1 times in a row: no luck"));
    assertThat(why("c").remedy())
        .contains(new Explanation.Remedy("retry a", Optional.of("rowlock task retry a"), 3));
  }

  @Test
  void ofSeveralRootsTheOneIsToldThatWillNotGoAwayByItself() {
    stage
        .given(
            add(
                task("a"),
                task("b"),
                task("c").retried(0, Duration.ZERO),
                task("d").after("a", "b", "c")),
            claim("ann", "b"),
            claim("bob", "c"))
        .given("c", Say::fail);
    assertThat(why("d").chain().getLast().task()).isEqualTo(id("c"));
    assertThat(why("d").roots()).isEqualTo(3);
  }

  @Test
  void aWaitForARetrySaysHowLong() {
    stage.given(add(task("a"), task("b").after("a")), claim("ann", "a")).given("a", Say::fail);
    stage.after("4s");
    assertThat(why("b").chain().getLast().text())
        .isEqualTo("a failed and is tried again at 2026-01-01T00:00:10Z: no luck");
    assertThat(why("b").remedy())
        .contains(new Explanation.Remedy("wait 6s", Optional.of("rowlock task release a"), 1));
  }

  @Test
  void aHolderIsNamedWithItsLeaseAndWhatWasLastSeenOfIt() {
    stage
        .given(
            add(task("a"), task("b").after("a")),
            claim("ann", "a"),
            new Command.ObserveAgent(Say.agent("ann"), AgentCondition.WAITING, "screen"))
        .given("a", Say::start);
    assertThat(why("b").chain().getLast())
        .isEqualTo(
            step(
                "a",
                Explanation.Cause.HELD,
                "a is being worked on since 2026-01-01T00:00:00Z by ann (lease until"
                    + " 2026-01-01T00:10:00Z, last seen waiting by screen)"));
    stage.after("10m");
    assertThat(why("b").remedy().orElseThrow().advice()).contains("the lease of ann is over");
  }

  @Test
  void aTaskThatNobodyMayTakeNamesWhoIsMissing() {
    stage.given(add(task("a").needing("gpu", "web")), Say.register("ann", "shell", "web"));
    assertThat(why("a").chain().getLast().cause()).isEqualTo(Explanation.Cause.NO_AGENT);
    assertThat(why("a").remedy().orElseThrow().advice())
        .isEqualTo("register an agent with the capabilities gpu, web");
    assertThat(why("a").roots()).isZero();
  }

  @Test
  void aTaskInLineTellsHowManyComeFirst() {
    stage.given(add(task("a"), task("b").urgent(1), task("c").urgent(2)));
    stage.given(Say.register("ann", "shell"));
    assertThat(why("b").chain().getLast().text()).endsWith("next in line");
    assertThat(why("a").chain().getLast().text()).endsWith("behind 2 that are more urgent");
    stage.given(claim("ann"));
    assertThat(why("a").chain().getLast().cause()).isEqualTo(Explanation.Cause.AGENTS_BUSY);
  }

  @Test
  void whatWaitsForSomethingCancelledIsToldThatItWaitsForEver() {
    stage.given(add(task("a"), task("b").after("a"), task("c").after("b")), cancel("a"));
    assertThat(why("c").remedy())
        .contains(
            new Explanation.Remedy(
                "cancel b, for a never comes back", Optional.of("rowlock task cancel b"), 2));
    stage.given(Say.set(Setting.ARCHIVE_AFTER, "1s"), add(task("x")), cancel("x"));
    stage.after("1m").given(Say.tick(), add(task("y").after("x")));
    assertThat(why("y").chain().getLast().text()).contains("x was cancelled and is archived");
  }

  @Test
  void partsMembersAndInheritedDependenciesAreCalledWhatTheyAre() {
    stage.given(
        add(task("x"), task("p").after("x"), task("q").partOf("p"), task("m").inGroup("g")),
        Say.group("g", task("bar")));
    assertThat(why("q").chain().getFirst().cause()).isEqualTo(Explanation.Cause.INHERITED);
    assertThat(why("bar").chain().getFirst().text()).isEqualTo("bar waits for m in group g");
    stage.given(add(task("r"), task("s").partOf("r")));
    assertThat(why("r").chain().getFirst().cause()).isEqualTo(Explanation.Cause.PART);
  }

  @Test
  void whatWaitsForAPersonNamesTheNeedAndTheAnswerThatFreesIt() {
    stage
        .given(add(task("a"), task("b").after("a"), task("c")), claim("ann", "a"))
        .when(new NeedCommand.RaiseNeed(ask(Optional.of("ann"), Optional.empty())))
        .when(new NeedCommand.RaiseNeed(ask(Optional.empty(), Optional.of("c"))));
    assertThat(why("b").chain().getLast())
        .isEqualTo(
            step(
                "a",
                Explanation.Cause.NEEDS_ANSWER,
                "a waits for an answer to need n1: May I run make?"));
    assertThat(why("b").remedy())
        .contains(
            new Explanation.Remedy("answer need n1", Optional.of("rowlock answer n1 allow"), 1));
    assertThat(why("c").chain().getLast().text()).contains("need n2");
    stage.when(new NeedCommand.AnswerNeed("n1", new Choice.Allow()));
    assertThat(why("b").chain().getLast().cause()).isEqualTo(Explanation.Cause.HELD);
  }

  private static Ask ask(Optional<String> agent, Optional<String> task) {
    return new Ask(
        NeedKind.PERMISSION,
        agent.map(Say::agent),
        task.map(Say::id),
        Wording.of("May I run make?"),
        Optional.empty());
  }

  @Test
  void whatIsDoneOrHandedInSaysSo() {
    stage
        .given(add(task("a").checked(), task("b").after("a")), claim("ann"))
        .given("a", Say::submit);
    assertThat(why("b").chain().getLast().cause()).isEqualTo(Explanation.Cause.UNPROVED);
    stage.given("a", Say::accept);
    assertThat(why("a").remedy()).isEmpty();
    assertThat(why("a").chain().getLast().cause().label()).isEqualTo("done");
    assertThat(Explanation.of(stage.board(), id("ghost"), stage.now())).isEmpty();
  }

  @Test
  void aLongChainIsToldByItsBeginningAndItsRoot() {
    stage
        .quickly()
        .given(
            add(
                IntStream.range(0, 100)
                    .mapToObj(i -> i == 0 ? task("x0") : task("x" + i).after("x" + (i - 1)))
                    .toArray(Wanted[]::new)));
    List<Explanation.Step> chain = why("x99").chain();
    assertThat(chain).hasSize(Explanation.MAX_STEPS);
    assertThat(chain.getLast().task()).isEqualTo(id("x0"));
    assertThat(why("x99").skipped()).isEqualTo(80);
  }

  private Explanation.Step step(String task, Explanation.Cause cause, String text) {
    return new Explanation.Step(id(task), stage.task(task).status(), cause, text);
  }

  private Explanation why(String task) {
    return Explanation.of(stage.board(), id(task), stage.now()).orElseThrow();
  }
}
