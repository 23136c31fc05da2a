package rowlock.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.journal.JournalException;
import rowlock.sim.Asker.Question;

/// A simulated process: it collects questions, carries them out together, lets deadlines pass, dies
/// and is started again.
final class Hub {
  private static final int MAX_TOGETHER = 6;
  private static final Duration LONG_COLLECTING = Duration.ofSeconds(5);
  private static final Duration DOWN = Duration.ofSeconds(20);

  private final World world;
  private final String name;
  private final Deque<Question> queue = new ArrayDeque<>();
  private @Nullable Desk desk;
  private final Duration collecting;
  private boolean busy;

  Hub(World world, String name) {
    this.world = world;
    this.name = name;
    this.collecting =
        world.chance().pick(List.of(Duration.ofMillis(10), Duration.ofSeconds(1), LONG_COLLECTING));
  }

  @Override
  public String toString() {
    return name;
  }

  boolean isUp() {
    return desk != null;
  }

  /// Whether it could do something now, in the middle of what others do.
  boolean isIdle() {
    return desk != null && !busy;
  }

  /// The board it knows, if it is up.
  Optional<Board> board() {
    Desk open = desk;
    return open == null ? Optional.empty() : Optional.of(open.board());
  }

  /// Starts it, unless it runs.
  void start() {
    if (isUp() || busy) {
      return;
    }
    busy = true;
    try {
      MemoryJournal journal = world.disk().open(moment -> world.chaos().interfere(this, moment));
      Desk opened = world.options().opening().on(journal);
      world.referee().watch();
      world.referee().checkOpened(opened.board());
      world.log().note(name + " opened at " + opened.board().position());
      if (journal.clockRestarted()) {
        world.log().note(name + " finds that grace is owed");
      }
      desk = opened;
    } catch (Crash crash) {
      died(crash);
    } catch (JournalException failed) {
      restartLater();
    } finally {
      busy = false;
    }
  }

  /// Takes a question; it is carried out soon, with others perhaps.
  void ask(Question question) {
    queue.add(question);
    world.after(world.chance().upTo(collecting), this::serve);
  }

  /// Carries out some of what waits.
  void serve() {
    Desk open = desk;
    if (open == null || busy || queue.isEmpty()) {
      return;
    }
    int together = 1 + world.chance().below(MAX_TOGETHER);
    List<Question> taken = new ArrayList<>();
    while (taken.size() < together && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    carryOut(open, taken);
    if (!queue.isEmpty()) {
      world.after(world.chance().upTo(collecting), this::serve);
    }
  }

  /// Lets deadlines pass, if one is due and it can, and otherwise learns what is new.
  void tick() {
    Desk open = desk;
    if (open == null || busy) {
      return;
    }
    boolean due =
        open.board().nextDeadline().filter(at -> !at.isAfter(world.clock().now())).isPresent();
    if (due || world.chance().oneIn(10)) {
      carryOut(
          open, List.of(new Question(Request.bySystem(new Command.Tick()), Bystander.INSTANCE)));
    } else {
      catchUp(open);
    }
  }

  private void catchUp(Desk open) {
    busy = true;
    try {
      open.catchUp();
      world.referee().watch();
    } catch (Crash crash) {
      died(crash);
    } catch (JournalException.Stopped stopped) {
      end();
      restartLater();
    } finally {
      busy = false;
    }
  }

  private void carryOut(Desk open, List<Question> taken) {
    busy = true;
    try {
      List<Request> requests = taken.stream().map(Question::request).toList();
      List<Reply> replies = open.write(requests);
      world.referee().watch();
      answer(open, taken, replies);
    } catch (Crash crash) {
      world.referee().watch();
      taken.forEach(this::missed);
      died(crash);
    } finally {
      busy = false;
    }
  }

  private void answer(Desk open, List<Question> taken, List<Reply> replies) {
    Violation.require(replies.size() == taken.size(), "D1", "a request got no reply");
    world.referee().checkReplies(open.board(), taken, replies);
    boolean stopped = false;
    for (int i = 0; i < taken.size(); i++) {
      Reply reply = replies.get(i);
      world.log().reply(name, taken.get(i).request(), reply);
      if (reply instanceof Reply.Failed(JournalException.Stopped ignored)) {
        stopped = true;
        missed(taken.get(i));
      } else {
        taken.get(i).asker().hear(taken.get(i).request(), reply);
      }
    }
    if (stopped) {
      end();
      restartLater();
    }
  }

  /// Keeps a snapshot, as it would in the background.
  void storeSnapshot() {
    Desk open = desk;
    if (open != null && !busy) {
      open.storeSnapshot();
    }
  }

  private void missed(Question question) {
    world.referee().checkMissed(question.request());
    question.asker().miss(question.request());
  }

  /// Ends it, with everything it had not answered.
  void end() {
    desk = null;
    List<Question> lost = List.copyOf(queue);
    queue.clear();
    lost.forEach(question -> question.asker().miss(question.request()));
  }

  private void died(Crash crash) {
    world.log().note(name + " died");
    world.referee().watch();
    end();
    if (crash.scope() == Crash.Scope.MACHINE) {
      throw crash;
    }
    restartLater();
  }

  void restartLater() {
    world.after(world.chance().upTo(DOWN), this::start);
  }

  /// Wants no answer.
  private enum Bystander implements Asker {
    INSTANCE;

    @Override
    public void hear(Request request, Reply reply) {}

    @Override
    public void miss(Request request) {}
  }
}
