package rowlock.app;

import java.nio.file.Path;
import java.time.InstantSource;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;

/// A program that conducts the plan of six, and may be killed on the way.
final class RunSession {
  private RunSession() {}

  /// The project's folder, the file for traces, the terminal, and when to be killed.
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    RunOrder order =
        PlanOfSix.order(folder, Path.of(arguments[1]), RunOrder.Terminal.valueOf(arguments[2]));
    KillPoint kill = KillPoint.of(arguments[3]);
    kill.tell(Path.of(arguments[4]));
    Path home = folder.resolve(Project.HOME);
    SqliteJournal journal = SqliteJournal.open(home);
    RunOutcome outcome;
    try (Coordinator coordinator = Coordinator.openHub(kill.watched(journal), board -> "")) {
      outcome =
          new Workbench(InstantSource.system(), "test")
              .conduct(Desk.of(folder, journal, coordinator), order, new Teller());
    }
    System.exit(outcome == RunOutcome.DONE ? 0 : 3);
  }

  /// What a run has to say goes to the standard error.
  private static final class Teller implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      System.err.println("notice: " + text);
    }

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
