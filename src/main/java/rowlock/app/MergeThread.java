package rowlock.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.merge.MergeQueue;

/// The thread that gives verdicts while a run lasts.
final class MergeThread {
  private final Optional<MergeQueue> queue;
  private @Nullable Thread thread;
  private volatile @Nullable Throwable trouble;

  /// @param queue nothing when the run has no repository
  MergeThread(Optional<MergeQueue> queue) {
    this.queue = queue;
  }

  void start() {
    thread = queue.map(at -> Thread.ofVirtual().name("merge").start(() -> run(at))).orElse(null);
  }

  private void run(MergeQueue at) {
    try {
      at.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      trouble = unexpected;
    }
  }

  /// What broke it, if something did; then the run cannot go on.
  Optional<Throwable> trouble() {
    return Optional.ofNullable(trouble);
  }

  /// Ends it: a check that runs is given up, a merge is finished.
  void stop() throws InterruptedException {
    queue.ifPresent(MergeQueue::stop);
    if (thread != null) {
      thread.join();
    }
  }
}
