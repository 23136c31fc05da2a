package rowlock.kind;

import java.util.Optional;

/// What the lines of one run come to so far. Not safe for threads.
public final class Tally {
  /// The longest words that are kept, in characters.
  static final int LONGEST_WORDS = 100_000;

  private final Channels.OutputForm form;
  private final Expenses expenses = new Expenses();
  private Optional<String> session = Optional.empty();
  private String lastWords = "";
  private Optional<String> limit = Optional.empty();
  private int denials;
  private Optional<End> end = Optional.empty();

  /// How a run ended, as its own lines say.
  public sealed interface End {
    /// Well.
    record Well() implements End {}

    /// Not well.
    ///
    /// @param reason why
    record Badly(String reason) implements End {}
  }

  /// Before the first line.
  public Tally(Channels.OutputForm form) {
    this.form = form;
  }

  /// Takes in one more line, whatever it is.
  public void add(String line) {
    StreamReader.read(form, line).forEach(this::add);
  }

  private void add(StreamEvent event) {
    switch (event) {
      case StreamEvent.Began began -> {
        session = Optional.of(began.session()).filter(id -> !id.isEmpty()).or(() -> session);
        end = Optional.empty();
      }
      case StreamEvent.Said said -> remember(said.text());
      case StreamEvent.UsedTool tool -> end = Optional.empty();
      case StreamEvent.Spent spent -> expenses.add(spent);
      case StreamEvent.Cost cost -> expenses.add(cost);
      case StreamEvent.Limited limited -> limit = Optional.of(limited.words());
      case StreamEvent.Retrying retrying -> {}
      case StreamEvent.Denied denied -> denials++;
      case StreamEvent.Finished finished -> {
        remember(finished.text());
        limit = Optional.empty();
        end = Optional.of(new End.Well());
      }
      case StreamEvent.Failed failed -> end = Optional.of(new End.Badly(failed.reason()));
    }
  }

  private void remember(String words) {
    if (!words.isBlank()) {
      lastWords = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
    }
  }

  /// The id by which it can be resumed.
  public Optional<String> session() {
    return session;
  }

  /// What it said last; empty if nothing.
  public String lastWords() {
    return lastWords;
  }

  /// What it used.
  public Expenses expenses() {
    return expenses;
  }

  /// What it said when its provider refused more work, if that is how it stands; see [ResetTime].
  public Optional<String> limit() {
    return limit;
  }

  /// How often it was not allowed to use a tool.
  public int denials() {
    return denials;
  }

  /// How it ended; absent if it did not say so, then nothing is known to be done.
  public Optional<End> end() {
    return end;
  }
}
