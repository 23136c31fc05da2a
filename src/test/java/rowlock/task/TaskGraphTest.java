package rowlock.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Questions to the graph of tasks.
class TaskGraphTest {
  private static final int MANY = 100_000;

  @Test
  void aCycleIsNamedFromTaskToTask() {
    TaskGraph graph = graph("a", "b", "b", "c", "c", "d b", "d", "");
    assertThat(graph.findCycle()).contains(ids("b", "c"));
    assertThatIllegalStateException().isThrownBy(graph::inOrder).withMessageContaining("[b, c]");
  }

  @Test
  void aTaskThatWaitsForItselfIsACycle() {
    assertThat(graph("a", "", "b", "a b").findCycle()).contains(ids("b"));
  }

  @Test
  void aDiamondIsNoCycle() {
    TaskGraph graph = graph("d", "b c", "c", "a", "b", "a", "a", "");
    assertThat(graph.findCycle()).isEmpty();
    assertThat(graph.levels()).containsExactly(ids("a"), ids("c", "b"), ids("d"));
    assertThat(graph.inOrder()).containsExactlyElementsOf(ids("a", "c", "b", "d"));
  }

  @Test
  void linksToTasksElsewhereAreIgnored() {
    TaskGraph graph = graph("a", "ghost", "b", "a");
    assertThat(graph.waitsFor(new TaskId("a"))).isEmpty();
    assertThat(graph.levels()).containsExactly(ids("a"), ids("b"));
    assertThat(graph.waitsFor(new TaskId("ghost"))).isEmpty();
  }

  @Test
  void theCriticalPathIsTheLongestInTimeNotInTasks() {
    TaskGraph graph = graph("a", "", "b", "a", "c", "b", "long", "a", "end", "c long");
    assertThat(graph.criticalPath(TaskGraphTest::minutes))
        .containsExactlyElementsOf(ids("a", "long", "end"));
    assertThat(graph().criticalPath(TaskGraphTest::minutes)).isEmpty();
  }

  @Test
  void aChainOfAnyLengthIsNoTrouble() {
    Map<TaskId, List<TaskId>> links = new LinkedHashMap<>();
    for (int i = MANY; i > 0; i--) {
      links.put(new TaskId("x" + i), i == 1 ? List.of() : ids("x" + (i - 1)));
    }
    TaskGraph chain = new TaskGraph(links);
    assertThat(chain.findCycle()).isEmpty();
    assertThat(chain.levels()).hasSize(MANY);
    assertThat(chain.criticalPath(TaskGraphTest::minutes)).hasSize(MANY);
    links.put(new TaskId("x1"), ids("x" + MANY));
    assertThat(new TaskGraph(links).findCycle().orElseThrow()).hasSize(MANY);
  }

  private static Duration minutes(TaskId task) {
    return Duration.ofMinutes(task.value().equals("long") ? 10 : 1);
  }

  /// Task, what it waits for, task, what it waits for, ...
  private static TaskGraph graph(String... links) {
    Map<TaskId, List<TaskId>> waitsFor = new LinkedHashMap<>();
    for (int i = 0; i < links.length; i += 2) {
      waitsFor.put(
          new TaskId(links[i]), links[i + 1].isEmpty() ? List.of() : ids(links[i + 1].split(" ")));
    }
    return new TaskGraph(waitsFor);
  }

  private static List<TaskId> ids(String... ids) {
    return Stream.of(ids).map(TaskId::new).toList();
  }
}
