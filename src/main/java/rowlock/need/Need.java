package rowlock.need;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// Something that waits, or waited, for a person.
///
/// @param id its name, given by the board: `n` and a number from 1
/// @param ask what is wanted
/// @param at when it was raised first
/// @param settlement how it ended, if it has
public record Need(String id, Ask ask, Instant at, Optional<Settlement> settlement) {
  private static final Pattern ID = Pattern.compile("n[1-9][0-9]{0,14}");

  public Need {
    if (!isId(id)) {
      throw new IllegalArgumentException("need: n and a number, not " + id);
    }
  }

  /// Whether it still waits.
  public boolean isOpen() {
    return settlement.isEmpty();
  }

  /// What a person is wanted for.
  public NeedKind kind() {
    return ask.kind();
  }

  /// The agent that waits, if one does.
  public Optional<AgentId> agent() {
    return ask.agent();
  }

  /// The task that waits, if it is about one.
  public Optional<TaskId> task() {
    return ask.task();
  }

  /// What it is about, on one line.
  public String title() {
    return ask.wording().title();
  }

  /// The answers that can be chosen; empty when any words will do.
  public List<String> choices() {
    return kind() == NeedKind.PERMISSION && ask.wording().choices().isEmpty()
        ? List.of("allow", "deny")
        : ask.wording().choices();
  }

  /// Whether this can be its answer. A permission can always be denied, and otherwise be answered
  /// by one of its choices only.
  public boolean accepts(Choice choice) {
    return kind() != NeedKind.PERMISSION
        || choice instanceof Choice.Deny
        || choices().contains(choice.text());
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  long number() {
    return Long.parseLong(id.substring(1));
  }

  Need settled(Settlement end) {
    return new Need(id, ask, at, Optional.of(end));
  }
}
