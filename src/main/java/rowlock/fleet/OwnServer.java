package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.RuntimeDirectory;
import rowlock.process.StartFailed;
import rowlock.tmux.Opening;
import rowlock.tmux.Pane;
import rowlock.tmux.PaneHost;
import rowlock.tmux.TmuxServer;

/// rowlock's own tmux server with programs in its panes.
final class OwnServer implements AutoCloseable {
  private final Path folder;
  private final TmuxServer server;
  private final PaneHost host;
  private final List<Job> jobs = new ArrayList<>();

  private OwnServer(Path folder, TmuxServer server) {
    this.folder = folder;
    this.server = server;
    this.host = new PaneHost(server);
  }

  /// Starts a server and connects to it.
  static OwnServer start(Path folder) {
    TmuxServer server = TmuxServer.of(folder, new RuntimeDirectory(folder));
    server.start();
    server.connect();
    return new OwnServer(folder, server);
  }

  TmuxServer server() {
    return server;
  }

  /// Starts a program so many times and waits until all run.
  void start(int count, String... argv) {
    List<Opening> openings = new ArrayList<>();
    for (int number = jobs.size(); openings.size() < count; number++) {
      JobSpec spec =
          JobSpec.of(folder.resolve("j" + number), folder, List.of(argv))
              .with(JobSpec.Streams.TERMINAL);
      openings.add(new Opening(new JobName("j" + number), spec));
    }
    for (Opening.Outcome outcome : host.startAll(openings)) {
      switch (outcome) {
        case Opening.Outcome.Started(Job job) -> jobs.add(job);
        case Opening.Outcome.NotStarted(StartFailed why) -> throw why;
      }
    }
  }

  List<Pane> panes() {
    return server.panes();
  }

  @Override
  public void close() {
    jobs.forEach(job -> job.end(Duration.ZERO));
    server.shutDown();
  }
}
