package rowlock.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import rowlock.process.StartFailed;

/// Where one agent lives.
///
/// @param who the agent
/// @param workplace where agents work
/// @param desk where is told what the user should know
record Quarters(Resident who, Workplace workplace, Desk desk) {
  /// The folder where its program begins; made if it is its own.
  ///
  /// @throws StartFailed if there is no such folder
  Path moveIn() {
    Path folder =
        switch (who.terms().lodging()) {
          case Resident.Engagement.Lodging.Own own ->
              workplace.lodge(who.id(), desk::notice).resolve(own.within()).normalize();
          case Resident.Engagement.Lodging.Shared shared -> shared.folder();
        };
    if (!Files.isDirectory(folder)) {
      throw new StartFailed(StartFailed.Reason.OTHER, "there is no folder " + folder);
    }
    return folder;
  }

  /// Gives its place up, if it was its own.
  void leave() {
    if (who.terms().lodging() instanceof Resident.Engagement.Lodging.Own) {
      workplace.leave(who.id(), desk::notice);
    }
  }

  /// Whether its work can be taken from here as the workplace takes it.
  boolean isForTasks() {
    return switch (who.terms().lodging()) {
      case Resident.Engagement.Lodging.Own _ -> true;
      case Resident.Engagement.Lodging.Shared _ -> !workplace.isEachAlone();
    };
  }
}
