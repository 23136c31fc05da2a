package rowlock.agent;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.JobWatch;

/// Lets many threads wait for the ends of their jobs with one watch.
public final class JobEnds implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final JobWatch watch = new JobWatch();
  private final Map<Job, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final Map<Job, Runnable> listeners = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /// Begins to watch.
  public JobEnds() {
    thread = Thread.ofVirtual().name("job ends").start(this::spread);
  }

  /// Waits for the end of a job.
  ///
  /// @return its last state, or empty if the time was over first
  public Optional<JobState> await(Job job, Duration longest) throws InterruptedException {
    CountDownLatch latch = waiting.computeIfAbsent(job, key -> new CountDownLatch(1));
    watch.watch(job);
    boolean ended = latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (!ended) {
      return Optional.empty();
    }
    waiting.remove(job);
    return Optional.of(job.state()).filter(JobState::over);
  }

  /// Tells when a job ends, once; at once if it has ended.
  ///
  /// @param listener takes no time
  public void tell(Job job, Runnable listener) {
    listeners.put(job, listener);
    watch.watch(job);
  }

  private void spread() {
    try {
      while (!closed) {
        watch.await(LOOK).map(JobWatch.Ended::job).ifPresent(this::spread);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void spread(Job ended) {
    Runnable listener = listeners.remove(ended);
    if (listener == null) {
      waiting.computeIfAbsent(ended, key -> new CountDownLatch(1)).countDown();
    } else {
      listener.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    watch.close();
  }
}
