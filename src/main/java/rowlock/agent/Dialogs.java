package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.kind.Reading;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedKind;
import rowlock.need.Settlement;
import rowlock.tmux.Key;

/// The dialogs on an agent's screen that none of its hooks told of: a person is asked, and what the
/// person says is pressed. For the one thread of the agent's session.
final class Dialogs {
  /// How long a dialog stands before a person is asked: its hook may be on the way.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Resident who;
  private final Petition petition;
  private final PaneTerminal terminal;
  private Optional<Open> open = Optional.empty();
  private Optional<Instant> since = Optional.empty();

  /// A dialog that a person was asked about.
  ///
  /// @param need the need's name
  /// @param state what kind of dialog it is
  private record Open(String need, Reading.State state) {}

  Dialogs(Resident who, Petition petition, PaneTerminal terminal) {
    this.who = who;
    this.petition = petition;
    this.terminal = terminal;
  }

  /// Compares the screen with what was asked.
  void step(Watch watch, Instant now) {
    Optional<Reading> dialog = watch.reading().filter(reading -> isDialog(reading.state()));
    if (dialog.isEmpty()) {
      since = Optional.empty();
      open.ifPresent(gone -> petition.withdraw(gone.need(), "its dialog is not there any more"));
      open = Optional.empty();
      watch.reading().ifPresent(reading -> withdrawAnswered(reading, now));
      return;
    }
    if (open.isPresent()) {
      answer(open.get());
      return;
    }
    // A dialog whose hook asks stands until it is answered, and a moment longer.
    Instant first = petition.openFor(who.id()).isEmpty() ? since.orElse(now) : now;
    since = Optional.of(first);
    if (!now.isBefore(first.plus(PATIENCE))) {
      // What was seen a while ago may have been answered since.
      terminal
          .look()
          .filter(reading -> isDialog(reading.state()))
          .ifPresentOrElse(this::ask, () -> since = Optional.empty());
    }
  }

  /// When a person is to be asked about a dialog; nothing if there is none to ask about.
  Optional<Instant> due() {
    return open.isPresent() ? Optional.empty() : since.map(first -> first.plus(PATIENCE));
  }

  /// What a hook asked for is decided when the agent goes on: somebody answered in the terminal.
  private void withdrawAnswered(Reading reading, Instant now) {
    boolean goesOn = reading.state() == Reading.State.WORKING || reading.state().takesText();
    if (goesOn) {
      petition.openFor(who.id()).stream()
          .filter(need -> need.kind() == NeedKind.PERMISSION)
          .filter(need -> now.isAfter(need.at().plus(PATIENCE)))
          .forEach(need -> petition.withdraw(need.id(), "it was answered in the terminal"));
    }
  }

  private static boolean isDialog(Reading.State state) {
    return switch (state) {
      case PERMISSION, QUESTION, DIALOG -> true;
      case STARTING, IDLE, WORKING, RETRYING, FAILED, LIMITED, ENDED, UNKNOWN -> false;
    };
  }

  private void ask(Reading reading) {
    NeedKind kind =
        reading.state() == Reading.State.PERMISSION ? NeedKind.PERMISSION : NeedKind.QUESTION;
    petition
        .raise(
            kind,
            who.id(),
            who.id() + " shows a dialog: " + reading.detail(),
            terminal.text(0),
            Optional.of("dialog"))
        .ifPresent(need -> open = Optional.of(new Open(need, reading.state())));
  }

  private void answer(Open asked) {
    Optional<Settlement> settlement =
        petition.desk().board().need(asked.need()).flatMap(Need::settlement);
    if (settlement.isEmpty()) {
      return;
    }
    if (settlement.get() instanceof Settlement.Answered answered) {
      press(answered.choice());
    }
    open = Optional.empty();
    since = Optional.empty();
  }

  /// In all known dialogs the first choice allows and stands under the cursor, and Escape refuses.
  private void press(Choice choice) {
    switch (choice) {
      case Choice.Allow _ -> terminal.press(List.of(Key.ENTER));
      case Choice.Deny _ -> terminal.press(List.of(Key.ESCAPE));
      case Choice.Words words -> {
        if (words.text().matches("[1-9]")) {
          terminal.press(List.of(Key.digit(Integer.parseInt(words.text()))));
        } else if (terminal.type(words.text())) {
          terminal.press(List.of(Key.ENTER));
        }
      }
    }
  }
}
