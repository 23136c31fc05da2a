package rowlock.workflow;

import java.time.Duration;
import rowlock.task.Durations;
import rowlock.task.TaskSpec;

/// How long a task is expected to take, and how anybody knows.
///
/// @param length the expected time of one successful attempt
/// @param origin who says so
/// @param how what the number rests on, in words
public record Estimate(Duration length, Origin origin, String how) {
  /// Who says so.
  public enum Origin {
    /// The author of the plan.
    GIVEN,
    /// A rule of thumb of rowlock that nobody measured.
    GUESSED
  }

  private static final Duration SCRIPT = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration LONGEST_GUESS = Duration.ofHours(1);
  private static final int CHARACTERS_PER_MINUTE = 300;

  /// The estimate of a planned task: as given, or else guessed.
  ///
  /// The guess is 2 minutes for a script. For an agent it is 5 minutes, one more for each file to
  /// read, for each check and for every 300 characters of description and hints, up to an hour. It
  /// is never longer than the task's time-out.
  public static Estimate of(PlannedTask task) {
    return task.estimate()
        .map(length -> new Estimate(length, Origin.GIVEN, "given in the plan"))
        .orElseGet(() -> guess(task.spec()));
  }

  private static Estimate guess(TaskSpec spec) {
    boolean isScript = spec.work().script().isPresent();
    Duration length = isScript ? SCRIPT : guessForAgent(spec);
    String how =
        isScript ? "a script" : "guessed from the length of the text, its files and its checks";
    if (length.compareTo(spec.terms().timeout()) > 0) {
      return new Estimate(
          spec.terms().timeout(), Origin.GUESSED, "guessed as no longer than its time-out");
    }
    return new Estimate(length, Origin.GUESSED, how);
  }

  private static Duration guessForAgent(TaskSpec spec) {
    int characters = spec.description().details().length() + spec.description().hints().length();
    Duration length =
        START
            .plusMinutes(characters / CHARACTERS_PER_MINUTE)
            .plusMinutes(spec.description().files().size())
            .plusMinutes(spec.work().checks().size());
    return length.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : length;
  }

  /// The length with its origin: `10m (given)`.
  @Override
  public String toString() {
    return Durations.format(length) + (origin == Origin.GIVEN ? " (given)" : " (guessed)");
  }
}
