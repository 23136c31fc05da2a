package rowlock.tmux;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Requests on their way through the connection together, until their answers are there.
///
/// Any thread may wait for them; the first outcome stands.
final class Awaited {
  private final List<Request> requests;
  private final String mark;
  private final String lines;
  private final AtomicReference<@Nullable Optional<List<Answer>>> outcome = new AtomicReference<>();
  private final CountDownLatch settled = new CountDownLatch(1);

  /// Requests that are to be sent.
  ///
  /// @param mark what is printed after them: only where it is expected to come the answers before
  ///   it are believed
  /// @throws IllegalArgumentException if a word of a request cannot be said to tmux
  Awaited(List<Request> requests, String mark) {
    this.requests = List.copyOf(requests);
    this.mark = mark;
    StringBuilder text = new StringBuilder();
    requests.forEach(request -> append(text, request));
    this.lines = text.append("display-message -p ").append(mark).append('\n').toString();
  }

  private static void append(StringBuilder text, Request request) {
    String separator = "";
    if (request.load().isPresent()) {
      Request.Load load = request.load().get();
      text.append("set-buffer -b ").append(load.buffer());
      text.append(" -- ").append(Quoted.word(load.text()));
      separator = " ; ";
    }
    for (List<String> command : request.commands()) {
      text.append(separator).append(Quoted.command(command));
      separator = " ; ";
    }
    text.append('\n');
  }

  List<Request> requests() {
    return requests;
  }

  /// The lines that are sent, in ASCII.
  String lines() {
    return lines;
  }

  /// Whether this is what is printed after the requests.
  boolean isMark(String text) {
    return text.equals(mark);
  }

  /// Takes the answers; none if the requests were never sent.
  void settle(Optional<List<Answer>> answers) {
    if (outcome.compareAndSet(null, answers)) {
      settled.countDown();
    }
  }

  /// Takes the same answer for each.
  void settleAll(Answer answer) {
    settle(Optional.of(requests.stream().map(_ -> answer).toList()));
  }

  /// Waits for the outcome.
  ///
  /// @return whether it came in time
  boolean await(Duration limit) throws InterruptedException {
    return settled.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The outcome, which is there: the answers, or nothing if the requests were never sent.
  Optional<List<Answer>> outcome() {
    return Objects.requireNonNull(outcome.get());
  }
}
