package rowlock.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The beginning of an agent that somebody wants, until it is known what became of it. The first
/// outcome stands; any thread may wait for it.
public final class Birth {
  /// How long a program may take from its start until it answers.
  public static final Duration LONGEST = Duration.ofSeconds(60);

  private final AtomicReference<@Nullable Hired> outcome = new AtomicReference<>();
  private final CountDownLatch known = new CountDownLatch(1);

  Birth() {}

  static Birth refused(Hired.Cause cause, String reason) {
    Birth birth = new Birth();
    birth.settle(new Hired.Refused(cause, reason));
    return birth;
  }

  void settle(Hired result) {
    if (outcome.compareAndSet(null, result)) {
      known.countDown();
    }
  }

  /// Whether it is known what became of it.
  boolean isOver() {
    return known.getCount() == 0;
  }

  /// Waits until it is known what became of it.
  public Hired await() throws InterruptedException {
    known.await();
    return Objects.requireNonNull(outcome.get());
  }

  /// What became of the wish for an agent.
  public sealed interface Hired {
    /// Its program runs and has answered: by a hook, or by what it drew.
    record Ready(Resident who) implements Hired {}

    /// There is no such agent, and nothing is left of the attempt.
    record Refused(Cause cause, String reason) implements Hired {}

    /// Why an agent was refused.
    enum Cause {
      /// There is one of that name.
      TAKEN,
      /// There are as many as there may be.
      LIMIT,
      /// The machine has no room for one more.
      MACHINE,
      /// Its program could not be started, or ended, or did not answer.
      START
    }
  }
}
