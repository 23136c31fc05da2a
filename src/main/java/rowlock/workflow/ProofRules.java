package rowlock.workflow;

import java.util.ArrayList;
import java.util.List;
import rowlock.task.TaskId;
import rowlock.task.Work;

/// Advice on what proves the work, and on work that nobody will do.
final class ProofRules {
  private ProofRules() {}

  static List<Remark> remarks(Outlook outlook) {
    List<Remark> remarks = new ArrayList<>();
    List<TaskId> unproved =
        outlook.work().stream()
            .filter(task -> task.spec().work().checks().isEmpty())
            .map(PlannedTask::id)
            .toList();
    if (!unproved.isEmpty()) {
      remarks.add(
          new Remark(
              Remark.Subject.UNPROVED,
              unproved,
              "%d of %d tasks have no checks and are done on their agent's word alone; add 'checks'"
                  .formatted(unproved.size(), outlook.estimates().size())));
    }
    outlook.plan().tasks().stream()
        .filter(task -> !outlook.isWork(task.id()))
        .filter(task -> hasWork(task.spec().work()))
        .forEach(task ->
            remarks.add(
                new Remark(
                    Remark.Subject.IDLE_PARENT,
                    List.of(task.id()),
                    task.id()
                        + " has parts and is done when they are: its own 'run' and 'checks' are"
                        + " never carried out; give them to a part")));
    return remarks;
  }

  private static boolean hasWork(Work work) {
    return work.script().isPresent() || !work.checks().isEmpty();
  }
}
