package rowlock.registry;

import java.util.Optional;
import rowlock.team.Permission;

/// Who may call an operation, who is shown it, and what calling it can do.
///
/// @param permission what the caller's role must allow; empty when any valid identity will do
/// @param effect what calling it can do
/// @param audience who is shown it without asking
public record Right(Optional<Permission> permission, Effect effect, Audience audience) {

  /// What calling an operation can do.
  public enum Effect {
    /// Nothing changes.
    READS,
    /// Something is added or moves on.
    CHANGES,
    /// Something is taken away from somebody.
    DESTROYS
  }

  /// Who is shown an operation without asking. Everything permitted can be called, shown or not.
  public enum Audience {
    /// Everybody: what a worker needs for its daily work.
    WORKERS,
    /// Those who also plan or steer.
    PLANNERS,
    /// Nobody: what few need, and those know from the reference.
    NOBODY
  }
}
