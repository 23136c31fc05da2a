package rowlock.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The host that runs jobs in the background, each in a session of its own and without a terminal.
public final class PlainHost implements JobHost {
  private static final File NOTHING = new File("/dev/null");

  /// Whether jobs get a session of their own here. Where they do not (neither setsid(1) nor perl
  /// was found), a Ctrl-C in our terminal reaches them, and only descendants whose parents live can
  /// be ended with them.
  public boolean isolating() {
    return Start.session() != Session.NONE;
  }

  @Override
  public Job start(JobName name, JobSpec spec) {
    if (spec.streams() == JobSpec.Streams.TERMINAL) {
      throw new StartFailed(
          StartFailed.Reason.TERMINAL_MISSING,
          "job " + name + " needs a terminal, which plain background processes do not have");
    }
    Job job = Job.prepare(spec);
    Map<String, String> variables = spec.environment().resolve(System.getenv());
    ProcessBuilder builder = Start.inSession(job.command(), job.directory(), variables);
    builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw StartFailed.because("job " + name, e);
    }
    job.awaitStart(() -> !process.isAlive());
    return job;
  }

  @Override
  public List<ProcessIdentity> end(Job job, Duration grace) {
    return job.end(grace);
  }
}
