package rowlock.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// The same work by several threads at once.
final class AtOnce {
  private AtOnce() {}

  /// Lets so many threads do their share, and waits for all.
  ///
  /// @param share what the thread of each number, from 0, is to do
  /// @throws AssertionError with what the first of them failed with
  static <T> List<T> each(int threads, IntFunction<Callable<T>> share) {
    List<Future<T>> asked = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        asked.add(executor.submit(share.apply(i)));
      }
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : asked) {
      try {
        results.add(one.get());
      } catch (ExecutionException failed) {
        throw new AssertionError(String.valueOf(failed.getCause()), failed.getCause());
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return results;
  }
}
