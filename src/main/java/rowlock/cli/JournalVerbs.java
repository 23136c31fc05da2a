package rowlock.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.View;
import rowlock.operation.Fields;
import rowlock.operation.JournalOperations;
import rowlock.operation.Outcome;
import rowlock.task.Durations;
import rowlock.task.TaskId;

/// Commands about what happened and where it is written down.
final class JournalVerbs {
  private static final int DEFAULT_LIMIT = 50;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  private JournalVerbs() {}

  static List<Verb> all() {
    return List.of(log(), verify(), export(), backup(), restore(), CompletionVerb.completion());
  }

  private static Verb log() {
    return Verb.named("log", "Shows what happened, or how things stood at a moment.")
        .option("--task", "TASK", "only what is about this task")
        .option("--limit", "N", "how many entries at most; " + DEFAULT_LIMIT + " unless given")
        .option("--after", "POSITION", "only entries beyond this one, oldest first")
        .option("--at", "TIME", "the state as it was then: 2026-11-21T10:00, or 10m for 10m ago")
        .flag("--follow", "go on with what happens, until Ctrl-C")
        .example("rowlock log --task t3")
        .example("rowlock log --at 2h")
        .does(JournalVerbs::doLog)
        .shows(JournalVerbs::showLog);
  }

  private static Outcome doLog(Call call) {
    JournalOperations journal = new JournalOperations(call.desk());
    Optional<TaskId> task = call.optional("--task").map(TaskId::new);
    int limit = call.integer("--limit").orElse(DEFAULT_LIMIT);
    Optional<String> at = call.optional("--at");
    if (at.isPresent()) {
      return journal.at(moment(at.get(), call.desk().now()), task, limit);
    }
    Optional<Long> after =
        call.has("--after") ? Optional.of(call.number("--after")) : Optional.empty();
    JournalOperations.LogQuery query = new JournalOperations.LogQuery(task, after, limit);
    if (!call.has("--follow")) {
      return journal.log(query);
    }
    if (call.has(Options.JSON)) {
      throw new IllegalArgumentException(
          "follow: does not go with --json, which prints one answer; use --after in a loop");
    }
    return follow(call, journal, query);
  }

  private static Outcome follow(
      Call call, JournalOperations journal, JournalOperations.LogQuery first) {
    Page page = Page.answers(call.terminal());
    JournalOperations.LogQuery query = first;
    while (call.terminal().interrupts().getAsInt() == 0) {
      if (journal.log(query) instanceof Outcome.Done(Map<String, Object> data)) {
        View view = new View(data);
        showLog(view, page);
        call.terminal().out().flush();
        long last = Math.max(view.number("last_position"), query.after().orElse(0L));
        query = new JournalOperations.LogQuery(query.task(), Optional.of(last), query.limit());
      }
      Pauses.rest(BETWEEN_LOOKS);
    }
    return Pauses.interrupted("stopped following");
  }

  /// A moment as people give it: in full, by the local clock, or how long ago.
  static Instant moment(String text, Instant now) {
    try {
      return text.contains("T") || text.contains("-")
          ? absolute(text)
          : now.minus(Durations.parse("at", text));
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(
          "at: write 2026-11-21T10:00:00Z, 2026-11-21T10:00 (local time), or 10m for 10m ago");
    }
  }

  private static Instant absolute(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static void showLog(View view, Page page) {
    if (view.has("as_of")) {
      showThen(view, page);
      return;
    }
    for (View entry : view.objects("entries")) {
      page.say(
          Shade.PLAIN,
          "%6d  %s  %-10s  %s"
              .formatted(
                  entry.number("position"),
                  clock(entry.text("at")),
                  entry.text("by"),
                  entry.text("text")));
    }
  }

  private static void showThen(View view, Page page) {
    page.say(Shade.DIM, "as of " + view.text("as_of"));
    if (view.has("task")) {
      TaskText.whole(view, page);
      return;
    }
    StatusText.show(view, page);
    Table table = new Table("TASK", "STATUS", "AGENT", "TITLE");
    for (View task : view.objects("task_list")) {
      table.row(
          Table.Cell.text(task.text("task")),
          Table.Cell.status(task.text("status")),
          Table.Cell.text(task.text("agent")),
          Table.Cell.text(task.text("title")));
    }
    if (!table.isEmpty()) {
      page.gap();
      page.table(table);
    }
  }

  /// A moment by the local clock.
  static String clock(String instant) {
    return CLOCK.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
  }

  private static Verb verify() {
    return Verb.named("journal verify", "Walks over the whole journal and checks its chain.")
        .example("rowlock journal verify")
        .does(call -> new JournalOperations(call.desk()).verify())
        .shows((view, page) -> {
          page.say(Shade.GOOD, "all " + view.text("entries") + " entries are as they were written");
          page.field("head_hash", view.text("head_hash"));
        });
  }

  private static Verb export() {
    return Verb.named("journal export", "Writes all entries to a file, as JSON lines.")
        .takes("FILE", "where to; it must not be there yet")
        .example("rowlock journal export journal.jsonl")
        .does(JournalVerbs::doExport)
        .shows((view, page) ->
            page.say("wrote " + view.text("entries") + " entries to " + view.text("file")));
  }

  private static Verb backup() {
    return Verb.named("journal backup", "Copies the journal while it goes on, and checks the copy.")
        .takes("FILE", "where to; it must not be there yet")
        .example("rowlock journal backup monday.db")
        .does(call -> {
          Path file = call.terminal().resolve(call.text("FILE"));
          return Files.exists(file)
              ? Complaint.input("file: " + file + " is there already", "choose another name")
              : new JournalOperations(call.desk()).backUp(file);
        })
        .shows((view, page) -> {
          page.say("copied " + view.text("entries") + " entries to " + view.text("file"));
          page.field("head_hash", view.text("head_hash"));
        });
  }

  private static Verb restore() {
    return Verb.named("journal restore", "Puts a backup in the journal's place.")
        .says("The present journal is moved aside, never deleted. Claims of the past are over.")
        .takes("FILE", "a file that `rowlock journal backup` wrote")
        .changes()
        .example("rowlock journal restore monday.db")
        .does(call -> {
          Path file = call.terminal().resolve(call.text("FILE"));
          return Files.isRegularFile(file)
              ? JournalOperations.restore(file, call.folder(), call.operator())
              : Complaint.input("file: there is no " + file, "name a backup");
        })
        .shows((view, page) ->
            page.say("restored; the journal of " + view.text("project") + " goes on"));
  }

  private static Outcome doExport(Call call) {
    Path file = call.terminal().resolve(call.text("FILE"));
    if (Files.exists(file)) {
      return Complaint.input("file: " + file + " is there already", "choose another name");
    }
    JournalOperations journal = new JournalOperations(call.desk());
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      return Outcome.done(Fields.of("file", file).with("entries", journal.export(out)));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
