package rowlock.registry;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.operation.Projects;
import rowlock.operation.Workshop;

/// The office of a process without a hub, in a folder that may become a project.
///
/// Owns the desk, which it opens when it is first needed.
public final class FolderOffice implements Office, AutoCloseable {
  private final Path folder;
  private final Quotas quotas = new Quotas();
  private @Nullable Desk desk;

  /// @param folder the project's own folder, or the one in which it is to be made
  public FolderOffice(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized Desk desk() {
    Desk open = desk;
    if (open == null) {
      if (!Projects.isProject(folder)) {
        throw new Workshop.Refusal(
            Workshop.Refusal.Kind.INPUT,
            "there is no project in " + folder,
            "call init_coordination, or `rowlock init`");
      }
      open = Projects.open(folder);
      // Started before several threads can want it.
      open.project();
      desk = open;
    }
    return open;
  }

  @Override
  public Premises premises() {
    return Premises.NONE;
  }

  @Override
  public Quotas quotas() {
    return quotas;
  }

  @Override
  public synchronized Outcome found(String goal, Caller caller) {
    return Projects.create(folder, goal, caller);
  }

  @Override
  public synchronized void close() {
    if (desk != null) {
      desk.close();
    }
  }
}
