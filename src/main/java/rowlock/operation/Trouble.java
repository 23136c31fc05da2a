package rowlock.operation;

import java.util.Map;
import java.util.Optional;
import rowlock.journal.JournalException;

/// The world's troubles as outcomes, the same in every interface.
public final class Trouble {
  private Trouble() {}

  /// The outcome of an operation that ended with this exception; empty if it is none of the world's
  /// troubles but a fault of the program.
  public static Optional<Outcome.NotDone> of(RuntimeException exception) {
    for (Throwable at = exception; at != null; at = at.getCause()) {
      if (at instanceof JournalException journal) {
        return Optional.of(ofJournal(journal));
      }
    }
    return Optional.empty();
  }

  private static Outcome.NotDone ofJournal(JournalException trouble) {
    return switch (trouble) {
      case JournalException.Full full ->
          environment("disk_full", full, "make room on the disk; nothing was changed");
      case JournalException.Busy busy ->
          environment("journal_busy", busy, "try again; another process holds the journal");
      case JournalException.Broken broken ->
          environment(
              "journal_broken",
              broken,
              "nothing was changed; `rowlock journal verify` names the place, and `rowlock journal"
                  + " restore` brings back a backup");
      case JournalException.Unusable unusable ->
          environment("journal_unusable", unusable, "check the folder .rowlock of the project");
      case JournalException.Stopped stopped ->
          environment(
              "journal_stopped", stopped, "repeat the command; `rowlock doctor` looks closer");
    };
  }

  private static Outcome.NotDone environment(String code, JournalException trouble, String hint) {
    return new Outcome.NotDone(
        Outcome.Reason.ENVIRONMENT, code, String.valueOf(trouble.getMessage()), hint, Map.of());
  }
}
