package rowlock.kind;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// What Claude Code's transcript of a session (`*.jsonl`) tells about tokens. Not safe for threads.
///
/// The format is Claude Code's own affair, so every line that is something else is passed over. A
/// message stands there once for each of its parts; it is counted once.
public final class Transcript {
  private final Instant from;
  private final Instant until;
  private final Expenses expenses = new Expenses();

  /// All of it.
  public Transcript() {
    this(Instant.MIN, Instant.MAX);
  }

  /// What was written from one moment until before another; a line without a time belongs to any.
  public Transcript(Instant from, Instant until) {
    this.from = from;
    this.until = until;
  }

  /// Takes in one more line, whatever it is.
  public void add(String line) {
    Tree.parse(line)
        .filter(tree -> tree.is("type", "assistant"))
        .filter(tree -> isWithin(tree.text("timestamp")))
        .flatMap(tree -> ClaudeStream.spent(tree.at("message")))
        .ifPresent(expenses::add);
  }

  private boolean isWithin(String timestamp) {
    try {
      Instant at = Instant.parse(timestamp);
      return !at.isBefore(from) && at.isBefore(until);
    } catch (DateTimeParseException untimed) {
      return true;
    }
  }

  /// What the session used so far. Transcripts do not tell what it cost.
  public Expenses expenses() {
    return expenses;
  }
}
