package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request that is being worked on by one thread.
final class Exchange implements Call {
  private final Toolbox toolbox;
  private final Outbox out;
  private final Params meta;
  private final Optional<Object> progressToken;
  private volatile Optional<Level> leastLevel = Optional.empty();
  private double furthest = Double.NEGATIVE_INFINITY;

  private Optional<Thread> worker = Optional.empty();
  private boolean cancelled;
  private boolean stopped;
  private boolean endless;

  Exchange(Toolbox toolbox, Outbox out, Message.Request request) {
    this.toolbox = toolbox;
    this.out = out;
    this.meta = meta(request.params());
    this.progressToken =
        Optional.ofNullable(meta.values().get("progressToken"))
            .filter(token -> token instanceof String || token instanceof Long);
  }

  /// A `_meta` that is no object is refused where the request is answered.
  private static Params meta(Params params) {
    return params.values().get("_meta") instanceof Map<?, ?> meta ? Params.of(meta) : Params.NONE;
  }

  Toolbox toolbox() {
    return toolbox;
  }

  Outbox out() {
    return out;
  }

  /// From which level on the client wants to be told.
  void logFrom(Level level) {
    leastLevel = Optional.of(level);
  }

  @Override
  public synchronized void progress(double done, double total, String message) {
    if (progressToken.isEmpty() || done <= furthest) {
      return;
    }
    furthest = done;
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("progressToken", progressToken.get());
    params.put("progress", done);
    if (total > 0) {
      params.put("total", total);
    }
    if (!message.isEmpty()) {
      params.put("message", message);
    }
    out.tell(Message.notification("notifications/progress", params));
  }

  @Override
  public void log(Level level, String text) {
    if (leastLevel.filter(least -> least.compareTo(level) <= 0).isPresent()) {
      Map<String, Object> params = new LinkedHashMap<>();
      params.put("level", level.text());
      params.put("data", text);
      out.tell(Message.notification("notifications/message", params));
    }
  }

  @Override
  public Optional<String> remark(String name) {
    return meta.optionalText(name);
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /// The thread of the caller works on it from now on.
  ///
  /// @return whether an answer is still wanted
  synchronized boolean begin() {
    worker = Optional.of(Thread.currentThread());
    if (stopped) {
      Thread.currentThread().interrupt();
    }
    return !cancelled;
  }

  /// The work is over, and cancelling it comes too late from now on.
  ///
  /// @return whether an answer is still wanted
  synchronized boolean finish() {
    worker = Optional.empty();
    // An interrupt that came too late must not hit what the thread does next.
    Thread.interrupted();
    return !cancelled;
  }

  /// The client does not want the answer any more.
  synchronized void cancel() {
    cancelled = true;
    worker.ifPresent(Thread::interrupt);
  }

  /// The server ends. The client shall still be answered.
  synchronized void stop() {
    stopped = true;
    worker.ifPresent(Thread::interrupt);
  }

  /// It goes on until somebody ends it, so nobody needs to wait for it.
  synchronized void markEndless() {
    endless = true;
  }

  synchronized void stopIfEndless() {
    if (endless) {
      stop();
    }
  }
}
