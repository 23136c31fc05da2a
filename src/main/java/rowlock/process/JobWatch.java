package rowlock.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The watch over running jobs: tells the end of each, once.
///
/// The kernel tells when a folder changes (inotify), which covers every recorded end at once; that
/// a job was killed nothing tells, so all are looked at every [#INTERVAL], and less often the more
/// there are: [#EACH] for each of them.
///
/// One thread, started by the constructor, owns the looking; [#watch] and [#await] may be called by
/// any.
public final class JobWatch implements AutoCloseable {
  /// How often all jobs are looked at.
  static final Duration INTERVAL = Duration.ofMillis(250);

  /// How much longer it takes until all are looked at again for each that is watched.
  static final Duration EACH = Duration.ofMillis(10);

  /// How many jobs can be watched at a time.
  public static final int MAX_WATCHED = 4096;

  private final Map<Job, WatchKey> watched = new ConcurrentHashMap<>();
  private final Map<Job, ProcessIdentity> processes = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final WatchService folders;
  private final Thread thread;

  /// The end of a job.
  ///
  /// @param job which
  /// @param state how it ended; always one that is [JobState#over]
  public record Ended(Job job, JobState state) {}

  /// Begins to watch, at first over nothing.
  ///
  /// @throws UncheckedIOException if the system gives no means to watch folders
  public JobWatch() {
    try {
      folders = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException("folders cannot be watched", e);
    }
    thread = Thread.ofVirtual().name("job watch").start(this::run);
  }

  /// Watches a job too, until it is over; nothing changes if it is watched already.
  public void watch(Job job) {
    if (watched.size() >= MAX_WATCHED) {
      throw new IllegalArgumentException("more than " + MAX_WATCHED + " jobs cannot be watched");
    }
    try {
      WatchKey key = job.directory().register(folders, StandardWatchEventKinds.ENTRY_CREATE);
      watched.putIfAbsent(job, key);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of " + job + " cannot be watched", e);
    }
    // It may have ended before its folder was watched.
    look(job);
  }

  /// Waits for the next end.
  ///
  /// @return empty if none came in time
  /// @throws InterruptedException if this thread is interrupted
  public Optional<Ended> await(Duration limit) throws InterruptedException {
    return Optional.ofNullable(ended.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void run() {
    long lookedNanos = System.nanoTime();
    try {
      while (true) {
        long intervalNanos = intervalNanos();
        WatchKey key = folders.poll(intervalNanos, TimeUnit.NANOSECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
          jobsOf(key).forEach(this::look);
        }
        if (System.nanoTime() - lookedNanos >= intervalNanos) {
          List.copyOf(watched.keySet()).forEach(this::lookWhetherKilled);
          lookedNanos = System.nanoTime();
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException _) {
      // Closed: that ends the watch.
    }
  }

  private long intervalNanos() {
    return Math.max(INTERVAL.toNanos(), EACH.toNanos() * watched.size());
  }

  /// While its process is there, nothing else need be read.
  private void lookWhetherKilled(Job job) {
    ProcessIdentity known = processes.get(job);
    if (known == null || known.liveness() != Liveness.ALIVE) {
      look(job);
    }
  }

  private List<Job> jobsOf(WatchKey key) {
    return watched.entrySet().stream()
        .filter(entry -> entry.getValue().equals(key))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void look(Job job) {
    JobState state = job.state();
    if (state instanceof JobState.Running(ProcessIdentity process)) {
      processes.put(job, process);
    }
    if (state.over()) {
      processes.remove(job);
      WatchKey key = watched.remove(job);
      if (key != null) {
        key.cancel();
        ended.add(new Ended(job, state));
      }
    }
  }

  /// Stops watching; the jobs go on.
  @Override
  public void close() {
    try {
      folders.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the watch over folders cannot be closed", e);
    }
    thread.interrupt();
  }
}
