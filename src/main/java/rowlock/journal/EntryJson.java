package rowlock.journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.function.Supplier;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.json.Json;
import rowlock.json.JsonLimits;
import rowlock.json.JsonWriter;
import rowlock.json.MalformedJson;
import rowlock.task.Task;

/// Entries as the bytes that are stored and hashed: a JSON object with `at`, `by`, `type` and the
/// members of that type of event.
final class EntryJson {
  // A batch of tasks or a message to everybody is the largest thing there is; a body of text holds
  // at most 100,000 characters, a list at most 1,000 entries.
  private static final Json JSON = new Json(new JsonLimits(32, 1_000_000, 40, 256L << 20));

  private EntryJson() {}

  static byte[] encode(Batch.Pending pending) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(300);
    try (JsonWriter writer = Json.writer(bytes)) {
      writer.beginObject();
      Form out = new Form(writer).time("at", pending.at()).text("by", pending.by());
      switch (pending.event()) {
        case Event.OfTask event -> TaskEvents.write(event, out);
        case Event.OfTeam event -> TeamEvents.write(event, out);
        case Event.OfMail event -> MailEvents.write(event, out);
        case Event.OfNeed about -> NeedEvents.write(about.event(), out);
        case Event.OfBudget about -> BudgetEvents.write(about.event(), out);
        case Event.OfBoard event -> BoardEvents.write(event, out);
      }
      writer.endObject();
    }
    return bytes.toByteArray();
  }

  /// @throws JournalException.Broken if it is not an entry
  /// @throws JournalException.Unusable if a newer rowlock wrote it
  static Entry decode(long position, byte[] body) {
    return readable(
        position,
        "entry " + position,
        () -> {
          Fields in = new Fields(JSON.parseObject(body));
          Instant at = in.time("at");
          return new Entry(position, at, in.text("by"), event(in.text("type"), in));
        });
  }

  static byte[] encode(Task task) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(600);
    try (JsonWriter writer = Json.writer(bytes)) {
      writer.beginObject();
      TaskJson.write(task, new Form(writer));
      writer.endObject();
    }
    return bytes.toByteArray();
  }

  /// @param position where the task was archived
  static Task decodeTask(long position, byte[] record) {
    return readable(
        position,
        "a task archived at " + position,
        () -> TaskJson.read(new Fields(JSON.parseObject(record))));
  }

  private static Event event(String type, Fields in) {
    return TaskEvents.read(type, in)
        .or(() -> TeamEvents.read(type, in))
        .or(() -> MailEvents.read(type, in))
        .or(() -> BoardEvents.read(type, in))
        .or(() -> NeedEvents.read(type, in).map(Event.OfNeed::new))
        .or(() -> BudgetEvents.read(type, in).map(Event.OfBudget::new))
        .orElseThrow(() -> new UnknownWord("event", type));
  }

  private static <T> T readable(long position, String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (UnknownWord unknown) {
      throw new JournalException.Unusable(
          what + " was written by a newer rowlock: " + unknown.getMessage(), unknown);
    } catch (MalformedJson | IllegalArgumentException | ArithmeticException malformed) {
      throw new JournalException.Broken(
          position, what + " is damaged: " + malformed.getMessage(), malformed);
    }
  }
}
