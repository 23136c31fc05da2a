package rowlock.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import rowlock.console.Ages;
import rowlock.console.Columns;
import rowlock.console.Page;
import rowlock.console.Printable;
import rowlock.console.Shade;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.operation.RunListener;
import rowlock.operation.RunOperations;
import rowlock.operation.RunProgress;
import rowlock.operation.RunWatch;
import rowlock.task.TaskStatus;

/// A run as one can watch it: on a terminal a picture that stays up to date below the news, else a
/// line for each thing that matters.
///
/// Owns the thread that draws; the run itself goes on in another one.
final class RunScreen implements RunListener, AutoCloseable {
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);
  private static final int BAR_WIDTH = 30;
  private static final int SEATS_SHOWN = 16;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Terminal terminal;
  private final Page page;
  private final RunOperations runs;
  private final Queue<String> notices = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;
  private volatile @Nullable RuntimeException trouble;
  private @Nullable Thread thread;
  private int drawn;

  /// @param page where it is shown
  RunScreen(Terminal terminal, Page page, RunOperations runs) {
    this.terminal = terminal;
    this.page = page;
    this.runs = runs;
  }

  @Override
  public void opened(String run, String branch) {
    RunWatch watch = runs.watch(run);
    thread = Thread.ofPlatform().name("screen").daemon().start(() -> follow(watch));
  }

  @Override
  public void noticed(String text) {
    notices.add(text);
  }

  @Override
  public boolean isStopWanted() {
    return terminal.interrupts().getAsInt() > 0;
  }

  private void follow(RunWatch watch) {
    try {
      boolean last = false;
      while (!last) {
        last = closing;
        show(watch.look(last ? Duration.ZERO : LONGEST_LOOK));
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      // The run goes on unseen; whoever closes this screen is told.
      trouble = broken;
    }
  }

  private void show(RunWatch.Sight sight) {
    erase();
    for (String text = notices.poll(); text != null; text = notices.poll()) {
      page.say(Shade.WARN, text);
    }
    for (Map<String, Object> news : sight.news()) {
      tell(new View(news));
    }
    if (isLive()) {
      draw(sight.progress());
    }
    page.flush();
  }

  private boolean isLive() {
    return terminal.screen().shown() && page.isAnswers() && !closing;
  }

  private void tell(View news) {
    LocalTime at = Instant.parse(news.text("at")).atZone(ZoneId.systemDefault()).toLocalTime();
    String line = CLOCK.format(at) + "  " + Printable.line(news.text("text"));
    page.say(shade(news.text("event")), Columns.fit(line, Math.min(page.width(), 500)));
  }

  private static Shade shade(String event) {
    return switch (event) {
      case "task_done" -> Shade.GOOD;
      case "attempt_failed", "task_cancelled" -> Shade.BAD;
      case "task_submitted" -> Shade.BUSY;
      default -> Shade.PLAIN;
    };
  }

  private void erase() {
    if (drawn > 0) {
      page.control("\u001B[" + drawn + "F\u001B[J");
      drawn = 0;
    }
  }

  private void draw(RunProgress progress) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(bar(progress));
    lines.add(counts(progress));
    progress.seats().stream()
        .limit(SEATS_SHOWN)
        .forEach(seat ->
            lines.add(
                "  %s  %s  %s  %s"
                    .formatted(
                        Columns.pad(seat.agent(), 12),
                        Columns.pad(seat.task().value(), 12),
                        Columns.padLeft(Ages.length(seat.age()), 7),
                        Printable.line(seat.title()))));
    if (isStopWanted()) {
      lines.add("stopping; Ctrl-C again ends at once, and agents may go on until the next start");
    }
    lines.forEach(line -> page.say(Shade.PLAIN, Columns.fit(line, page.width() - 1)));
    drawn = lines.size();
  }

  private static String bar(RunProgress progress) {
    int total = Math.max(1, progress.total());
    int done = progress.count(TaskStatus.DONE);
    int filled = BAR_WIDTH * done / total;
    String eta =
        progress
            .forecast()
            .map(forecast ->
                "  about %s left (computed from %d finished task%s)"
                    .formatted(
                        Ages.length(forecast.left()),
                        forecast.basis(),
                        forecast.basis() == 1 ? "" : "s"))
            .orElse("");
    return "[%s%s] %d of %d done%s"
        .formatted("#".repeat(filled), "-".repeat(BAR_WIDTH - filled), done, progress.total(), eta);
  }

  private static String counts(RunProgress progress) {
    List<String> parts = new ArrayList<>();
    for (TaskStatus status : TaskStatus.values()) {
      if (progress.count(status) > 0) {
        parts.add(progress.count(status) + " " + status.label());
      }
    }
    return String.join(", ", parts);
  }

  /// Shows what is left to show, and ends the thread.
  @Override
  public void close() {
    closing = true;
    Thread drawing = thread;
    if (drawing != null) {
      try {
        drawing.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    notices.forEach(text -> page.say(Shade.WARN, text));
    RuntimeException broken = trouble;
    if (broken != null) {
      page.say("the progress was not shown to the end: " + broken.getMessage());
    }
  }
}
