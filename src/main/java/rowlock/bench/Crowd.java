package rowlock.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Workers that all do the same at the same time, on a virtual thread each, and are timed.
final class Crowd {
  /// The most samples of one worker in one window.
  private static final int MAX_SAMPLES = 1_000_000;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  private Crowd() {}

  /// What one worker does over and over.
  interface Worker {
    /// The part that is timed.
    void act();

    /// The part between, that is not timed: it makes room for the next time.
    void clear();
  }

  /// What came out.
  ///
  /// @param millis how long each act took
  /// @param perSecond acts of all workers together, over the whole window
  /// @param cpuMicros processor time of this whole process for each act, with what comes between
  record Times(List<Double> millis, double perSecond, double cpuMicros) {
    Times {
      millis = List.copyOf(millis);
    }

    Spread spread() {
      return Spread.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /// Lets workers work for a while.
  ///
  /// @throws IllegalStateException if one of them failed
  static Times work(List<Worker> workers, Duration window) {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<double[]>> results =
          workers.stream().map(worker -> threads.submit(loop(worker, window, start))).toList();
      long from = System.nanoTime();
      Duration cpu = cpu();
      start.countDown();
      double[] all = new double[0];
      for (Future<double[]> result : results) {
        double[] some = result.get();
        all = Arrays.copyOf(all, all.length + some.length);
        System.arraycopy(some, 0, all, all.length - some.length, some.length);
      }
      double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
      double micros = cpu().minus(cpu).toNanos() / NANOS_PER_MICRO;
      return new Times(
          Arrays.stream(all).boxed().toList(), all.length / seconds, micros / all.length);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a worker failed: " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while workers worked");
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Callable<double[]> loop(Worker worker, Duration window, CountDownLatch start) {
    return () -> {
      double[] millis = new double[1024];
      int count = 0;
      start.await();
      long end = System.nanoTime() + window.toNanos();
      long before = System.nanoTime();
      do {
        worker.act();
        if (count == millis.length) {
          millis = Arrays.copyOf(millis, 2 * millis.length);
        }
        millis[count++] = (System.nanoTime() - before) / NANOS_PER_MILLI;
        worker.clear();
        before = System.nanoTime();
      } while (before < end && count < MAX_SAMPLES);
      return Arrays.copyOf(millis, count);
    };
  }
}
