package rowlock.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.ProcessIdentity;

/// The program of one agent: the one that runs now, or ran last. For the one thread of the agent's
/// session.
final class Program {
  private final Resident who;
  private final Grounds grounds;
  private final Residence residence;
  private final Quarters quarters;
  private final Consumer<Job> ended;
  private volatile @Nullable Job job;

  /// @param ended is told of each program that is over, by another thread
  Program(Resident who, Grounds grounds, Quarters quarters, Consumer<Job> ended) {
    this.who = who;
    this.grounds = grounds;
    this.residence = Residence.of(grounds.equipment().agents(), who.id());
    this.quarters = quarters;
    this.ended = ended;
  }

  /// Goes on with a program that a process before this one started.
  ///
  /// @return whether there is one
  boolean takeUp() {
    Optional<Job> before =
        residence
            .stay()
            .filter(known -> known.starts() > 0)
            .map(known -> residence.job(known.starts()))
            .filter(known -> known.state() instanceof JobState.Running);
    before.ifPresent(this::begin);
    return before.isPresent();
  }

  /// Starts it, with its session if it had one.
  ///
  /// @return a first prompt that is still to be typed
  /// @throws rowlock.process.StartFailed if it could not be started
  Optional<String> start(String prompt) {
    Launcher.Launched launched =
        grounds.equipment().launcher().launch(who, residence, quarters.moveIn(), prompt);
    begin(residence.job(launched.stay().starts()));
    return launched.typed();
  }

  private void begin(Job started) {
    job = started;
    grounds.ends().tell(started, () -> ended.accept(started));
  }

  /// The job it is.
  ///
  /// @throws IllegalStateException if it was never started
  Job job() {
    Job running = job;
    if (running == null) {
      throw new IllegalStateException(who.id() + " was never started");
    }
    return running;
  }

  /// The number of its process, if it was ever started. Any thread may ask.
  Optional<Long> pid() {
    return Optional.ofNullable(job).flatMap(Job::identity).map(ProcessIdentity::pid);
  }

  /// Ends it if it was ever started.
  ///
  /// @return whether it was
  boolean end(Duration grace) {
    Job running = job;
    if (running == null) {
      return false;
    }
    grounds.equipment().host().end(running, grace);
    return true;
  }

  /// How a program ended, in words.
  static String words(JobState state) {
    return switch (state) {
      case JobState.Exited exited ->
          "exit code " + exited.code() + (exited.note().isEmpty() ? "" : ", " + exited.note());
      case JobState.Vanished _ -> "no exit code: it was killed";
      case JobState.NotStarted _ -> "no start";
      case JobState.Running _ -> "no end";
      case JobState.Unknown unknown -> unknown.reason();
    };
  }
}
