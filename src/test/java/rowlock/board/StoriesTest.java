package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Wanted.task;
import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CANCELLED;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.IN_PROGRESS;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.need.NeedCommand;
import rowlock.need.NeedEvent;
import rowlock.need.NeedRefusal;
import rowlock.task.TaskStatus;

/// Everything the board does, told as stories; and that no story is missing.
class StoriesTest {
  /// Commands about one task, and where the task may stand for each to change something.
  private static final List<Move> MOVES =
      List.of(
          new Move(stage -> Say.claim("bob", "a"), EnumSet.of(AVAILABLE), none()),
          new Move(stage -> Say.start(claim(stage)), EnumSet.of(CLAIMED), EnumSet.of(IN_PROGRESS)),
          new Move(
              stage -> Say.renew(claim(stage), Duration.ofHours(9)),
              EnumSet.of(CLAIMED, IN_PROGRESS),
              none()),
          new Move(stage -> Say.submit(claim(stage)), EnumSet.of(CLAIMED, IN_PROGRESS), none()),
          new Move(stage -> Say.fail(claim(stage)), EnumSet.of(CLAIMED, IN_PROGRESS), none()),
          new Move(stage -> Say.release(claim(stage)), EnumSet.of(CLAIMED, IN_PROGRESS), none()),
          new Move(stage -> Say.accept(claim(stage)), EnumSet.of(SUBMITTED), none()),
          new Move(stage -> Say.back(claim(stage)), EnumSet.of(SUBMITTED), none()),
          new Move(
              stage -> Say.requeue("a"),
              EnumSet.of(CLAIMED, IN_PROGRESS, SUBMITTED, FAILED),
              EnumSet.of(BLOCKED, AVAILABLE)),
          new Move(
              stage -> Say.cancel("a"),
              EnumSet.complementOf(EnumSet.of(DONE, CANCELLED)),
              EnumSet.of(CANCELLED)),
          new Move(stage -> Say.retry("a"), EnumSet.of(FAILED), none()),
          new Move(
              stage -> Say.priority("a", 9),
              EnumSet.complementOf(EnumSet.of(DONE, CANCELLED)),
              none()));

  private interface Order {
    Command on(Stage stage);
  }

  /// A command and where it works.
  ///
  /// @param changes where it changes something
  /// @param leaves where it is accepted although everything is so already
  private record Move(Order order, Set<TaskStatus> changes, Set<TaskStatus> leaves) {}

  @TestFactory
  Stream<DynamicTest> stories() {
    return Story.all().stream().map(story -> DynamicTest.dynamicTest(story.name(), story::play));
  }

  @Test
  void everyPairOfStatusAndEventThatTheRulesAllowIsInAStory() {
    Set<Stage.Pair> allowed = new HashSet<>();
    Transitions.table()
        .forEach((event, row) ->
            row.before().forEach(status -> allowed.add(new Stage.Pair(status, event))));
    Set<Stage.Pair> visited = new HashSet<>();
    Story.all().forEach(story -> visited.addAll(story.play().pairs()));
    assertThat(visited).containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void everyCommandEventAndRejectionIsInAStory() {
    Set<Class<?>> seen = new HashSet<>();
    Story.all().forEach(story -> seen.addAll(story.play().seen()));
    for (Class<?> sealed : List.of(Command.class, Event.class, Rejection.class)) {
      List<Class<?>> kinds = new ArrayList<>(kindsOf(sealed));
      kinds.removeIf(kind -> kind.getSimpleName().matches("OfNeed|OfBudget"));
      assertThat(seen).containsAll(kinds);
    }
    assertThat(seen)
        .containsAll(kindsOf(NeedCommand.class))
        .containsAll(kindsOf(NeedEvent.class))
        .containsAll(kindsOf(NeedRefusal.class))
        .containsAll(kindsOf(BudgetCommand.class))
        .containsAll(kindsOf(BudgetEvent.class))
        .containsAll(kindsOf(BudgetRefusal.class));
  }

  @Test
  void whatATasksStatusForbidsIsRefusedAndChangesNothing() {
    for (TaskStatus status : TaskStatus.values()) {
      for (Move move : MOVES) {
        Stage stage = standing(status);
        Command command = move.order().on(stage);
        stage.when(command);
        String what = command + " on a task that is " + status;
        if (move.changes().contains(status)) {
          assertThat(stage.accepted().events()).as(what).isNotEmpty();
        } else if (move.leaves().contains(status)) {
          assertThat(stage.accepted().events()).as(what).isEmpty();
        } else {
          assertThat(stage.decision()).as(what).isInstanceOf(Decision.Rejected.class);
        }
      }
    }
  }

  /// A stage on which task `a` stands somewhere.
  private static Stage standing(TaskStatus status) {
    Stage stage = new Stage().given(Say.add(task("a").checked(), task("b")));
    return switch (status) {
      case BLOCKED -> new Stage().given(Say.add(task("a").after("b"), task("b")));
      case AVAILABLE -> stage;
      case CLAIMED -> stage.given(Say.claim("ann", "a"));
      case IN_PROGRESS -> standing(CLAIMED).given("a", Say::start);
      case SUBMITTED -> standing(CLAIMED).given("a", Say::submit);
      case DONE -> standing(SUBMITTED).given("a", Say::accept);
      case FAILED -> standing(CLAIMED).given("a", Say::fail);
      case CANCELLED -> stage.given(Say.cancel("a"));
    };
  }

  private static Command.Claim claim(Stage stage) {
    return switch (stage.task("a").status()) {
      case CLAIMED, IN_PROGRESS, SUBMITTED -> stage.claimOf("a");
      case BLOCKED, AVAILABLE, DONE, FAILED, CANCELLED ->
          new Command.Claim(Say.agent("ann"), Say.id("a"), 4);
    };
  }

  private static Set<TaskStatus> none() {
    return EnumSet.noneOf(TaskStatus.class);
  }

  private static List<Class<?>> kindsOf(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kindsOf(kind).stream() : Stream.of(kind))
        .distinct()
        .<Class<?>>map(kind -> kind)
        .toList();
  }
}
