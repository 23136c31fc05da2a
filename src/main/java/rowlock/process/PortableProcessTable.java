package rowlock.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The process table as the JDK shows it, for systems without `/proc`: no groups, no sessions, no
/// foreign environments, and start times of one second.
final class PortableProcessTable implements ProcessTable {
  private static final String NO_BOOT = "-";
  // Two ways of reading a start time may round it differently.
  private static final long SLACK_SECONDS = 2;

  @Override
  public List<Entry> all() {
    return ProcessHandle.allProcesses()
        .flatMap(
            handle -> identity(handle).stream().map(who -> new Entry(who, parentOf(handle), 0, 0)))
        .toList();
  }

  @Override
  public Optional<ProcessIdentity> identify(long pid) {
    return ProcessHandle.of(pid).flatMap(PortableProcessTable::identity);
  }

  @Override
  public Liveness liveness(ProcessIdentity identity) {
    Optional<ProcessHandle> handle =
        ProcessHandle.of(identity.pid()).filter(ProcessHandle::isAlive);
    if (handle.isEmpty()) {
      return Liveness.GONE;
    }
    Optional<ProcessIdentity> now = handle.flatMap(PortableProcessTable::identity);
    if (now.isEmpty()) {
      return Liveness.UNKNOWN;
    }
    long apartSeconds = Math.abs(now.get().startTicks() - identity.startTicks());
    return apartSeconds <= SLACK_SECONDS ? Liveness.ALIVE : Liveness.GONE;
  }

  @Override
  public boolean carries(ProcessIdentity identity, Leash leash) {
    return false;
  }

  @Override
  public boolean diesOf(ProcessIdentity identity, Signal signal) {
    return false;
  }

  private static long parentOf(ProcessHandle handle) {
    return handle.parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static Optional<ProcessIdentity> identity(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(Instant::getEpochSecond)
        .map(seconds -> new ProcessIdentity(handle.pid(), seconds, NO_BOOT));
  }
}
