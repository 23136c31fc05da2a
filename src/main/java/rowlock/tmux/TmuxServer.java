package rowlock.tmux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.process.Liveness;
import rowlock.process.Patience;
import rowlock.process.ProcessIdentity;
import rowlock.process.RuntimeDirectory;
import rowlock.process.Signal;
import rowlock.process.Termination;

/// The tmux server of one project: a socket of its own, no configuration of the user's, one session
/// with a window for each job.
///
/// Several threads and several processes may use it at a time; tmux does one command at a time.
public final class TmuxServer {
  /// How many lines of each pane the server keeps.
  public static final int HISTORY_LINES = 5000;

  static final String SESSION = "rowlock";
  private static final String SESSION_TARGET = "=" + SESSION + ":";
  // No job can have this name.
  private static final String HOME_WINDOW = "~";

  /// How long the server may take to make its socket anew or to end.
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Client client;
  private final Link link;
  private final Screens screens;
  private final Path record;
  private final ServerVariables variablesOfServer;

  TmuxServer(Client client) {
    this.client = client;
    this.link = new Link(client, SESSION);
    this.screens = new Screens(link);
    this.record = Path.of(client.socket() + ".pid");
    this.variablesOfServer = new ServerVariables(link);
  }

  /// The server of a project, whether it runs or not.
  public static TmuxServer of(Path project, RuntimeDirectory directory) {
    return new TmuxServer(new Client(directory.file(project, "tmux"), Client.DEADLINE));
  }

  /// Where it listens.
  public Path socket() {
    return client.socket();
  }

  /// Keeps a connection to the server from now on: requests need no process each, and what happens
  /// in the panes is told. Without a server, and while a lost connection is made anew, everything
  /// goes on by processes. A connection that is there is kept.
  ///
  /// @return whether there is a connection now
  public boolean connect() {
    return link.connect();
  }

  /// Ends the connection, not the server; everything goes on by processes.
  public void disconnect() {
    link.disconnect();
  }

  /// Which connection since the beginning it has now; 0 if it has none.
  long connections() {
    return link.number();
  }

  /// What is known of it now. One that lost its socket is made to open it anew.
  public ServerState state() {
    return switch (client.ask("display-message", "-p", "#{pid}")) {
      case Answer.Done(String pid) -> running(pid.strip());
      case Answer.NoServer() -> stateWithoutSocket();
      case Answer.Refused(String reason) -> new ServerState.Unknown(reason);
      case Answer.Unclear(String reason) -> new ServerState.Unknown(reason);
    };
  }

  private static ServerState running(String pid) {
    Optional<ProcessIdentity> identity =
        pid.matches("[0-9]{1,9}") ? ProcessIdentity.of(Long.parseLong(pid)) : Optional.empty();
    return identity.isPresent()
        ? new ServerState.Running(identity.get())
        : new ServerState.Unknown("the server ended while it answered");
  }

  private ServerState stateWithoutSocket() {
    Optional<ProcessIdentity> recorded = recorded();
    if (recorded.isEmpty() || recorded.get().liveness() == Liveness.GONE) {
      return new ServerState.Absent();
    }
    // tmux(1): on SIGUSR1 the server makes its socket anew.
    Signal.USR1.sendTo(recorded.get());
    Patience patience = new Patience(SETTLING);
    while (patience.pause()) {
      if (client.ask("display-message", "-p", "#{pid}") instanceof Answer.Done(String pid)) {
        return running(pid.strip());
      }
    }
    return new ServerState.Unknown("process " + recorded.get().pid() + " lost its socket");
  }

  /// Starts it unless it runs.
  ///
  /// @throws TmuxFailed if it does not run then
  public void start() {
    // A connection is one to our session, and ends with it.
    if (link.isUp() || client.ask("has-session", "-t", "=" + SESSION) instanceof Answer.Done) {
      return;
    }
    switch (state()) {
      case ServerState.Running _, ServerState.Absent _ -> create();
      case ServerState.Unknown(String reason) ->
          throw new TmuxFailed("the tmux server cannot be started: " + reason);
    }
  }

