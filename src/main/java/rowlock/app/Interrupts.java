package rowlock.app;

import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Counts how often somebody pressed Ctrl-C. The first time asks politely, the second time ends the
/// process at once: everything that must survive is in the journal. A terminal that is closed asks
/// politely too, however often the system says so.
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
      Object counter = proxy(handler, counting);
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), counter);
      Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
      Object leaving =
          proxy(
              handler,
              (proxy, method, arguments) -> {
                interrupts.count.compareAndSet(0, 1);
                return null;
              });
      Object before = handle.invoke(null, hangUp, leaving);
      Object ignoring = handler.getField("SIG_IGN").get(null);
      if (ignoring.equals(before)) {
        // Started by nohup, to outlive its terminal.
        handle.invoke(null, hangUp, ignoring);
      }
    } catch (ReflectiveOperationException absent) {
      return interrupts;
    }
    return interrupts;
  }

  private static Object proxy(Class<?> handler, InvocationHandler does) {
    return Proxy.newProxyInstance(
        Interrupts.class.getClassLoader(), new Class<?>[] {handler}, does);
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
