package rowlock.process;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which process is meant, for ever: its number alone may be given to another one later.
///
/// @param pid its number, at least 1
/// @param startTicks when it started: on Linux clock ticks since boot (field 22 of
///   `/proc/PID/stat`), elsewhere seconds since 1970
/// @param boot which run of the machine that was (`/proc/sys/kernel/random/boot_id`), or `-` where
///   there is no such name
public record ProcessIdentity(long pid, long startTicks, String boot) {
  private static final Pattern WELL_FORMED =
      Pattern.compile("([1-9][0-9]{0,9}) ([0-9]{1,18}) ([0-9A-Za-z-]{1,64})\\s*");

  public ProcessIdentity {
    if (pid < 1 || startTicks < 0 || boot.isBlank()) {
      throw new IllegalArgumentException("no process has number " + pid + ", start " + startTicks);
    }
  }

  /// Reads what [#text] wrote; empty if it is anything else.
  public static Optional<ProcessIdentity> parse(String text) {
    var matcher = WELL_FORMED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessIdentity(
            Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)));
  }

  /// The identity of this process.
  public static ProcessIdentity current() {
    return ProcessTable.SYSTEM
        .identify(ProcessHandle.current().pid())
        .orElseThrow(() -> new IllegalStateException("this process is not in the process table"));
  }

  /// The identity of the process that has this number now; empty if none has or it is not telling.
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessTable.SYSTEM.identify(pid);
  }

  /// Whether this very process is there now.
  public Liveness liveness() {
    return ProcessTable.SYSTEM.liveness(this);
  }

  /// One line that [#parse] understands.
  public String text() {
    return pid + " " + startTicks + " " + boot;
  }
}