  private void create() {
    Answer answer = client.ask(Request.of(Settings.commands(SESSION, HOME_WINDOW)));
    boolean others =
        answer instanceof Answer.Refused(String reason) && reason.startsWith("duplicate session");
    if (!others) {
      answer.text("the tmux server cannot be started");
    }
    if (!(state() instanceof ServerState.Running(ProcessIdentity identity))) {
      throw new TmuxFailed("the tmux server ended as soon as it was started");
    }
    try {
      Files.writeString(record, identity.text());
    } catch (IOException e) {
      throw new UncheckedIOException("the tmux server cannot be recorded", e);
    }
  }

  /// The panes of jobs; none if there is no server.
  ///
  /// @throws TmuxFailed if the server does not tell
  public List<Pane> panes() {
    String format = "#{pane_id} #{pane_pid} #{pane_dead} #{window_name}";
    Request list = Request.of("list-panes", "-s", "-t", SESSION_TARGET, "-F", format);
    return switch (link.ask(list)) {
      case Answer.Done(String text) -> Panes.parse(text);
      case Answer.NoServer() -> List.of();
      case Answer.Refused(String reason) when isWithoutSession(reason) -> List.of();
      case Answer.Refused refused -> throw failed(refused);
      case Answer.Unclear unclear -> throw failed(unclear);
    };
  }

  /// Whether a server is there and our session is not: a user killed it.
  private static boolean isWithoutSession(String reason) {
    return reason.startsWith("can't find session") || reason.equals("no current target");
  }

  private static TmuxFailed failed(Answer answer) {
    return new TmuxFailed("the panes cannot be listed: " + answer);
  }

  /// What stands in a pane, as text without colours.
  ///
  /// @param historyLines how many lines above the visible screen, 0 to [#HISTORY_LINES]
  /// @throws TmuxFailed if there is no such pane or the server does not tell
  public String capture(PaneId pane, int historyLines) {
    return Optional.ofNullable(captures(List.of(pane), historyLines).get(pane))
        .orElseThrow(() -> new TmuxFailed("the pane cannot be read: there is none such"));
  }

  /// What stands in several panes, as text without colours; those that are not there are missing.
  ///
  /// @param historyLines how many lines above each visible screen, 0 to [#HISTORY_LINES]
  /// @throws TmuxFailed if the server does not tell
  public Map<PaneId, String> captures(Collection<PaneId> panes, int historyLines) {
    if (historyLines < 0 || historyLines > HISTORY_LINES) {
      throw new IllegalArgumentException("0 to 5000 lines can be captured, not " + historyLines);
    }
    return screens.captures(panes, historyLines);
  }

  /// What a pane shows and how it stands, as one moment; empty if there is no such pane.
  ///
  /// @throws TmuxFailed if the server does not tell
  public Optional<Snapshot> snapshot(PaneId pane, Snapshot.Escapes escapes) {
    return Optional.ofNullable(snapshots(List.of(pane), escapes).get(pane));
  }

  /// What several panes show and how they stand, each as one moment; those that are not there are
  /// missing.
  ///
  /// @throws TmuxFailed if the server does not tell
  public Map<PaneId, Snapshot> snapshots(Collection<PaneId> panes, Snapshot.Escapes escapes) {
    return screens.snapshots(panes, escapes);
  }

  /// What the panes do, as far as the connection is told; the same object always.
  public PaneActivity activity() {
    return link.activity();
  }

  /// The means to type into panes.
  public Keyboard keyboard() {
    return new Keyboard(link);
  }

  /// Opens a window for each of these and runs a program in it, one after the other.
  ///
  /// @return for each the pane, nothing if there is such a window already, or why it is not open
  List<Answer> open(List<Opening.Command> openings) {
    return link.askAll(openings.stream().map(TmuxServer::opening).toList());
  }

  private static Request opening(Opening.Command opening) {
    // Of a window of that name -S with -d does nothing.
    List<String> command = new ArrayList<>();
    command.addAll(List.of("new-window", "-d", "-S", "-P", "-F", "#{pane_id}"));
    command.addAll(List.of("-t", SESSION_TARGET, "-n", opening.window()));
    command.addAll(requireDirect(opening.argv()));
    return Request.of(List.of(command));
  }

