package rowlock.git;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import rowlock.meter.Meter;
import rowlock.meter.Meters;
import rowlock.meter.Work;

/// How many gits of a repository run at the same time; the others wait, the longest waiting first.
///
/// More than the machine has cores only make each other slower. Nobody who is inside waits for
/// somebody outside, so it cannot lock up.
final class Turnstile {
  static final int MAX = 64;
  private static final int FEWEST = 2;
  private static final int MOST = 8;

  /// What git exits with when it dies (`usage.c` of git).
  private static final int FATAL = 128;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Permits permits = new Permits(usual());
  private volatile Optional<Meters> meters = Optional.empty();
  private final AtomicLong passed = new AtomicLong();
  private int limit = usual();

  /// As many as there are cores, 2 to 8.
  private static int usual() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), FEWEST, MOST);
  }

  /// Times all that pass from now on, their waiting included.
  void measure(Meters all) {
    meters = Optional.of(all);
  }

  /// Lets one git pass. One that did not end as it should, or that git itself calls fatal, counts
  /// as failed; exit codes below that are answers, such as "there is none".
  GitOutput pass(Work kind, Supplier<GitOutput> git) {
    long began = System.nanoTime();
    boolean isDone = false;
    try {
      GitOutput output = pass(git);
      isDone = output.exitCode() < FATAL;
      return output;
    } finally {
      Optional<Meter> meter = meters.map(all -> all.of(kind));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (isDone) {
        meter.ifPresent(one -> one.succeeded(took));
      } else {
        meter.ifPresent(one -> one.failed(took));
      }
    }
  }

  <T> T pass(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GitException("no git could be started within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while waiting to run git", e);
    }
    try {
      passed.incrementAndGet();
      return work.get();
    } finally {
      permits.release();
    }
  }

  /// Lets more or fewer in; those inside stay.
  ///
  /// @param next 1 to [#MAX]
  synchronized void widen(int next) {
    if (next < 1 || next > MAX) {
      throw new IllegalArgumentException("1 to " + MAX + " gits can run at once, not " + next);
    }
    if (next > limit) {
      permits.release(next - limit);
    } else {
      permits.reducePermits(limit - next);
    }
    limit = next;
  }

  synchronized int limit() {
    return limit;
  }

  int inside() {
    return Math.max(0, limit() - permits.availablePermits());
  }

  int waiting() {
    return permits.getQueueLength();
  }

  long passed() {
    return passed.get();
  }

  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits(int count) {
      super(count, true);
    }

    @Override
    protected void reducePermits(int reduction) {
      super.reducePermits(reduction);
    }
  }

  /// Does the same work for many things at the same time; how many gits run for it is up to the
  /// turnstile they pass.
  ///
  /// @return the results in the order of the things; the first failure is thrown when all are done
  static <A, B> List<B> together(List<A> things, Function<A, B> work) {
    if (things.size() < 2) {
      return things.stream().map(work).toList();
    }
    List<Future<B>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      things.forEach(thing -> running.add(threads.submit(() -> work.apply(thing))));
    }
    return running.stream().map(Turnstile::result).toList();
  }

  private static <B> B result(Future<B> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while several gits ran", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException broken -> throw broken;
        case Error wrong -> throw wrong;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
