package rowlock.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import rowlock.board.Command;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// A folder that all agents share, for plans without a repository. Nothing is isolated, merged or
/// proved there.
public final class FolderWorkplace implements Workplace {
  private final Path folder;

  /// @param folder an existing folder
  public FolderWorkplace(Path folder) {
    this.folder = folder;
  }

  @Override
  public Place prepare(Command.Claim claim, Task task) {
    return new Place(folder, List.of());
  }

  @Override
  public Place standing(Command.Claim claim) {
    return new Place(folder, List.of());
  }

  @Override
  public Path lodge(AgentId agent, Consumer<String> notices) {
    return folder;
  }

  @Override
  public boolean isEachAlone() {
    return false;
  }

  @Override
  public OptionalInt warm(int count) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt ready() {
    return OptionalInt.empty();
  }

  /// The folder belongs to all.
  @Override
  public void leave(AgentId agent, Consumer<String> notices) {}

  @Override
  public Harvest collect(Command.Claim claim, Task task) {
    return new Harvest.Taken(Optional.empty(), List.of());
  }
}
