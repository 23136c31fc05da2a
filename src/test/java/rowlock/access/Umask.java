package rowlock.access;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The umask of this process.
final class Umask {
  private Umask() {}

  /// Acts under another umask.
  static void with(int mask, Runnable action) {
    int before = set(mask);
    try {
      action.run();
    } finally {
      set(before);
    }
  }

  @SuppressWarnings("restricted") // Java has no umask of its own
  private static int set(int mask) {
    Linker linker = Linker.nativeLinker();
    MethodHandle umask =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("umask"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      return (int) umask.invokeExact(mask);
    } catch (Throwable broken) {
      throw new AssertionError(broken);
    }
  }
}
