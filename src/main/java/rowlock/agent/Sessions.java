package rowlock.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Setting;
import rowlock.kind.Channels;
import rowlock.kind.ScreenReader;
import rowlock.kind.Signal;
import rowlock.machine.Usage;
import rowlock.meter.Meters;
import rowlock.process.JobHost;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.team.Delivery;
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
  /// @param terminals where they live
  /// @param workplace where agents work
  /// @param launcher how they are started
  /// @param openings which work there is for them
  /// @param meters what is measured
  public record Equipment(
      Desk desk,
      Path agents,
      Terminals terminals,
      Workplace workplace,
      Launcher launcher,
      Openings openings,
      Meters meters) {
    JobHost host() {
      return new PaneHost(terminals.server());
    }
  }

  /// Where agents live.
  ///
  /// @param server the terminals
  /// @param screens how screens are read
  public record Terminals(TmuxServer server, ScreenReader screens) {}

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
    requireOpen();
    if (rooms.containsKey(who.id())) {
      throw new IllegalArgumentException("there is an agent " + who.id() + " already");
    }
    if (rooms.size() >= MAX_SESSIONS) {
      throw new IllegalArgumentException("at most " + MAX_SESSIONS + " agents live in one hub");
    }
    enter(who, Optional.empty());
  }

  /// Lets agents begin to live here, as many as may; each has its room before the first begins.
  ///
  /// @return for each, in their order, what to wait for; it may be known already that it is refused
  public synchronized List<Birth> hire(List<Resident> wanted) {
    requireOpen();
    long most = Math.min(MAX_SESSIONS, equipment.desk().board().count(Setting.MAX_AGENTS));
    return wanted.stream().map(who -> hire(who, most)).toList();
  }

  private Birth hire(Resident who, long most) {
    if (rooms.containsKey(who.id())) {
      return Birth.refused(Birth.Hired.Cause.TAKEN, "there is an agent " + who.id() + " already");
    }
    if (rooms.size() >= most) {
      return Birth.refused(
          Birth.Hired.Cause.LIMIT, "%d agents live here, and %d may".formatted(rooms.size(), most));
    }
    Birth birth = new Birth();
    enter(who, Optional.of(birth));
    return birth;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the hub is closing");
    }
  }

  private void enter(Resident who, Optional<Birth> birth) {
    Session session = new Session(who, grounds, birth);
    Thread thread =
        Thread.ofVirtual().name("agent-" + who.id()).unstarted(() -> live(session, birth));
    rooms.put(who.id(), new Room(session, thread));
    if (!opened) {
      opened = true;
      grounds.line().open();
      herald.open();
    }
    thread.start();
  }

  private void live(Session session, Optional<Birth> birth) {
    try {
      session.live();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      broke(unexpected);
    } finally {
      rooms.remove(session.who().id());
      birth.ifPresent(waited ->
          waited.settle(new Birth.Hired.Refused(Birth.Hired.Cause.START, "its session broke")));
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
  public boolean suits(AgentId agent, Task task) {
    return openings(agent).isOurs().test(task);
  }

  /// Which work there is for an agent that lives here.
  Openings openings(AgentId agent) {
    return find(agent).map(Session::openings).orElseGet(equipment.openings()::none);
  }

  /// Makes places for agents to come.
  ///
  /// @param count how many are to wait, 0 to 200
  /// @return how many wait now; empty where agents have no places of their own
  public OptionalInt warm(int count) {
    return equipment.workplace().warm(count);
  }

  /// How many places wait for agents to come.
  public OptionalInt ready() {
    return equipment.workplace().ready();
  }

  /// What the programs of agents that live here take of the machine, as far as the system tells it.
  public Map<AgentId, Usage> usage() {
    Map<AgentId, Long> pids = new HashMap<>();
    rooms.forEach((id, room) -> room.session().pid().ifPresent(pid -> pids.put(id, pid)));
    Map<Long, Usage> known = grounds.samples().of(pids.values());
    Map<AgentId, Usage> usage = new HashMap<>();
    pids.forEach(
        (id, pid) -> Optional.ofNullable(known.get(pid)).ifPresent(one -> usage.put(id, one)));
    return usage;
  }

  /// How many messages to agents that live here are not typed yet.
  public long messagesWaiting() {
    Board board = equipment.desk().board();
    return rooms.keySet().stream()
        .flatMap(id -> board.unreadBy(id).stream().map(letter -> letter.deliveries().get(id)))
        .filter(Delivery.Accepted.class::isInstance)
        .count();
  }

  /// How many wait to be started, and how many are being started.
  public Starting starting() {
    return new Starting(grounds.gate().waiting(), grounds.gate().inside());
  }

  /// How many agents are on their way.
  ///
  /// @param waiting those that wait to be started
  /// @param running those that are being started
  public record Starting(int waiting, int running) {}

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

  /// Ends an agent for good, and waits until nothing is left of it.
  ///
  /// @return whether it lived here
  public boolean end(AgentId agent, String reason) throws InterruptedException {
    Room room = rooms.get(agent);
    if (room == null) {
      return false;
    }
    room.session().tell(new Impulse.Retire(reason));
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
