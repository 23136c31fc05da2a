package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;

/// How a reconciler talks to the coordinator: what it reports may be refused, because meanwhile the
/// board knows better, and then the reconciler just looks again.
public final class Desk {
  private final Coordinator coordinator;
  private final Consumer<String> notices;

  /// @param notices where things go that no event tells
  public Desk(Coordinator coordinator, Consumer<String> notices) {
    this.coordinator = coordinator;
    this.notices = notices;
  }

  /// The newest board.
  public Board board() {
    return coordinator.board();
  }

  /// The journal's time.
  public Instant now() {
    return coordinator.now();
  }

  /// Waits for a board beyond a position, at most so long.
  public Board awaitBeyond(long position, Duration longest) throws InterruptedException {
    return coordinator.awaitBeyond(position, longest);
  }

  /// Gives a command.
  ///
  /// @return whether it was accepted
  /// @throws rowlock.journal.JournalException if the journal could not take it
  public boolean give(Command command) {
    return ask(command).isPresent();
  }

  /// Gives a command.
  ///
  /// @return what it was answered; empty if it was refused
  /// @throws rowlock.journal.JournalException if the journal could not take it
  public Optional<Answer> ask(Command command) {
    return switch (reply(command)) {
      case Reply.Done done -> Optional.of(done.answer());
      case Reply.Refused refused -> Optional.empty();
      case Reply.Failed failed -> throw failed.cause();
    };
  }

  /// Gives a command.
  ///
  /// @return what became of it, with the reason if it was refused
  Reply reply(Command command) {
    return coordinator.submit(Request.bySystem(command));
  }

  /// Gives commands, one after the other, with one append if possible. What is refused is refused
  /// because the board knows better.
  ///
  /// @throws rowlock.journal.JournalException if the journal could not take one of them
  void giveAll(List<? extends Command> commands) {
    for (Reply reply : coordinator.submitAll(commands.stream().map(Request::bySystem).toList())) {
      if (reply instanceof Reply.Failed failed) {
        throw failed.cause();
      }
    }
  }

  /// Tells the user something that no event tells.
  public void notice(String text) {
    notices.accept(text);
  }
}
