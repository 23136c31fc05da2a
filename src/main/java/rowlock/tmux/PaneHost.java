package rowlock.tmux;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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
  /// How many windows are opened in one go.
  private static final int TOGETHER = 16;

  private final TmuxServer server;
  private final ReentrantLock opening = new ReentrantLock();

  /// The host that opens windows in this server, which it starts when needed.
  public PaneHost(TmuxServer server) {
    this.server = server;
  }

  @Override
  public Job start(JobName name, JobSpec spec) {
    Opening opening = new Opening(name, spec);
    return switch (startAll(List.of(opening)).getFirst()) {
      case Opening.Outcome.Started(Job job) -> job;
      case Opening.Outcome.NotStarted(StartFailed why) -> throw why;
    };
  }

  /// Starts several jobs, each of which the others do not keep; they begin together.
  ///
  /// @return the outcomes in the same order
  public List<Opening.Outcome> startAll(List<Opening> openings) {
    SortedMap<Integer, Opening.Outcome> outcomes = new TreeMap<>();
    SortedMap<Integer, Job> jobs = new TreeMap<>();
    List<Answer> answers = new ArrayList<>(openings.size());
    // The next are prepared while the server opens windows: each takes as long as the other.
    try (ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Job>> preparing =
          openings.stream().map(one -> ahead.submit(() -> Job.prepare(one.spec()))).toList();
      for (int from = 0; from < openings.size(); from += TOGETHER) {
        SortedMap<Integer, Job> some = new TreeMap<>();
        for (int i = from; i < Math.min(from + TOGETHER, openings.size()); i++) {
          try {
            some.put(i, prepared(openings.get(i).name(), preparing.get(i)));
          } catch (StartFailed e) {
            outcomes.put(i, new Opening.Outcome.NotStarted(e));
          }
        }
        answers.addAll(open(at(openings, some), List.copyOf(some.values())));
        jobs.putAll(some);
      }
    }
    Iterator<Opening.Outcome> rest =
        conclude(at(openings, jobs), List.copyOf(jobs.values()), answers).iterator();
    jobs.keySet().forEach(i -> outcomes.put(i, rest.next()));
    return List.copyOf(outcomes.values());
  }

  private static List<Opening> at(List<Opening> openings, SortedMap<Integer, Job> jobs) {
    return jobs.keySet().stream().map(openings::get).toList();
  }

  private static Job prepared(JobName name, Future<Job> preparing) {
    try {
      return preparing.get();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case StartFailed failed -> failed;
        case UncheckedIOException failed -> notStarted(name, String.valueOf(failed.getMessage()));
        case RuntimeException failed -> failed;
        case null, default -> new IllegalStateException("job " + name + " was not prepared", e);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while jobs were prepared");
    }
  }

  private List<Opening.Outcome> conclude(
      List<Opening> openings, List<Job> jobs, List<Answer> answers) {
    Map<Job, PaneId> panes = new LinkedHashMap<>();
    Map<Job, StartFailed> failed = new HashMap<>();
    for (int i = 0; i < openings.size(); i++) {
      Job job = jobs.get(i);
      try {
        panes.put(job, new PaneId(answers.get(i).text("no window can be opened").strip()));
      } catch (TmuxFailed e) {
        // What the server does later must not start what was reported as not started.
        job.end(Duration.ZERO);
        failed.put(job, notStarted(openings.get(i).name(), String.valueOf(e.getMessage())));
      }
    }
    failed.putAll(Job.awaitStarts(panes.keySet(), new Doubt(waiting -> over(waiting, panes))));
    return jobs.stream().map(job -> outcome(job, Optional.ofNullable(failed.get(job)))).toList();
  }

  private Set<Job> over(Collection<Job> waiting, Map<Job, PaneId> panes) {
    Set<PaneId> ended = server.ended(List.copyOf(panes.values()));
    return waiting.stream()
        .filter(job -> ended.contains(panes.get(job)))
        .collect(Collectors.toSet());
  }

  private static Opening.Outcome outcome(Job job, Optional<StartFailed> failed) {
    return failed
        .<Opening.Outcome>map(Opening.Outcome.NotStarted::new)
        .orElseGet(() -> new Opening.Outcome.Started(job));
  }

  private static StartFailed notStarted(JobName name, String reason) {
    return new StartFailed(StartFailed.Reason.OTHER, "job " + name + " was not started: " + reason);
  }

  /// Has the windows opened; the answers are panes or say why not.
  private List<Answer> open(List<Opening> openings, List<Job> jobs) {
    List<Answer> answers = new ArrayList<>(openings.size());
    opening.lock();
    try {
      server.start();
      int from = 0;
      while (from < openings.size()) {
        Map<String, String> variables = openings.get(from).variables();
        int to = from + 1;
        while (to < openings.size() && openings.get(to).variables().equals(variables)) {
          to++;
        }
        // Under the same lock: a job that opens in between would unset what these are to get.
        server.publish(variables);
        answers.addAll(openTogether(openings.subList(from, to), jobs.subList(from, to)));
        from = to;
      }
    } catch (TmuxFailed e) {
      Answer unclear = new Answer.Unclear(String.valueOf(e.getMessage()));
      answers.addAll(Collections.nCopies(openings.size() - answers.size(), unclear));
    } finally {
      opening.unlock();
    }
    return answers;
  }

  private List<Answer> openTogether(List<Opening> openings, List<Job> jobs) {
    List<Opening.Command> commands = new ArrayList<>(openings.size());
    for (int i = 0; i < openings.size(); i++) {
      commands.add(new Opening.Command(openings.get(i).name().value(), jobs.get(i).command()));
    }
    List<Answer> answers = new ArrayList<>(server.open(commands));
    for (int i = 0; i < answers.size(); i++) {
      if (isPresent(answers.get(i))) {
        answers.set(i, reopen(openings.get(i).name(), jobs.get(i)));
      }
    }
    return answers;
  }

  private static boolean isPresent(Answer answer) {
    return switch (answer) {
      case Answer.Done(String text) -> text.isBlank();
      case Answer.Refused(String reason) -> reason.startsWith("multiple windows named");
      case Answer.NoServer _, Answer.Unclear _ -> false;
    };
  }

  private Answer reopen(JobName name, Job job) {
    Optional<PaneId> pane = find(name).map(Pane::id);
    if (pane.isEmpty()) {
      return new Answer.Refused("the window was there, and is not");
    }
    Answer answer = server.reopen(pane.get(), job.command());
    return answer instanceof Answer.Done ? new Answer.Done(pane.get().value()) : answer;
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
