package rowlock.tmux;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the panes do, as the connection is told: nobody needs to look again at a pane in which
/// nothing happened.
///
/// A pane that prints more than [#LOUD_BYTES] a second is told of once a second only, and tmux
/// sends nothing of it in between. That a program ended is told within about a second, that a
/// window was closed at once. While there is no connection nothing is told, and when one begins or
/// ends every pane counts as changed.
public final class PaneActivity {
  /// What a pane may print in a second before it counts as loud.
  public static final int LOUD_BYTES = 32 << 10;

  /// The most panes that are watched; of others nothing is told.
  static final int MAX_PANES = 4096;

  private final Map<PaneId, Pulse> pulses = new ConcurrentHashMap<>();
  private final AtomicLong marks = new AtomicLong();

  PaneActivity() {}

  /// What was told of a pane.
  ///
  /// @param mark another one whenever something happened; 0 if nothing ever did
  /// @param outputBytes how much it printed since it is watched, as far as it was told: of a loud
  ///   pane that is the least it may have been, and a control character counts as four
  /// @param quiet how long ago something was told last
  public record Told(long mark, long outputBytes, Optional<Duration> quiet) {}

  /// What was told of a pane so far.
  public Told of(PaneId pane) {
    Pulse pulse = pulses.get(pane);
    return pulse == null ? new Told(0, 0, Optional.empty()) : pulse.told();
  }

  /// Waits until something happens in a pane: it prints, its program ends, it is closed.
  ///
  /// @param since the mark of what is known already
  /// @param limit how long to wait at most; without a connection it is waited so long, unless one
  ///   begins in that time
  /// @return whether something did
  /// @throws CancellationException if this thread is interrupted; it still is then
  public boolean awaitChange(PaneId pane, long since, Duration limit) {
    try {
      return pulse(pane).orElseGet(Pulse::new).awaitOther(since, limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a pane");
    }
  }

  private Optional<Pulse> pulse(PaneId pane) {
    return pulses.size() < MAX_PANES
        ? Optional.of(pulses.computeIfAbsent(pane, _ -> new Pulse()))
        : Optional.ofNullable(pulses.get(pane));
  }

  /// A pane printed something.
  ///
  /// @return whether it is to be hushed, as it is loud; only once until it is resumed
  boolean printed(PaneId pane, long bytes) {
    return pulse(pane).map(pulse -> pulse.beat(marks.incrementAndGet(), bytes)).orElse(false);
  }

  /// A loud pane is told of again.
  void resumed(PaneId pane) {
    pulse(pane).ifPresent(pulse -> pulse.resume(marks.incrementAndGet()));
  }

  /// Something happened to a pane.
  void changed(PaneId pane) {
    printed(pane, 0);
  }

  /// A pane is no more.
  void closed(PaneId pane) {
    Pulse pulse = pulses.remove(pane);
    if (pulse != null) {
      pulse.beat(marks.incrementAndGet(), 0);
    }
  }

  /// Something may have happened to any pane.
  void everythingChanged() {
    pulses.values().forEach(pulse -> pulse.beat(marks.incrementAndGet(), 0));
  }
}
