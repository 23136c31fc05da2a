package rowlock.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.kind.Channels;
import rowlock.kind.ScreenReader;
import rowlock.kind.Signal;
import rowlock.process.JobHost;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.team.Observation;
import rowlock.tmux.PaneHost;
import rowlock.tmux.TmuxServer;

/// The agents that live in terminals of a hub: who they are, and the way to each.
///
/// A virtual thread for each agent owns everything about it; this object owns the list of them.
public final class Sessions {
  /// The most agents of one hub.
  public static final int MAX_SESSIONS = 500;

  /// How long a text stands in an agent's input line before Enter is pressed.
  public static final Duration PAUSE_BEFORE_ENTER = Courier.PAUSE;

  private final Equipment equipment;
  private final Grounds grounds;
  private final Herald herald;
  private final Map<AgentId, Room> rooms = new ConcurrentHashMap<>();
  private final List<Throwable> broken = new ArrayList<>();
  private volatile boolean closed;
  private boolean opened;

  /// What all sessions use.
  ///
  /// @param desk to the coordinator
  /// @param agents the folder of all residences
  /// @param server the terminals
  /// @param screens how screens are read
  /// @param workplace where agents work
  /// @param launcher how they are started
  /// @param openings which work there is for them
  public record Equipment(
      Desk desk,
      Path agents,
      TmuxServer server,
      ScreenReader screens,
      Workplace workplace,
      Launcher launcher,
      Openings openings) {
    JobHost host() {
      return new PaneHost(server);
    }
  }

  /// An agent with the thread it lives on.
  private record Room(Session session, Thread thread) {}

  public Sessions(Equipment equipment) {
    this.equipment = equipment;
    this.grounds = Grounds.of(equipment);
    this.herald = new Herald(equipment.desk(), this::living);
  }

  private List<Session> living() {
    return rooms.values().stream().map(Room::session).toList();
  }

  /// Lets an agent live here, or go on living.
  ///
  /// @throws IllegalArgumentException if one of that name does, or there are too many
  public synchronized void settle(Resident who) {
    if (closed) {
      throw new IllegalStateException("the hub is closing");
    }
    if (rooms.containsKey(who.id())) {
      throw new IllegalArgumentException("there is an agent " + who.id() + " already");
    }
    if (rooms.size() >= MAX_SESSIONS) {
      throw new IllegalArgumentException("at most " + MAX_SESSIONS + " agents live in one hub");
    }
    Session session = new Session(who, grounds);
    Thread thread = Thread.ofVirtual().name("agent-" + who.id()).unstarted(() -> live(session));
    rooms.put(who.id(), new Room(session, thread));
    if (!opened) {
      opened = true;
      grounds.line().open();
      herald.open();
    }
    thread.start();
  }

  private void live(Session session) {
    try {
      session.live();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      broke(unexpected);
    } finally {
      rooms.remove(session.who().id());
    }
  }

  private synchronized void broke(Throwable trouble) {
    broken.add(trouble);
  }

  /// What broke a session, if something did; then the run cannot go on.
  public synchronized Optional<Throwable> trouble() {
    return broken.isEmpty() ? Optional.empty() : Optional.of(broken.getFirst());
  }

  /// Whether an agent lives here.
  public boolean houses(AgentId agent) {
    return rooms.containsKey(agent);
  }

  /// The agents that live here.
  public List<AgentId> all() {
    return rooms.keySet().stream().sorted().toList();
  }

  /// Whether an agent that lives here is there for a task.
  public boolean suits(Task task) {
    return equipment.openings().isOurs().test(task);
  }

  /// What is known of what an agent is doing.
  public Optional<Observation> observation(AgentId agent) {
    return find(agent).map(Session::observation);
  }

  /// What stands in an agent's terminal.
  public Optional<String> screen(AgentId agent, int lines) {
    return find(agent).map(session -> session.screen(lines));
  }

  /// Why an agent that lives here may not begin with a task now; empty if it may. What it did
  /// before is accounted for first: that may be less than was reserved.
  public Optional<Rejection> objection(AgentId agent, Task task) {
    Optional<Session> session = find(agent);
    session.ifPresent(known -> known.receipts().closeEnded());
    Purse purse = equipment.openings().purse();
    return session.flatMap(
        known -> purse.objection(equipment.desk().board(), task, known.who().kind()));
  }

  /// Keeps what a claim may cost.
  ///
  /// @return why it may not be begun; empty if it may
  public Optional<Rejection> reserve(Command.Claim claim) {
    Session session = find(claim.agent()).orElseThrow();
    Task task = equipment.desk().board().task(claim.task()).orElseThrow();
    return equipment.openings().purse().reserve(claim.agent(), task, session.who().kind());
  }

  /// Makes the place for a claim; asked again for the same claim it leaves the place as it is.
  public Workplace.Place prepare(Command.Claim claim) {
    Session session = find(claim.agent()).orElseThrow();
    Task task = equipment.desk().board().task(claim.task()).orElseThrow();
    Optional<Residence.Stay> stay = session.residence().stay();
    boolean isPrepared = stay.flatMap(Residence.Stay::prepared).filter(claim::equals).isPresent();
    Workplace.Place place =
        isPrepared
            ? equipment.workplace().standing(claim)
            : equipment.workplace().prepare(claim, task);
    place.notices().forEach(equipment.desk()::notice);
    stay.ifPresent(known -> session.residence().remember(known.preparedFor(claim)));
    equipment.launcher().passes().bind(claim.agent(), claim);
    return place;
  }

  /// Takes what an agent has done on its claim.
  public Workplace.Harvest collect(Command.Claim claim) {
    Task task = equipment.desk().board().task(claim.task()).orElseThrow();
    return equipment.workplace().collect(claim, task);
  }

  /// Ends an agent and starts it again.
  ///
  /// @return whether it lives here
  public boolean restart(AgentId agent, String reason) {
    find(agent).ifPresent(session -> session.tell(new Impulse.Restart(reason)));
    return houses(agent);
  }

  /// Ends an agent and waits until it is gone.
  ///
  /// @return whether it lived here
  public boolean end(AgentId agent, String reason) throws InterruptedException {
    Room room = rooms.get(agent);
    if (room == null) {
      return false;
    }
    room.session().tell(new Impulse.End(reason));
    room.thread().join();
    return true;
  }

  /// Gives agents what waits for them as soon as they can take it, without waiting for more.
  public void hasten(Set<AgentId> agents) {
    for (AgentId agent : agents) {
      find(agent).ifPresent(session -> session.tell(new Impulse.Hastened()));
    }
  }

  /// Passes on what a hook of an agent told.
  void tell(AgentId agent, Signal signal) {
    find(agent).ifPresent(session -> session.tell(new Impulse.Told(signal)));
  }

  /// What the hooks of an agent look like.
  Optional<Channels.HookForm> hooks(AgentId agent) {
    return find(agent).map(session -> session.who().kind().channels().hooks());
  }

  Equipment equipment() {
    return equipment;
  }

  private Optional<Session> find(AgentId agent) {
    return Optional.ofNullable(rooms.get(agent)).map(Room::session);
  }

  /// Ends all agents and waits until they are gone.
  public void stop(String reason) throws InterruptedException {
    List<Room> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(rooms.values());
    }
    for (Room room : all) {
      room.session().tell(new Impulse.End(reason));
    }
    for (Room room : all) {
      room.thread().join();
    }
    herald.close();
    grounds.close();
  }
}
