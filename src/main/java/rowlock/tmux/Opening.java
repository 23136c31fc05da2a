package rowlock.tmux;

import java.util.List;
import java.util.Map;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.StartFailed;

/// A job that is to be started in a window.
public record Opening(JobName name, JobSpec spec) {
  /// The variables that it inherits.
  Map<String, String> variables() {
    return spec.environment().inherited(System.getenv());
  }

  /// What came of it.
  public sealed interface Outcome {
    /// It has recorded its process.
    record Started(Job job) implements Outcome {}

    /// Nothing was started, nor will be.
    record NotStarted(StartFailed why) implements Outcome {}
  }

  /// A window and the program that is to run in it.
  ///
  /// @param argv at least two words: of one alone tmux makes a shell command
  record Command(String window, List<String> argv) {}
}
