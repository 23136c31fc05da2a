package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Board;
import rowlock.budget.Amount;
import rowlock.budget.Reservation;
import rowlock.kind.Channels;
import rowlock.kind.Signal;
import rowlock.kind.Transcript;
import rowlock.task.TaskId;

/// What one agent that lives in a terminal used for each of its claims: what its transcripts tell
/// about the time from one claim to the next. Safe for threads: the agent's session and whoever
/// answers its next claim.
final class Receipts {
  /// How long a transcript may lag behind what happens: it is written asynchronously.
  static final Duration LAG = Duration.ofSeconds(2);

  /// How many transcripts of one agent are remembered, the newest ones.
  static final int MAX_TRANSCRIPTS = 100;

  /// The longest transcript that is read.
  static final long MAX_BYTES = 512L << 20;

  private final Resident who;
  private final Path file;
  private final Purse purse;
  private final Map<String, Instant> loose = new HashMap<>();
  private long looked = -1;

  /// @param folder the agent's own folder, where its transcripts are remembered over restarts
  Receipts(Resident who, Path folder, Purse purse) {
    this.who = who;
    this.file = folder.resolve("transcripts");
    this.purse = purse;
  }

  /// Takes note of where a transcript is.
  synchronized void hear(Signal signal) {
    if (who.kind().channels().hooks() == Channels.HookForm.CLAUDE_SETTINGS) {
      signal.transcript().filter(path -> !path.contains("\n")).ifPresent(this::remember);
    }
  }

  private void remember(String path) {
    Set<String> known = new LinkedHashSet<>(known());
    if (known.add(path)) {
      List<String> newest =
          known.stream().skip(Math.max(0, known.size() - MAX_TRANSCRIPTS)).toList();
      try {
        Files.write(file, newest, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      } catch (IOException broken) {
        throw new UncheckedIOException("cannot write " + file, broken);
      }
    }
  }

  private List<String> known() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /// Says what those claims cost that are over long enough for the transcript to tell.
  synchronized void settle(Instant now) {
    Board board = purse.desk().board();
    if (board.position() == looked && loose.isEmpty()) {
      return;
    }
    looked = board.position();
    List<Reservation> mine = open(board);
    loose.keySet().retainAll(mine.stream().map(Reservation::id).toList());
    for (Reservation one : mine) {
      if (one.purpose().task().filter(task -> holds(task, board)).isPresent()) {
        loose.remove(one.id());
      } else if (!now.isBefore(loose.computeIfAbsent(one.id(), id -> now).plus(LAG))) {
        close(one, mine);
      }
    }
  }

  /// Says what those claims cost that are over: the agent goes on, so it has written them down.
  synchronized void closeEnded() {
    Board board = purse.desk().board();
    List<Reservation> mine = open(board);
    mine.stream()
        .filter(one -> one.purpose().task().filter(task -> holds(task, board)).isEmpty())
        .forEach(one -> close(one, mine));
  }

  /// Says what all claims cost: there will be no more to read.
  synchronized void close() {
    List<Reservation> mine = open(purse.desk().board());
    mine.forEach(one -> close(one, mine));
  }

  private List<Reservation> open(Board board) {
    return board.budgets().open().stream()
        .filter(one -> one.purpose().agent().equals(who.id()))
        .filter(one -> one.purpose().task().isPresent())
        .toList();
  }

  private boolean holds(TaskId task, Board board) {
    return board.heldBy(who.id()).contains(task);
  }

  private void close(Reservation one, List<Reservation> mine) {
    Optional<Instant> next =
        mine.stream().map(Reservation::at).filter(one.at()::isBefore).min(Instant::compareTo);
    purse.settle(
        who.id(), one.purpose().task().orElseThrow(), used(one.at(), next.orElse(Instant.MAX)));
  }

  private Amount used(Instant from, Instant until) {
    Transcript transcript = new Transcript(from, until);
    for (String path : known()) {
      Path written = Path.of(path);
      if (isReadable(written)) {
        Bill.eachLine(written, transcript::add);
      }
    }
    return Bill.of(transcript.expenses(), who.kind().spending());
  }

  /// The path comes from the agent: it may name anything.
  private static boolean isReadable(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES;
    } catch (IOException gone) {
      return false;
    }
  }
}
