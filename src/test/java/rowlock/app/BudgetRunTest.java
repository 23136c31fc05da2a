package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.Measure;
import rowlock.budget.Totals;
import rowlock.operation.BudgetOperations;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.RunListener;
import rowlock.operation.RunOperations;
import rowlock.operation.RunOrder;
import rowlock.task.DependencyPolicy;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;

/// Runs with a budget, whose agents are real processes that tell their cost as Claude Code does.
final class BudgetRunTest {
  private static final long USD = 1_000_000;

  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void describeKinds() throws IOException {
    ranch = new Ranch(folder);
    Files.createDirectories(ranch.home());
    Path program = folder.resolve("spender");
    Files.writeString(
        program,
        """
        read brief
        sleep "$2"
        test "$1" = silent && exit
        printf '%s' '{"type":"result","is_error":false,"result":"ok","total_cost_usd":' "$1"
        echo ',"modelUsage":{"m":{"inputTokens":70,"outputTokens":30}}}'
        """);
    Files.writeString(
        ranch.home().resolve("agents.yaml"),
        """
        spender: &spender
          command: [/bin/sh, %1$s, "0.4", "0"]
          brief: stdin
          output: claude_stream_json
          estimate: {usd: 0.5, tokens: 200}
        slowly:
          command: [/bin/sh, %1$s, "0.4", "2"]
          brief: stdin
          output: claude_stream_json
        silent:
          command: [/bin/sh, %1$s, silent, "0"]
          brief: stdin
          estimate: {usd: 0.5, tokens: 200}
        slow:
          command: [/bin/sh, %1$s, "0.4", "61.37"]
          brief: stdin
          output: claude_stream_json
          estimate: {usd: 0.5, tokens: 200}
        """
            .formatted(program));
  }

  @Test
  void noAttemptBeginsThatTheBudgetCannotPayAndTheRunSaysSo() {
    try (Desk desk = ranch.open()) {
      Outcome outcome = conduct(desk, "spender", usd(1), 3);
      assertThat(outcome).isInstanceOf(Outcome.NotDone.class);
      Outcome.NotDone not = (Outcome.NotDone) outcome;
      assertThat(not.code()).isEqualTo("partly_done");
      assertThat(not.message())
          .startsWith("2 of 3 tasks are done; the budget of run r is exhausted: of 1 usd, 0.8 usd");
      assertThat(not.data().get("reason")).asString().contains("0.5 usd were asked for");
      assertThat(totals(desk).spent(Measure.USD)).contains(8 * USD / 10);
      assertThat(totals(desk).spent(Measure.TOKENS)).contains(200L);
      assertThat(totals(desk).open()).isZero();
      assertThat(desk.board().budgets().ofTask(new TaskId("t1")).usd().spent())
          .isEqualTo(4 * USD / 10);
    }
  }

  @Test
  void aRaisedBudgetLetsTheSameCommandGoOn() {
    try (Desk desk = ranch.open()) {
      conduct(desk, "spender", usd(1), 3);
      new BudgetOperations(desk).allow("r", usd(2), new Caller("operator", Optional.empty()));
      assertThat(conduct(desk, "spender", usd(1), 3)).isInstanceOf(Outcome.Done.class);
      assertThat(totals(desk).spent(Measure.USD)).contains(12 * USD / 10);
      assertThat(desk.board().budgets().allowance("r").usdMicros()).contains(2 * USD);
    }
  }

  @Test
  void tokensAreALimitAsWell() {
    try (Desk desk = ranch.open()) {
      Allowance tokens = new Allowance(Optional.empty(), Optional.of(250L), Optional.empty());
      assertThat(message(conduct(desk, "spender", tokens, 2))).contains("1 of 2", "tokens");
    }
  }

  @Test
  void whatTellsNoFigureIsUnknownAndStillHoldsTheBudget() {
    try (Desk desk = ranch.open()) {
      assertThat(message(conduct(desk, "silent", usd(1), 4)))
          .contains("2 of 4", "2 attempts told no figure");
      assertThat(totals(desk).spent(Measure.USD)).isEmpty();
      assertThat(totals(desk).usd().unknown()).isEqualTo(2);
    }
  }

  @Test
  void scriptsThatCostNothingNeedNoMoney() {
    try (Desk desk = ranch.open()) {
      assertThat(conduct(desk, "shell", usd(0), 2)).isInstanceOf(Outcome.Done.class);
      assertThat(totals(desk)).isEqualTo(Totals.NONE);
    }
  }

