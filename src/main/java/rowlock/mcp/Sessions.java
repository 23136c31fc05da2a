package rowlock.mcp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions there are. A session is known only to the caller who began it.
final class Sessions {
  /// The most sessions of all callers.
  static final int MOST = 1_000;

  /// The most sessions of one caller; the one that was not used for longest goes first.
  static final int MOST_OF_CALLER = 16;

  /// For how long a session may lie unused. An agent waits for a person through a night.
  static final Duration LONGEST_IDLE = Duration.ofHours(24);

  private static final int ID_BYTES = 32;

  private final ServerCard card;
  private final InstantSource clock;
  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Session> sessions = new HashMap<>();

  Sessions(ServerCard card, InstantSource clock) {
    this.card = card;
    this.clock = clock;
  }

  /// Begins a session; empty if there are too many.
  Optional<Session> begin(Caller caller) {
    List<Session> closing = new ArrayList<>();
    Optional<Session> begun = begin(caller, closing);
    closing.forEach(Session::close);
    return begun;
  }

  private synchronized Optional<Session> begin(Caller caller, List<Session> closing) {
    sessions.values().stream().filter(this::isExpired).forEach(closing::add);
    List<Session> own =
        sessions.values().stream()
            .filter(session -> session.belongsTo(caller) && !isExpired(session))
            .sorted(Comparator.comparing(Session::lastUsed))
            .toList();
    own.stream().limit(Math.max(0, own.size() - MOST_OF_CALLER + 1)).forEach(closing::add);
    closing.forEach(session -> sessions.remove(session.id()));
    if (sessions.size() >= MOST) {
      return Optional.empty();
    }
    byte[] id = new byte[ID_BYTES];
    chance.nextBytes(id);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    Session session = new Session(text, caller.id(), card, clock.instant());
    sessions.put(text, session);
    return Optional.of(session);
  }

  /// The caller's session with this id, which is used now.
  synchronized Optional<Session> find(String id, Caller caller) {
    Optional<Session> found =
        Optional.ofNullable(sessions.get(id))
            .filter(session -> session.belongsTo(caller) && !isExpired(session));
    found.ifPresent(this::use);
    return found;
  }

  /// The session is used now.
  void use(Session session) {
    session.touch(clock.instant());
  }

  void end(Session session) {
    synchronized (this) {
      sessions.remove(session.id());
    }
    session.close();
  }

  void endAll() {
    List<Session> all;
    synchronized (this) {
      all = List.copyOf(sessions.values());
      sessions.clear();
    }
    all.forEach(Session::close);
  }

  synchronized int count() {
    return sessions.size();
  }

  private boolean isExpired(Session session) {
    return session.lastUsed().plus(LONGEST_IDLE).isBefore(clock.instant());
  }
}