  /// Opens a window and runs a program in it.
  ///
  /// @param argv at least two words: of one alone tmux makes a shell command
  PaneId open(String window, List<String> argv) {
    return new PaneId(
        open(List.of(new Opening.Command(window, argv)))
            .getFirst()
            .text("no window can be opened")
            .strip());
  }

  /// Runs another program in a pane whose program has ended; refused by tmux if it has not.
  Answer reopen(PaneId pane, List<String> argv) {
    List<String> command = new ArrayList<>(List.of("respawn-pane", "-t", pane.value()));
    command.addAll(requireDirect(argv));
    return link.ask(Request.of(List.of(command)));
  }

  /// Those of these panes that are known not to be there or whose program has ended.
  Set<PaneId> ended(List<PaneId> panes) {
    String format = "#{pane_id} #{pane_dead}";
    List<Answer> answers =
        link.askAll(
            panes.stream()
                .map(pane -> Request.of("display-message", "-p", "-t", pane.value(), format))
                .toList());
    Set<PaneId> ended = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      PaneId pane = panes.get(i);
      boolean over =
          switch (answers.get(i)) {
            // Of a pane that is missing tmux prints nothing.
            case Answer.Done(String text) -> !text.strip().equals(pane + " 0");
            case Answer.NoServer _, Answer.Refused _ -> true;
            case Answer.Unclear _ -> false;
          };
      if (over) {
        ended.add(pane);
      }
    }
    return ended;
  }

  private static List<String> requireDirect(List<String> argv) {
    if (argv.size() < 2) {
      throw new IllegalArgumentException("tmux gives a single word to a shell");
    }
    return argv;
  }

  /// Closes a pane; nothing happens if it is not there.
  void close(PaneId pane) {
    switch (link.ask(Request.of("kill-pane", "-t", pane.value()))) {
      case Answer.Done _, Answer.NoServer _, Answer.Refused _ -> {}
      case Answer.Unclear unclear -> unclear.text("the pane cannot be closed");
    }
  }

  /// Sees to it that programs started from now on get these variables, and none that we have not.
  void publish(Map<String, String> variables) {
    variablesOfServer.publish(variables);
  }

  /// Ends this server and no other. Jobs in its panes go on, without a view; end them before.
  ///
  /// @throws TmuxFailed if it does not end
  public void shutDown() {
    Optional<ProcessIdentity> running =
        state() instanceof ServerState.Running(ProcessIdentity identity)
            ? Optional.of(identity)
            : recorded();
    link.drop();
    client.ask("kill-server");
    running.ifPresent(TmuxServer::awaitEnd);
    try {
      Files.deleteIfExists(client.socket());
      Files.deleteIfExists(record);
    } catch (IOException e) {
      throw new UncheckedIOException("the socket of the tmux server cannot be removed", e);
    }
  }

  private static void awaitEnd(ProcessIdentity server) {
    Patience patience = new Patience(SETTLING);
    while (server.liveness() != Liveness.GONE) {
      if (!patience.pause() && !Termination.of(server).end(Duration.ZERO).isEmpty()) {
        throw new TmuxFailed("the tmux server, process " + server.pid() + ", cannot be ended");
      }
    }
  }

  /// The argument list that shows a window in the caller's terminal, to look and to type. The view
  /// is its own: several users may look at several windows.
  List<String> attachCommand(PaneId pane) {
    List<String> argv = new ArrayList<>(List.of("env", "-u", "TMUX", "-u", "TMUX_PANE"));
    argv.addAll(client.prefix());
    argv.addAll(List.of("new-session", "-t", SESSION, ";"));
    argv.addAll(List.of("set-option", "destroy-unattached", "on", ";"));
    argv.addAll(List.of("select-window", "-t", pane.value()));
    return List.copyOf(argv);
  }

  private Optional<ProcessIdentity> recorded() {
    try {
      return ProcessIdentity.parse(Files.readString(record, StandardCharsets.UTF_8));
    } catch (IOException _) {
      // Never recorded, or removed with the socket: then there is nobody to ask.
      return Optional.empty();
    }
  }
}
