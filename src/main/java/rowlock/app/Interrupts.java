package rowlock.app;

import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Counts how often somebody pressed Ctrl-C. The first time asks politely, the second time ends the
/// process at once: everything that must survive is in the journal.
final class Interrupts implements IntSupplier {
  private static final int INTERRUPTED = 130;

  private final AtomicInteger count = new AtomicInteger();
  private final PrintStream err;

  private Interrupts(PrintStream err) {
    this.err = err;
  }

  /// Counts from now on, instead of letting the JVM end the process the first time. On a JVM
  /// without the means to, nothing is ever counted, and the first time ends it.
  ///
  /// A shutdown hook would not do: the JVM tells nobody about a second signal. `sun.misc.Signal` is
  /// part of the supported module jdk.unsupported, but javac warns about it in a way that nothing
  /// silences; so it is looked up by name.
  static Interrupts listen(PrintStream err) {
    Interrupts interrupts = new Interrupts(err);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      Class<?> signal = lookup.findClass("sun.misc.Signal");
      Class<?> handler = lookup.findClass("sun.misc.SignalHandler");
      InvocationHandler counting =
          (proxy, method, arguments) -> {
            interrupts.happened();
            return null;
          };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              Proxy.newProxyInstance(
                  Interrupts.class.getClassLoader(), new Class<?>[] {handler}, counting));
    } catch (ReflectiveOperationException absent) {
      return interrupts;
    }
    return interrupts;
  }

  private void happened() {
    int now = count.incrementAndGet();
    if (now > 1) {
      err.println();
      err.flush();
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }

  @Override
  public int getAsInt() {
    return count.get();
  }
}
