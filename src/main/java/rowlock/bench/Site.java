package rowlock.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;

/// A project with many tasks.
final class Site {
  /// Where a project keeps its journal, as every user sees it.
  static final String HOME = ".rowlock";

  private Site() {}

  /// Makes a project with so many tasks that anybody may claim.
  static void create(Subject subject, Path folder, int tasks) {
    subject.create(folder);
    try (Coordinator coordinator = subject.open(folder)) {
      List<NewTask> all =
          IntStream.rangeClosed(1, tasks)
              .mapToObj(i -> NewTask.unnamed(TaskSpec.titled("Task number " + i)))
              .toList();
      Reply reply = coordinator.submit(Request.by(Request.OPERATOR, new Command.AddTasks(all)));
      if (!(reply instanceof Reply.Done)) {
        throw new IllegalStateException("cannot add tasks: " + reply);
      }
    }
  }

  static Path database(Path folder) {
    return folder.resolve(HOME).resolve("journal.db");
  }
}
