package rowlock.kind;

/// What Claude Code's transcript of a session (`*.jsonl`) tells about tokens. Not safe for threads.
///
/// The format is Claude Code's own affair, so every line that is something else is passed over. A
/// message stands there once for each of its parts; it is counted once.
public final class Transcript {
  private final Expenses expenses = new Expenses();

  /// Takes in one more line, whatever it is.
  public void add(String line) {
    Tree.parse(line)
        .filter(tree -> tree.is("type", "assistant"))
        .flatMap(tree -> ClaudeStream.spent(tree.at("message")))
        .ifPresent(expenses::add);
  }

  /// What the session used so far. Transcripts do not tell what it cost.
  public Expenses expenses() {
    return expenses;
  }
}
