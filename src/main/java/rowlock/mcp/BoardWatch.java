package rowlock.mcp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import rowlock.registry.Gateway;

/// Looks again at what somebody wants to hear of whenever the board has moved on, at most once a
/// second, and tells of what reads differently.
final class BoardWatch implements Toolbox.Watching {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /// Who is told.
  ///
  /// @param addresses what they want to hear of, at any moment
  record Audience(Supplier<Set<String>> addresses, Consumer<Change> listener) {}

  private final Gateway gateway;
  private final Audience audience;
  private final Function<String, Optional<String>> text;
  private final Map<String, Integer> known = new HashMap<>();
  private final Thread thread;

  private BoardWatch(Gateway gateway, Audience audience, Function<String, Optional<String>> text) {
    this.gateway = gateway;
    this.audience = audience;
    this.text = text;
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  static BoardWatch start(
      Gateway gateway, Audience audience, Function<String, Optional<String>> text) {
    BoardWatch watch = new BoardWatch(gateway, audience, text);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    long position = 0;
    try {
      while (true) {
        Set<String> addresses = audience.addresses.get();
        known.keySet().retainAll(addresses);
        if (!addresses.isEmpty()) {
          position = look(addresses, position);
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closed) {
      // Nobody listens any more, and the thread ends.
    }
  }

  private long look(Set<String> addresses, long position) throws InterruptedException {
    try {
      boolean isNew = !known.keySet().containsAll(addresses);
      long now = gateway.awaitBeyond(position, isNew ? Duration.ZERO : LONGEST_WAIT);
      if (isNew || now > position) {
        addresses.forEach(this::compare);
      }
      return now;
    } catch (RuntimeException unavailable) {
      // The hub may be restarting, or there is no project yet; the next look will tell.
      return position;
    }
  }

  /// An address that is looked at for the first time may have changed since the client read it.
  private void compare(String address) {
    int hash = text.apply(address).map(String::hashCode).orElse(0);
    Integer before = known.put(address, hash);
    if (before == null || before != hash) {
      audience.listener.accept(new Change.Updated(address));
    }
  }
}
