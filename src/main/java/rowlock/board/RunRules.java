package rowlock.board;

import java.util.List;
import java.util.Optional;
import rowlock.task.NewTask;
import rowlock.task.Task;
import rowlock.task.TaskStatus;

/// How plans begin and end.
final class RunRules {
  private final Draft draft;

  RunRules(Draft draft) {
    this.draft = draft;
  }

  Decision open(Command.OpenRun command) {
    Run wanted = command.run();
    Optional<Run> known = draft.board().run(wanted.id());
    if (known.isPresent()) {
      return resume(known.get(), wanted);
    }
    draft.emit(
        new Event.RunOpened(
            new Run(
                wanted.id(),
                wanted.goal(),
                wanted.planHash(),
                wanted.integration(),
                draft.now(),
                Optional.empty())));
    if (command.tasks().isEmpty()) {
      return draft.accept(new Answer.Created(wanted.id()));
    }
    List<NewTask> tasks = new RunNames(draft.tasks(), wanted.id()).distinct(command.tasks());
    return new PlanRules(draft)
        .add(new Command.AddTasks(tasks.stream().map(task -> inRun(task, wanted.id())).toList()));
  }

  private static NewTask inRun(NewTask task, String run) {
    return new NewTask(task.id(), task.spec().with(task.spec().links().inRun(run)));
  }

  private Decision resume(Run known, Run wanted) {
    boolean same =
        known.planHash().equals(wanted.planHash())
            && known
                .integration()
                .map(Run.Integration::repository)
                .equals(wanted.integration().map(Run.Integration::repository));
    if (!same) {
      return Draft.reject(new Rejection.RunDiffers(known.id()));
    }
    if (known.outcome().isPresent()) {
      draft.emit(
          new Event.RunOpened(
              new Run(
                  known.id(),
                  known.goal(),
                  known.planHash(),
                  known.integration(),
                  known.openedAt(),
                  Optional.empty())));
    }
    return draft.accept(new Answer.Created(known.id()));
  }

  Decision close(Command.CloseRun command) {
    Optional<Run> run = draft.board().run(command.run());
    if (run.isEmpty()) {
      return Draft.reject(new Rejection.Unknown("run", command.run()));
    }
    Optional<Task> open =
        draft.board().tasks().stream().filter(t -> isLeft(t, command)).findFirst();
    if (open.isPresent()) {
      return Draft.reject(
          new Rejection.WrongStatus(
              open.get().id(),
              open.get().status(),
              "close run " + command.run() + " as done with"));
    }
    if (run.get().outcome().filter(command.outcome()::equals).isEmpty()) {
      draft.emit(new Event.RunClosed(command.run(), command.outcome(), command.reason()));
      new OperatorRules(draft).runEnded(command.run());
    }
    return draft.accept();
  }

  /// Whether a task contradicts that every task of the run is done.
  private static boolean isLeft(Task task, Command.CloseRun command) {
    return command.outcome() == RunOutcome.DONE
        && task.spec().links().run().filter(command.run()::equals).isPresent()
        && task.status() != TaskStatus.DONE;
  }
}
