package rowlock.tmux;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import rowlock.process.Job;
import rowlock.process.JobHost;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.ProcessIdentity;
import rowlock.process.StartFailed;

/// The host that runs each job in a window of our tmux server, where a user can look at it.
///
/// A window stays when its job has ended, so that its last words can be read; the next job of that
/// name runs in it.
public final class PaneHost implements JobHost {
  private final TmuxServer server;
  private final ReentrantLock opening = new ReentrantLock();

  /// The host that opens windows in this server, which it starts when needed.
  public PaneHost(TmuxServer server) {
    this.server = server;
  }

  @Override
  public Job start(JobName name, JobSpec spec) {
    Job job = Job.prepare(spec);
    try {
      server.start();
      PaneId pane = open(name, job.command(), spec.environment().inherited(System.getenv()));
      job.awaitStart(() -> isOver(pane));
    } catch (TmuxFailed e) {
      // What the server does later must not start what was reported as not started.
      job.end(Duration.ZERO);
      throw new StartFailed(
          StartFailed.Reason.OTHER, "job " + name + " was not started: " + e.getMessage());
    }
    return job;
  }

  private PaneId open(JobName name, List<String> argv, Map<String, String> variables) {
    opening.lock();
    try {
      // Under the same lock: a job that opens in between would unset what this one is to get.
      server.publish(variables);
      Optional<Pane> present = find(name);
      if (present.isEmpty()) {
        return server.open(name.value(), argv);
      }
      server.reopen(present.get().id(), argv);
      return present.get().id();
    } finally {
      opening.unlock();
    }
  }

  private boolean isOver(PaneId id) {
    return server.panes().stream()
        .filter(pane -> pane.id().equals(id))
        .allMatch(pane -> pane.life() == Pane.Life.DEAD);
  }

  /// Ends the job, with everything that descends from it, and closes its window. Of a job that has
  /// the terminal the screen is kept before. The view is not missed if the server does not answer:
  /// the job is ended in any case.
  ///
  /// @throws TmuxFailed if the job was ended and its window could not be closed
  @Override
  public List<ProcessIdentity> end(Job job, Duration grace) {
    Optional<ProcessIdentity> identity = job.identity();
    identity.ifPresent(who -> keepScreen(job, who));
    List<ProcessIdentity> survivors = job.end(grace);
    identity.flatMap(this::paneOf).ifPresent(pane -> server.close(pane.id()));
    return survivors;
  }

  private void keepScreen(Job job, ProcessIdentity who) {
    try {
      paneOf(who).map(pane -> server.capture(pane.id(), 0)).ifPresent(job::keepScreen);
    } catch (TmuxFailed _) {
      // A screen that cannot be read is not there; the job must be ended all the same.
    }
  }

  private Optional<Pane> paneOf(ProcessIdentity who) {
    return server.panes().stream().filter(pane -> pane.pid() == who.pid()).findFirst();
  }

  /// The pane of this name, if there is one.
  ///
  /// @throws TmuxFailed if the server does not tell
  public Optional<Pane> find(JobName name) {
    return server.panes().stream().filter(pane -> pane.name().equals(name)).findFirst();
  }

  /// The argument list that shows the window of this name in the caller's terminal, to look and to
  /// type; to be executed in place of the caller. Empty if there is no such window.
  public Optional<List<String>> attachCommand(JobName name) {
    return find(name).map(pane -> server.attachCommand(pane.id()));
  }
}
