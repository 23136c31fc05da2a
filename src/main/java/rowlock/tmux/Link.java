package rowlock.tmux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The connection to the server when one is wanted and there, and a process for each request when
/// not; what was lost is connected anew.
///
/// A request that was sent and not answered when the connection ended is asked again by a process
/// only if it changes nothing.
final class Link implements Way {
  /// How long after an attempt to connect the next is made at the earliest, in nanoseconds.
  private static final long RETRY_NANOS = 1_000_000_000;

  /// How many requests are on their way together.
  private static final int MAX_TOGETHER = 1024;

  private final Client client;
  private final String session;
  private final PaneActivity activity = new PaneActivity();
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile Optional<Open> open = Optional.empty();
  private volatile boolean wanted;
  private long opened;
  private long attemptNanos;

  Link(Client client, String session) {
    this.client = client;
    this.session = session;
  }

  private record Open(Connection connection, long number) {}

  /// Wants a connection from now on.
  ///
  /// @return whether there is one now
  boolean connect() {
    wanted = true;
    connecting.lock();
    try {
      attempt();
    } finally {
      connecting.unlock();
    }
    return isUp();
  }

  /// Wants none from now on.
  void disconnect() {
    wanted = false;
    drop();
  }

  /// Ends the connection; the next is made when it is needed.
  void drop() {
    connecting.lock();
    try {
      open.ifPresent(current -> current.connection().close());
      open = Optional.empty();
    } finally {
      connecting.unlock();
    }
  }

  /// What the panes do.
  PaneActivity activity() {
    return activity;
  }

  boolean isUp() {
    return current().isPresent();
  }

  /// Which connection since the beginning this is, from 1; 0 if there is none.
  long number() {
    return current().map(Open::number).orElse(0L);
  }

  @Override
  public Answer ask(Request request) {
    return askAll(List.of(request)).getFirst();
  }

  @Override
  public List<Answer> askAll(List<Request> requests) {
    List<Answer> answers = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += MAX_TOGETHER) {
      List<Request> some = requests.subList(from, Math.min(from + MAX_TOGETHER, requests.size()));
      Optional<Open> current = connected();
      if (current.isPresent()) {
        List<Optional<Answer>> got = current.get().connection().askAll(some);
        for (int i = 0; i < some.size(); i++) {
          answers.add(settled(some.get(i), got.get(i)));
        }
      } else {
        answers.addAll(client.askAll(some));
      }
    }
    return answers;
  }

  private Answer settled(Request request, Optional<Answer> answer) {
    boolean again =
        answer.isEmpty() || (answer.get() instanceof Answer.Unclear && request.onlyLooks());
    return again ? client.ask(request) : answer.get();
  }

  private Optional<Open> current() {
    return open.filter(current -> current.connection().isUp());
  }

  /// The connection; made anew if it was lost a while ago and nobody else is at it.
  private Optional<Open> connected() {
    if (wanted && !isUp() && connecting.tryLock()) {
      try {
        if (System.nanoTime() - attemptNanos >= RETRY_NANOS) {
          attempt();
        }
      } finally {
        connecting.unlock();
      }
    }
    return current();
  }

  private void attempt() {
    if (wanted && !isUp()) {
      attemptNanos = System.nanoTime();
      open =
          Connection.open(client, session, new Hearing(activity))
              .map(connection -> new Open(connection, ++opened));
    }
  }
}
