package rowlock.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The signals that are sent to end a process, by `kill(2)`; the JDK reaches single children only.
public enum Signal {
  /// Tells that the terminal is gone.
  HUP(1),
  /// Asks to end.
  TERM(15),
  /// Ends without asking.
  KILL(9),
  /// Wakes a tmux server to make its socket anew.
  USR1(isMac() ? 30 : 10),
  /// Halts.
  STOP(isMac() ? 17 : 19),
  /// Wakes what is halted, so that it can see that it is asked to end.
  CONT(isMac() ? 19 : 18);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /// Sends this to this very process; nothing happens if it is gone.
  ///
  /// @return whether it was there and was allowed to be signalled
  public boolean sendTo(ProcessIdentity process) {
    return process.liveness() != Liveness.GONE && sendTo(process.pid());
  }

  /// Sends this to whichever process has this number; nothing happens if none has.
  ///
  /// @return whether it was there and was allowed to be signalled
  boolean sendTo(long pid) {
    return Native.kill(requireOther(pid), number) == 0;
  }

  /// Sends this to all processes of a group.
  ///
  /// @return whether there was one that could be signalled
  boolean sendToGroup(long group) {
    return Native.kill(-requireOther(group), number) == 0;
  }

  /// Numbers 0 and -1 mean our own group and everybody; 1 is the system itself.
  private static int requireOther(long pid) {
    if (pid <= 1 || pid > Integer.MAX_VALUE || pid == ProcessHandle.current().pid()) {
      throw new IllegalArgumentException("process " + pid + " is not ours to signal");
    }
    return (int) pid;
  }

  /// This signal in the masks of `/proc/PID/status`.
  long mask() {
    return 1L << (number - 1);
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }

  /// The C function, bound when first needed: binding costs tens of milliseconds.
  // Calling C is what this class is for; the launcher enables native access.
  @SuppressWarnings("restricted")
  private static final class Native {
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle KILL =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));

    /// 0, or the error number.
    static int kill(int pid, int signal) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        int result = (int) KILL.invokeExact(state, pid, signal);
        return result == 0 ? 0 : (int) ERRNO.get(state, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("kill(2) cannot be called", e);
      }
    }
  }
}
