package rowlock.sim;

/// The end of a simulated process in the middle of whatever it does. Passes through the code under
/// test as nothing it could catch on purpose.
public final class Crash extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Scope scope;
  private final Unsynced unsynced;

  /// What goes down.
  public enum Scope {
    /// One process, as by `kill -9`.
    PROCESS,
    /// The machine with all its processes, as by a power cut.
    MACHINE
  }

  /// What becomes of a batch that was written but not synced.
  public enum Unsynced {
    /// It reached the disk all the same.
    KEPT,
    /// It is gone.
    LOST
  }

  /// @param unsynced what becomes of the batch that is being appended, if one is
  public Crash(Scope scope, Unsynced unsynced) {
    super("simulated crash", null, false, false);
    this.scope = scope;
    this.unsynced = unsynced;
  }

  Scope scope() {
    return scope;
  }

  Unsynced unsynced() {
    return unsynced;
  }
}
