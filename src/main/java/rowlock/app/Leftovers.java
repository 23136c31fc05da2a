package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowlock.board.Board;
import rowlock.process.Job;
import rowlock.process.JobHost;
import rowlock.process.JobState;
import rowlock.task.Lease;
import rowlock.task.Task;

/// Programs of attempts that a process before this one left behind.
final class Leftovers {
  /// How long a program may take to end after it was asked to.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path attempts;

  /// @param attempts the folder of all attempts
  Leftovers(Path attempts) {
    this.attempts = attempts;
  }

  /// The folders of all starts of each agent that lives in a terminal.
  ///
  /// @param home rowlock's folder of the project
  static List<Path> residences(Path home) {
    Path agents = home.resolve("agents");
    return new Leftovers(agents).attempts();
  }

  /// Ends the programs whose claim is over: whatever they still do, nobody will take it.
  ///
  /// @return the names of the attempts that were ended
  List<String> endStale(Board board, JobHost host) {
    Set<String> current = new TreeSet<>();
    for (Task task : board.tasks()) {
      Optional<Lease> lease = task.lease();
      lease.ifPresent(held -> current.add(task.id() + "-" + held.fence()));
    }
    return end(host, current);
  }

  /// Ends all programs.
  ///
  /// @return the names of the attempts that were ended
  List<String> endAll(JobHost host) {
    return end(host, Set.of());
  }

  private List<String> end(JobHost host, Set<String> spared) {
    List<String> ended = new ArrayList<>();
    for (Path attempt : attempts()) {
      String name = String.valueOf(attempt.getFileName());
      Path folder = attempt.resolve("job");
      if (spared.contains(name) || !Files.isDirectory(folder)) {
        continue;
      }
      Job job = Job.at(folder);
      if (job.state() instanceof JobState.Running || job.state() instanceof JobState.Vanished) {
        host.end(job, GRACE);
        ended.add(name);
      }
    }
    return ended;
  }

  private List<Path> attempts() {
    if (!Files.isDirectory(attempts)) {
      return List.of();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(attempts)) {
      List<Path> found = new ArrayList<>();
      folders.forEach(found::add);
      found.sort(null);
      return found;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + attempts, broken);
    }
  }
}
