package rowlock.process;

import java.util.List;
import java.util.Optional;

/// The processes of this machine, read afresh at every call.
sealed interface ProcessTable permits LinuxProcessTable, PortableProcessTable {
  /// The table of the machine this program runs on.
  ProcessTable SYSTEM =
      LinuxProcessTable.isPresent() ? new LinuxProcessTable() : new PortableProcessTable();

  /// One process that is no zombie.
  ///
  /// @param identity which one
  /// @param parent the number of its parent
  /// @param group the number of its process group; 0 if that cannot be told
  /// @param session the number of its session; 0 if that cannot be told
  record Entry(ProcessIdentity identity, long parent, long group, long session) {
    long pid() {
      return identity.pid();
    }
  }

  /// All processes but zombies.
  ///
  /// @throws java.io.UncheckedIOException if the table cannot be read
  List<Entry> all();

  Optional<ProcessIdentity> identify(long pid);

  Liveness liveness(ProcessIdentity identity);

  /// Whether the process is ours and carries this leash in its environment.
  boolean carries(ProcessIdentity identity, Leash leash);

  /// Whether the process is there and neither handles nor ignores nor blocks the signal; false if
  /// that cannot be told.
  boolean diesOf(ProcessIdentity identity, Signal signal);
}
