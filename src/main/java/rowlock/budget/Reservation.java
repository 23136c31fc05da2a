package rowlock.budget;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A part of an allowance that is kept for one attempt.
///
/// @param id its name, given by the board: `s` and a number from 1
/// @param purpose what it is for
/// @param estimate what the attempt may cost
/// @param at when it was made
/// @param closing how it ended, if it has
public record Reservation(
    String id, Purpose purpose, Amount estimate, Instant at, Optional<Closing> closing) {
  private static final Pattern ID = Pattern.compile("s[1-9][0-9]{0,14}");

  public Reservation {
    if (!isId(id)) {
      throw new IllegalArgumentException("reservation: s and a number, not " + id);
    }
  }

  /// Whether it still counts against the allowance.
  public boolean isOpen() {
    return closing.isEmpty();
  }

  /// What it cost, once that was said.
  public Optional<Amount> actual() {
    return closing
        .filter(Closing.Committed.class::isInstance)
        .map(end -> ((Closing.Committed) end).actual());
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  long number() {
    return Long.parseLong(id.substring(1));
  }

  Reservation closed(Closing end) {
    return new Reservation(id, purpose, estimate, at, Optional.of(end));
  }
}
