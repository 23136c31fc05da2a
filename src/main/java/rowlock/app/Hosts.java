package rowlock.app;

import java.nio.file.Path;
import java.util.Optional;
import rowlock.operation.RunOrder;
import rowlock.process.JobHost;
import rowlock.process.PlainHost;
import rowlock.process.RuntimeDirectory;
import rowlock.tmux.Availability;
import rowlock.tmux.PaneHost;
import rowlock.tmux.TmuxServer;

/// Where agents run on this machine.
///
/// @param host where jobs are started
/// @param server the tmux server behind it, if it is one
/// @param notice what the user should know about the choice
record Hosts(JobHost host, Optional<TmuxServer> server, Optional<String> notice) {

  /// The host a run wants, or the best there is.
  static Hosts choose(RunOrder.Terminal terminal, Path project) {
    return switch (terminal) {
      case PLAIN -> plain(Optional.empty());
      case TMUX_IF_PRESENT ->
          switch (Availability.probe()) {
            case Availability.Ready ready -> {
              TmuxServer server = server(project);
              yield new Hosts(new PaneHost(server), Optional.of(server), Optional.empty());
            }
            case Availability.Absent absent ->
                plain(Optional.of("tmux is not installed; agents run as plain processes"));
            case Availability.TooOld old ->
                plain(
                    Optional.of(
                        "tmux " + old.version() + " is too old; agents run as plain processes"));
            case Availability.Broken broken ->
                plain(
                    Optional.of(
                        "tmux cannot be used ("
                            + broken.reason()
                            + "); agents run as plain"
                            + " processes"));
          };
    };
  }

  /// The tmux server of a project, whether it runs or not.
  static TmuxServer server(Path project) {
    return TmuxServer.of(project, RuntimeDirectory.open());
  }

  private static Hosts plain(Optional<String> notice) {
    return new Hosts(new PlainHost(), Optional.empty(), notice);
  }
}
