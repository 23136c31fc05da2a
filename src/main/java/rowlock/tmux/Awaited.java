package rowlock.tmux;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A request on its way through the connection, until its answer is there.
///
/// Any thread may wait for it; the first outcome stands.
final class Awaited {
  private final Request request;
  private final String mark;
  private final String lines;
  private final AtomicReference<@Nullable Optional<Answer>> outcome = new AtomicReference<>();
  private final CountDownLatch settled = new CountDownLatch(1);

  /// @param mark what is printed after the request, so that its end is known however many commands
  ///   of it were done
  /// @throws IllegalArgumentException if a word of the request cannot be said to tmux
  Awaited(Request request, String mark) {
    this.request = request;
    this.mark = mark;
    this.lines = lines(request, mark);
  }

  /// The lines that are sent.
  String lines() {
    return lines;
  }

  private static String lines(Request request, String mark) {
    StringBuilder result = new StringBuilder();
    request
        .load()
        .ifPresent(load ->
            result
                .append("set-buffer -b ")
                .append(load.buffer())
                .append(" -- ")
                .append(Quoted.word(load.text())));
    for (List<String> command : request.commands()) {
      result.append(result.isEmpty() ? "" : " ; ").append(Quoted.command(command));
    }
    return result.append("\ndisplay-message -p ").append(mark).append('\n').toString();
  }

  /// Whether this is what is printed after the request.
  boolean isMark(String text) {
    return text.equals(mark);
  }

  /// How many lines of a screen the next block of the answer holds; zero if it holds none.
  ///
  /// @param blocks how many blocks the answer has so far
  /// @param last what stood in the last of them
  int screenLines(int blocks, String last) {
    int screenBlock = (request.load().isPresent() ? 1 : 0) + request.commands().size() - 1;
    return blocks == screenBlock ? request.screen().map(it -> it.lines(last)).orElse(0) : 0;
  }

  /// Takes the outcome; empty if the request was never sent.
  void settle(Optional<Answer> answer) {
    if (outcome.compareAndSet(null, answer)) {
      settled.countDown();
    }
  }

  /// Waits for the outcome.
  ///
  /// @return whether it came in time
  boolean await(Duration limit) throws InterruptedException {
    return settled.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The outcome, which is there: the answer, or nothing if the request was never sent.
  Optional<Answer> outcome() {
    return Objects.requireNonNull(outcome.get());
  }
}
