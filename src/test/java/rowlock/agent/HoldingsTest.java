package rowlock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.Setting;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// What one agent holds, and how much it has done since its program began.
class HoldingsTest {
  private static final AgentId ANNA = new AgentId("anna");

  @TempDir private Path folder;
  private Coordinator coordinator;
  private Desk desk;
  private Holdings holdings;

  @BeforeEach
  void open() {
    coordinator = Coordinator.open(SqliteJournal.create(folder.resolve("j")), board -> "");
    desk = new Desk(coordinator, notice -> {});
    desk.give(new Command.RegisterAgent(Agent.worker(ANNA, "claude")));
    desk.give(
        new Command.AddTasks(
            List.of(
                NewTask.named("one", TaskSpec.titled("one")),
                NewTask.named("two", TaskSpec.titled("two")))));
    holdings = new Holdings(ANNA, desk);
  }

  @AfterEach
  void close() {
    coordinator.close();
  }

  @Test
  void anAgentIsWornOutAfterAsManyTasksAsTheSettingSaysAndNotWhileItHoldsOne() {
    desk.give(new Command.ChangeSetting(Setting.RECYCLE_AFTER, "1"));
    claim();
    holdings.note();
    assertThat(holdings.isWornOut()).isFalse();

    holdings.release("over");
    holdings.note();
    assertThat(holdings.isWornOut()).isTrue();

    claim();
    assertThat(holdings.isWornOut()).isFalse();
    holdings.release("over");
    holdings.refresh();
    assertThat(holdings.isWornOut()).isFalse();
  }

  @Test
  void nobodyIsWornOutUnlessItIsWanted() {
    claim();
    holdings.note();
    holdings.release("over");
    holdings.note();

    assertThat(holdings.isWornOut()).isFalse();
  }

  @Test
  void whatItHeldIsAvailableAgainWhenItIsReleased() {
    Answer.Claimed claimed = claim();
    assertThat(holdings.due()).isPresent();

    holdings.release("over");

    assertThat(desk.board().task(claimed.task()).orElseThrow().state())
        .isInstanceOf(TaskState.Available.class);
    assertThat(holdings.due()).isEmpty();
  }

  private Answer.Claimed claim() {
    return (Answer.Claimed)
        desk.ask(new Command.ClaimTask(ANNA, Optional.empty(), Optional.empty())).orElseThrow();
  }
}
