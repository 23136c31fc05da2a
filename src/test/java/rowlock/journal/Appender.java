package rowlock.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rowlock.board.Event;

/// A process of its own that appends to a journal and prints the position of each append that was
/// acknowledged.
final class Appender {
  private Appender() {}

  /// Appends.
  ///
  /// @param arguments the directory, who appends, and how many entries
  public static void main(String[] arguments) {
    try (Journal journal = SqliteJournal.open(Path.of(arguments[0]))) {
      int count = Integer.parseInt(arguments[2]);
      while (count > 0) {
        try (Turn turn = journal.turn()) {
          long position = journal.position();
          Batch.Pending pending =
              new Batch.Pending(journal.now(), arguments[1], new Event.RetryDue(Samples.TASK));
          switch (journal.append(position, new Batch(List.of(pending), List.of(), ""))) {
            case Journal.Outcome.Appended appended -> {
              System.out.println(appended.position());
              count--;
            }
            case Journal.Outcome.Conflict conflict ->
                throw new AssertionError("a turn was not kept: " + turn + conflict);
          }
        } catch (JournalException refused) {
          System.out.println(refused.getClass().getSimpleName());
          if (refused instanceof JournalException.Stopped) {
            tryAgain(journal);
            return;
          }
        }
      }
    }
  }

  private static void tryAgain(Journal journal) {
    try {
      journal.turn().close();
      System.out.println("went on");
    } catch (JournalException.Stopped stopped) {
      System.out.println("refused");
    }
  }

  /// Starts such a process, under another program if one is given.
  static Process start(List<String> under, Path directory, String by, int count)
      throws IOException {
    List<String> command = new ArrayList<>(under);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            directory.toString(),
            by,
            Integer.toString(count)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
