package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.cancel;
import static rowlock.board.Say.claim;
import static rowlock.board.Say.group;
import static rowlock.board.Wanted.task;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rowlock.task.DependencyPolicy;
import rowlock.task.TaskStatus;

/// Boards of a hundred thousand tasks: what would take hours or overflow the stack if any rule
/// looked at more than it must.
class LargeBoardTest {
  private static final int TASKS = 100_000;
  private static final int ONE_BY_ONE = 25_000;

  private final Stage stage = new Stage().quickly();

  @Test
  void aChainIsDoneOneByOne() {
    stage.given(many(ONE_BY_ONE, i -> i == 0 ? task("x0") : task("x" + i).after("x" + (i - 1))));
    for (int i = 0; i < ONE_BY_ONE; i++) {
      stage.given(claim("ann")).given("x" + i, Say::submit);
    }
    assertThat(stage.board().counts()).containsEntry(TaskStatus.DONE, ONE_BY_ONE);
    assertThat(Invariants.ofBoard(stage.board())).isEmpty();
  }

  @Test
  void aChainIsCancelledAtOnce() {
    stage.given(
        many(
            TASKS,
            i ->
                i == 0
                    ? task("x0")
                    : task("x" + i).after("x" + (i - 1)).whenLost(DependencyPolicy.CANCEL)));
    stage.given(cancel("x0"));
    assertThat(stage.board().counts()).containsEntry(TaskStatus.CANCELLED, TASKS);
  }

  @Test
  void aBarrierWaitsForAllItsMembers() {
    stage.given(group("g", task("bar")), many(ONE_BY_ONE, i -> task("x" + i).inGroup("g")));
    for (int i = 0; i < ONE_BY_ONE; i++) {
      stage.is("bar", TaskStatus.BLOCKED).given(claim("ann")).when(submitHeld());
    }
    stage.is("bar", TaskStatus.AVAILABLE);
  }

  @Test
  void aParentWaitsForAllItsParts() {
    stage.given(add(task("p")), many(ONE_BY_ONE, i -> task("x" + i).partOf("p")));
    for (int i = 0; i < ONE_BY_ONE; i++) {
      stage.is("p", TaskStatus.BLOCKED).given(claim("ann")).when(submitHeld());
    }
    stage.is("p", TaskStatus.DONE);
  }

  @Test
  void oneTaskHoldsUpAllOthers() {
    stage.given(
        add(task("root")), many(TASKS, i -> task("x" + i).after("root")), claim("ann", "root"));
    stage.given("root", Say::submit);
    assertThat(stage.board().counts()).containsEntry(TaskStatus.AVAILABLE, TASKS);
    assertThat(Invariants.ofBoard(Board.of(stage.board().contents()))).isEmpty();
  }

  private Command submitHeld() {
    String held = stage.board().heldBy(Say.agent("ann")).first().value();
    return Say.submit(stage.claimOf(held));
  }

  private static Command many(int count, IntFunction<Wanted> task) {
    return add(IntStream.range(0, count).mapToObj(task).toArray(Wanted[]::new));
  }
}
