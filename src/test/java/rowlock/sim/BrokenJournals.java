package rowlock.sim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rowlock.board.Event;
import rowlock.journal.Batch;
import rowlock.journal.Turn;

/// Journals with one bug each.
final class BrokenJournals {
  private BrokenJournals() {}

  /// Says that a batch is durable when it only will be, at the next turn.
  static final class Hasty extends JournalInFront {
    private @Nullable Batch waiting;
    private long expected;

    Hasty(MemoryJournal behind) {
      super(behind);
    }

    @Override
    public Turn turn() {
      Turn turn = super.turn();
      Batch late = waiting;
      waiting = null;
      if (late != null) {
        super.append(expected, late);
      }
      return turn;
    }

    @Override
    public Outcome append(long known, Batch batch) {
      if (known != position()) {
        return new Outcome.Conflict(position());
      }
      waiting = batch;
      expected = known;
      return new Outcome.Appended(known + batch.entries().size());
    }
  }

  /// Goes by the wall clock.
  static final class OnTheWall extends JournalInFront {
    OnTheWall(MemoryJournal behind) {
      super(behind);
    }

    @Override
    public Instant now() {
      return behind().wall();
    }
  }

  /// Does not notice that the clock lost its way.
  static final class Sleepy extends JournalInFront {
    Sleepy(MemoryJournal behind) {
      super(behind);
    }

    @Override
    public boolean clockRestarted() {
      return false;
    }
  }

  /// Writes a plan in two goes.
  static final class Halving extends JournalInFront {
    Halving(MemoryJournal behind) {
      super(behind);
    }

    @Override
    public Outcome append(long expected, Batch batch) {
      int half = batch.entries().size() / 2;
      if (half == 0 || !(batch.entries().getFirst().event() instanceof Event.TaskAdded)) {
        return super.append(expected, batch);
      }
      List<Batch.Pending> all = batch.entries();
      Outcome first = super.append(expected, new Batch(all.subList(0, half), batch.archived(), ""));
      return first instanceof Outcome.Conflict
          ? first
          : super.append(
              expected + half, new Batch(all.subList(half, all.size()), batch.archived(), ""));
    }
  }
}