  @Test
  void whenTheTimeIsOverNothingBeginsAndAfterTheOvertimeNothingGoesOn() {
    try (Desk desk = ranch.open()) {
      desk.project()
          .coordinator()
          .submit(Request.bySystem(new Command.ChangeSetting(Setting.OVERTIME, "1s")));
      Instant soon = desk.now().plus(Duration.ofSeconds(2));
      Allowance time = new Allowance(Optional.empty(), Optional.empty(), Optional.of(soon));
      assertThat(message(conduct(desk, "slow", time, 2)))
          .contains("0 of 2", "the time of run r was over", "overtime of 1s");
      assertThat(desk.board().counts().get(TaskStatus.AVAILABLE)).isEqualTo(2);
      assertThat(totals(desk).usd().unknown()).isEqualTo(1);
      assertThat(ranch.processes("61.37")).isEmpty();
      assertThat(message(conduct(desk, "spender", Allowance.UNLIMITED, 2)))
          .contains("its time was over");
    }
  }

  @Test
  void whatPlanningCostCountsAgainstTheBudget() {
    try (Desk desk = ranch.open()) {
      RunOrder order = order("spender", usd(1), 1);
      RunOrder planned =
          order.with(
              new RunOrder.Budget(
                  usd(1),
                  Optional.of(new RunOrder.Planning("spender", Amount.of(6 * USD / 10, 5)))));
      assertThat(message(conduct(desk, planned))).contains("0 of 1", "0.6 usd are spent");
      assertThat(desk.board().agents()).isEmpty();
    }
  }

  @Test
  void whatIsFoundToBeDoneIsDoneInTheSameRun() {
    try (Desk desk = ranch.open()) {
      TaskSpec part = Ranch.task("part", "true").spec();
      AtomicBoolean isAdded = new AtomicBoolean();
      RunListener finder =
          new Quiet() {
            @Override
            public boolean isStopWanted() {
              if (isAdded.compareAndSet(false, true)) {
                desk.project()
                    .coordinator()
                    .submit(
                        Request.bySystem(
                            new Command.AddTasks(
                                List.of(NewTask.named("part", part.with(below("t2")))))));
              }
              return false;
            }
          };
      assertThat(conduct(desk, order("slowly", Allowance.UNLIMITED, 2), finder))
          .isInstanceOf(Outcome.Done.class);
      Task done = desk.board().task(new TaskId("part")).orElseThrow();
      assertThat(done.spec().links().run()).contains("r");
      assertThat(done.status()).isEqualTo(TaskStatus.DONE);
    }
  }

  private static Links below(String parent) {
    return new Links(
        List.of(),
        DependencyPolicy.BLOCK,
        Optional.of(new TaskId(parent)),
        Optional.empty(),
        Optional.empty());
  }

  private Outcome conduct(Desk desk, String kind, Allowance allowance, int tasks) {
    return conduct(desk, order(kind, allowance, tasks));
  }

  private static Outcome conduct(Desk desk, RunOrder order) {
    return conduct(desk, order, new Quiet());
  }

  private static Outcome conduct(Desk desk, RunOrder order, RunListener listener) {
    return new RunOperations(desk, new Workbench(InstantSource.system(), "test"))
        .conduct(order, listener);
  }

  private static RunOrder order(String kind, Allowance allowance, int tasks) {
    List<NewTask> all =
        IntStream.rangeClosed(1, tasks)
            .mapToObj(number -> Ranch.task("t" + number, "true"))
            .toList();
    return new RunOrder(
        "r",
        new RunOrder.Assignment("test", "0".repeat(64), all),
        1,
        kind,
        Optional.empty(),
        RunOrder.Terminal.PLAIN,
        RunOrder.Choices.NONE.with(new RunOrder.Budget(allowance, Optional.empty())));
  }

  private static Allowance usd(long dollars) {
    return new Allowance(Optional.of(dollars * USD), Optional.empty(), Optional.empty());
  }

  private static Totals totals(Desk desk) {
    return desk.board().budgets().ofRun("r");
  }

  private static String message(Outcome outcome) {
    return ((Outcome.NotDone) outcome).message();
  }

  private static class Quiet implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {}

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
