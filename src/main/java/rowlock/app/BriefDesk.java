package rowlock.app;

import java.nio.file.Path;
import java.util.Optional;
import rowlock.agent.Crew;
import rowlock.agent.Desk;
import rowlock.board.Command;
import rowlock.board.Run;
import rowlock.context.Assignment;
import rowlock.context.Brief;
import rowlock.context.BriefMaterial;
import rowlock.task.Task;

/// Writes what agents of a run are told.
final class BriefDesk implements Crew.Briefs {
  private final Desk desk;

  BriefDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String of(Command.Claim claim, Task task, Path folder) {
    Optional<Assignment.Workplace> workplace =
        task.spec()
            .links()
            .run()
            .flatMap(desk.board()::run)
            .flatMap(Run::integration)
            .map(integration ->
                new Assignment.Workplace(
                    folder.toString(), "a branch of the task's own", integration.branch()));
    Assignment assignment = new Assignment(claim.agent(), workplace, Assignment.HandIn.BY_ENDING);
    Task current = desk.board().task(task.id()).orElse(task);
    return Brief.of(BriefMaterial.on(desk.board(), current, assignment), Brief.USUAL_CHARACTERS)
        .text();
  }
}
