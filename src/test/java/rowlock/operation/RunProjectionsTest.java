package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Decision;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.FailureCause;
import rowlock.board.Request;
import rowlock.board.Run;
import rowlock.task.AgentId;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;
import rowlock.task.Terms;

/// Reports and progress of runs, from boards that really decided.
class RunProjectionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Board board = Board.empty();
  private Instant now = START;
  private final List<Entry> entries = new ArrayList<>();

  @Test
  void withoutAFinishedTaskThereIsNoForecast() {
    open(task("a"), task("b", "a"));
    claim("ann", "a");
    assertThat(progress().forecast()).isEmpty();
    assertThat(progress().seats()).singleElement().extracting("agent").isEqualTo("ann");
  }

  @Test
  void theForecastIsTheLongestChainWhenThatIsLonger() {
    open(task("a"), task("b", "a"), task("c", "b"), task("d", "c"));
    finish("ann", "a", 10);
    claim("ann", "b");
    after(4);
    RunProgress.Forecast forecast = progress().forecast().orElseThrow();
    assertThat(forecast.basis()).isEqualTo(1);
    assertThat(forecast.left()).isEqualTo(Duration.ofSeconds(26));
  }

  @Test
  void theForecastIsAllWorkSharedWhenThatIsLonger() {
    open(task("a"), task("b"), task("c"), task("d"), task("e"));
    finish("ann", "a", 10);
    claim("ann", "b");
    claim("ben", "c");
    assertThat(progress().forecast().orElseThrow().left()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void nothingIsForecastWhenNothingIsLeft() {
    open(task("a"));
    finish("ann", "a", 10);
    assertThat(progress().forecast()).isEmpty();
    assertThat(progress().count(TaskStatus.DONE)).isEqualTo(1);
  }

  @Test
  void aReportKnowsTimesAttemptsAndTheChainThatTookLongest() {
    open(task("a"), task("b"), task("c", "a", "b"));
    claim("ann", "a");
    after(5);
    give(new Command.FailTask(claimOf("ann", "a"), FailureCause.REPORTED, "no network"));
    finish("ben", "b", 30);
    finish("ann", "a", 10);
    finish("ann", "c", 7);
    RunReport report = RunReport.of(board, run(), entries);
    assertThat(report.criticalPath()).extracting(TaskId::value).containsExactly("b", "c");
    assertThat(report.lines()).extracting(line -> line.times().claims()).containsExactly(2, 1, 1);
    assertThat(report.fields().map())
        .containsEntry("critical_path_ms", Duration.ofSeconds(37).toMillis());
    assertThat(report.elapsed()).contains(Duration.between(START, now).minusSeconds(5));
  }

  @Test
  void aReportSaysWhyATaskIsNotDone() {
    open(once("a"), task("b", "a"), task("c"));
    claim("ann", "a");
    give(new Command.FailTask(claimOf("ann", "a"), FailureCause.REPORTED, "no network"));
    RunReport report = RunReport.of(board, run(), entries);
    assertThat(report.lines())
        .extracting(RunReport.Line::reason)
        .containsExactly(Optional.of("no network"), Optional.of("waits for a"), Optional.empty());
    assertThat(report.criticalPath()).isEmpty();
  }

  @Test
  void tasksOfOtherRunsDoNotCount() {
    open(task("a"));
    give(new Command.AddTasks(List.of(NewTask.named("z", TaskSpec.titled("Z")))));
    assertThat(progress().total()).isEqualTo(1);
    assertThat(RunReport.of(board, run(), entries).lines()).hasSize(1);
  }

  private RunProgress progress() {
    return RunProgress.of(board, "r", RunHistory.of("r").after(entries), now);
  }

  private Run run() {
    return board.run("r").orElseThrow();
  }

  private void open(NewTask... tasks) {
    Run run = new Run("r", "G", "abc", Optional.empty(), now, Optional.empty());
    give(new Command.OpenRun(run, List.of(tasks)));
  }

  private void claim(String agent, String task) {
    give(
        new Command.ClaimTask(
            new AgentId(agent), Optional.of(new TaskId(task)), Optional.of(Duration.ofHours(1))));
  }

  private void finish(String agent, String task, int seconds) {
    claim(agent, task);
    after(seconds);
    give(new Command.SubmitTask(claimOf(agent, task), Submission.saying("did it")));
  }

  private Command.Claim claimOf(String agent, String task) {
    TaskId id = new TaskId(task);
    long fence = board.task(id).orElseThrow().lease().orElseThrow().fence();
    return new Command.Claim(new AgentId(agent), id, fence);
  }

  private void after(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private Answer give(Command command) {
    return switch (board.decide(Request.bySystem(command), now)) {
      case Decision.Rejected rejected -> throw new AssertionError(rejected.rejection().message());
      case Decision.Accepted accepted -> {
        for (Event event : accepted.events()) {
          Entry entry = new Entry(board.position() + 1, now, "rowlock", event);
          entries.add(entry);
          board = board.apply(entry);
        }
        yield accepted.answer();
      }
    };
  }

  private static NewTask task(String id, String... after) {
    TaskSpec spec = TaskSpec.titled(id.toUpperCase(Locale.ROOT));
    Links links = Links.after(List.of(after).stream().map(TaskId::new).toList());
    Terms eager =
        new Terms(Terms.NORMAL.priority(), new RetryPolicy(3, Duration.ZERO), Duration.ofHours(2));
    return NewTask.named(id, spec.with(links).with(eager));
  }

  private static NewTask once(String id) {
    Terms terms =
        new Terms(Terms.NORMAL.priority(), new RetryPolicy(0, Duration.ZERO), Duration.ofHours(2));
    return NewTask.named(id, TaskSpec.titled(id).with(terms));
  }
}
