package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowlock.task.TaskId;

class TaskQueryTest {
  @Test
  void numbersInNamesCountAsNumbers() {
    List<TaskId> ids = new ArrayList<>();
    for (String id : List.of("t10", "t2", "t1", "a", "t02", "t2b", "t2a10", "t2a9", "10", "9")) {
      ids.add(new TaskId(id));
    }
    ids.sort(TaskQuery::byNumber);
    assertThat(ids)
        .extracting(TaskId::value)
        .containsExactly("9", "10", "a", "t1", "t02", "t2", "t2a9", "t2a10", "t2b", "t10");
  }
}
