package rowlock.operation;

import java.nio.file.Path;
import rowlock.coordinator.Coordinator;

/// A project folder with its open journal.
///
/// @param folder the folder that contains `.rowlock`
/// @param coordinator the writer of its journal
public record Project(Path folder, Coordinator coordinator) {
  /// The folder of rowlock's own files.
  public static final String HOME = ".rowlock";

  /// rowlock's own files of this project.
  public Path home() {
    return folder.resolve(HOME);
  }
}
