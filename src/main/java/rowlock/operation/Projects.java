package rowlock.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.journal.SqliteJournal;

/// The projects on this machine: how they are found, made and opened.
public final class Projects {
  private Projects() {}

  /// The project a folder belongs to: the nearest one upward that has a `.rowlock` folder.
  ///
  /// @return the folder that contains `.rowlock`
  public static Optional<Path> around(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (isProject(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /// Whether a folder is a project's own folder.
  public static boolean isProject(Path folder) {
    return Files.isDirectory(folder.resolve(Project.HOME));
  }

  /// Opens a project.
  ///
  /// @param folder the folder that contains `.rowlock`
  public static Desk open(Path folder) {
    return new Desk(folder, SqliteJournal.open(folder.resolve(Project.HOME)));
  }

  /// Makes a project. One that is there already is left as it is.
  ///
  /// @param goal what it is for, in one line; may be empty
  public static Outcome create(Path folder, String goal, Caller caller) {
    if (isProject(folder)) {
      return alreadyThere(folder);
    }
    Command.SetGoal command = new Command.SetGoal(goal, "");
    SqliteJournal.create(folder.resolve(Project.HOME)).close();
    hideFromGit(folder.resolve(Project.HOME));
    try (Desk desk = open(folder)) {
      Fields made = Fields.of("project", folder).with("goal", goal);
      return goal.isEmpty()
          ? Outcome.done(made)
          : desk.ask(caller, command, (answer, board) -> made);
    }
  }

  /// Without it git would show rowlock's own files as changes of the user.
  private static void hideFromGit(Path home) {
    try {
      Files.writeString(home.resolve(".gitignore"), "*\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Outcome alreadyThere(Path folder) {
    try (Desk desk = open(folder)) {
      return new Outcome.NotDone(
          Outcome.Reason.REJECTED,
          "project_exists",
          "there is already a project in " + folder + " with the goal: " + desk.board().goal(),
          "nothing was changed; `rowlock goal TEXT` gives it another goal",
          Fields.of("project", folder).with("goal", desk.board().goal()).map());
    }
  }
}
