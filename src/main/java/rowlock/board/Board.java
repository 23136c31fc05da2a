package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import rowlock.budget.Budgets;
import rowlock.budget.Parked;
import rowlock.need.Need;
import rowlock.need.Needs;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;
import rowlock.team.Agent;
import rowlock.team.Discovery;
import rowlock.team.Observation;

/// The state of a project as an immutable value, and the rules by which it changes.
///
/// [#decide] tells what a command leads to, [#apply] what an event leads to; neither changes this
/// board. Reading, deciding and applying cost O(log n) in the number of tasks.
public final class Board {
  /// How many tasks that wait for a need are counted.
  public static final int MAX_COUNTED = 1_000;

  private static final int MAX_COUNTED_IN_ALL = 100_000;

  private final long position;
  private final Instant at;
  private final Tasks tasks;
  private final Memory memory;

  /// Everything on a board that is not a task.
  record Memory(Team team, Mail mail, Needs needs, Budgets budgets, Ledger ledger) {
    static final Memory EMPTY =
        new Memory(Team.EMPTY, Mail.EMPTY, Needs.EMPTY, Budgets.EMPTY, Ledger.EMPTY);

    Memory with(Team other) {
      return new Memory(other, mail, needs, budgets, ledger);
    }

    Memory with(Mail other) {
      return new Memory(team, other, needs, budgets, ledger);
    }

    Memory with(Needs other) {
      return new Memory(team, mail, other, budgets, ledger);
    }

    Memory with(Budgets other) {
      return new Memory(team, mail, needs, other, ledger);
    }

    Memory with(Ledger other) {
      return new Memory(team, mail, needs, budgets, other);
    }
  }

  private Board(long position, Instant at, Tasks tasks, Memory memory) {
    this.position = position;
    this.at = at;
    this.tasks = tasks;
    this.memory = memory;
  }

  /// The board of a project in which nothing has happened.
  public static Board empty() {
    return new Board(
        0, Instant.EPOCH, Tasks.empty(Ledger.EMPTY.duration(Setting.AGEING_STEP)), Memory.EMPTY);
  }

  /// The board with these contents.
  public static Board of(Contents contents) {
    Ledger ledger = Ledger.of(contents.ledger());
    return new Board(
        contents.position(),
        contents.at(),
        Tasks.of(contents.tasks(), ledger.duration(Setting.AGEING_STEP)),
        new Memory(
            Team.of(contents.team()),
            Mail.of(contents.mail()),
            Needs.of(contents.operator().needs()),
            Budgets.of(contents.operator().budgets()),
            ledger));
  }

  /// Everything on this board as plain values; [#of] makes the same board from them.
  public Contents contents() {
    return new Contents(
        position,
        at,
        tasks.contents(),
        memory.team().contents(),
        memory.mail().contents(),
        new Contents.OfOperator(memory.needs().contents(), memory.budgets().contents()),
        memory.ledger().contents());
  }

  /// What a request leads to at a moment. A moment before the last event counts as that event's.
  public Decision decide(Request request, Instant now) {
    Draft draft = new Draft(this, now.isBefore(at) ? at : now);
    if (request.key().isEmpty()) {
      return Rules.decide(draft, request);
    }
    String key = request.key().get();
    String fingerprint = request.fingerprint();
    Optional<Contents.Answered> before = memory.ledger().requests().find(key);
    if (before.isPresent()) {
      return before.get().fingerprint().equals(fingerprint)
          ? draft.accept(before.get().answer())
          : new Decision.Rejected(new Rejection.KeyConflict(key));
    }
    return switch (Rules.decide(draft, request)) {
      case Decision.Rejected rejected -> rejected;
      case Decision.Accepted accepted -> {
        draft.emit(new Event.RequestAnswered(key, fingerprint, accepted.answer()));
        yield draft.accept(accepted.answer());
      }
    };
  }

  /// The board after an entry of the journal.
  ///
  /// @throws IllegalArgumentException if it is not the next entry, or older than the last one
  public Board apply(Entry entry) {
    if (entry.position() != position + 1) {
      throw new IllegalArgumentException(
          "entry %d cannot follow %d".formatted(entry.position(), position));
    }
    if (entry.at().isBefore(at)) {
      throw new IllegalArgumentException(
          "entry %d of %s is older than the one before, of %s"
              .formatted(entry.position(), entry.at(), at));
    }
    return after(entry.event(), entry.at());
  }

  Board after(Event event, Instant when) {
    long next = position + 1;
    return switch (event) {
      case Event.OfTask change -> {
        long fence = next + memory.ledger().outages().fenceBase();
        Tasks changed = new TaskReplay(tasks, when, fence).apply(change);
        yield new Board(next, when, changed, memory);
      }
      case Event.OfTeam change -> remembering(memory.with(memory.team().apply(change)), when);
      case Event.OfMail change -> remembering(memory.with(memory.mail().apply(change, when)), when);
      case Event.OfNeed about ->
          remembering(memory.with(memory.needs().apply(about.event(), when)), when);
      case Event.OfBudget about ->
          remembering(memory.with(memory.budgets().apply(about.event(), when)), when);
      case Event.OfBoard change -> {
        Ledger ledger = memory.ledger().apply(change);
        boolean reordered =
            change instanceof Event.SettingChanged set && set.setting() == Setting.AGEING_STEP;
        yield new Board(
            next,
            when,
            reordered ? tasks.ageing(ledger.duration(Setting.AGEING_STEP)) : tasks,
            memory.with(ledger));
      }
    };
  }

  private Board remembering(Memory other, Instant when) {
    return new Board(position + 1, when, tasks, other);
  }

  /// The next moment at which time alone changes something; then somebody must give a `Tick`.
  public Optional<Instant> nextDeadline() {
    Optional<Instant> ofTasks = tasks.agenda().next(memory.ledger().outages().graceUntil());
    Optional<Instant> ofAccounts = memory.budgets().nextUnparked().map(Parked::until);
    return Stream.concat(ofTasks.stream(), ofAccounts.stream()).min(Comparator.naturalOrder());
  }

  /// The position of the last event in this board; 0 if there is none.
  public long position() {
    return position;
  }

  /// The time of the last event in this board.
  public Instant at() {
    return at;
  }

  /// The task of this name, unless it never was or is archived.
  public Optional<Task> task(TaskId id) {
    return tasks.find(id);
  }

  /// All tasks that are not archived, in the order of their ids.
  public Collection<Task> tasks() {
    return tasks.all().values();
  }

  /// Whether a task of this name was done or cancelled long ago and left the board.
  public boolean isArchived(TaskId id) {
    return tasks.isArchived(id);
  }

  /// Whether a task of this name was cancelled long ago and left the board.
  public boolean isAbandoned(TaskId id) {
    return tasks.isArchived(id) && tasks.fateOf(id) == Tasks.Fate.CANCELLED;
  }

  /// The parts of a task.
  public SortedSet<TaskId> childrenOf(TaskId id) {
    return tasks.relations().childrenOf(id);
  }

  /// The parts that a task still waits for; one that was handed in is not done before they are.
  public List<TaskId> openPartsOf(Task task) {
    return tasks.openParts(task);
  }

  /// The tasks that wait, or waited, for a task: dependants, its parent, its group's barrier.
  public SortedSet<TaskId> waitersOf(TaskId id) {
    return tasks.relations().waitersOf(id);
  }

  /// The tasks that a task waits, or waited, for.
  public Set<TaskId> waitsFor(Task task) {
    return tasks.waitsFor(task);
  }

  /// All groups, in the order of their ids.
  public Collection<Group> groups() {
    return tasks.relations().groups().values();
  }

  /// The tasks of a group.
  public SortedSet<TaskId> membersOf(String group) {
    return tasks.relations().membersOf(group);
  }

  /// How many tasks stand where; every status has an entry.
  public Map<TaskStatus, Integer> counts() {
    return tasks.census().counts();
  }

  /// The tasks an agent holds now.
  public SortedSet<TaskId> heldBy(AgentId agent) {
    return tasks.census().heldBy(agent);
  }

  /// The task the agent would be given if it asked now.
  public Optional<TaskId> nextFor(Agent agent) {
    return tasks.ready().firstFor(agent);
  }

  /// The order in which available tasks are handed out, most urgent first; tasks that are not
  /// available come last.
  public Comparator<Task> byUrgency() {
    return tasks.ready().byUrgency();
  }

  /// All agents, in the order of their ids.
  public Collection<Agent> agents() {
    return memory.team().agents().values();
  }

  /// The agent of this name.
  public Optional<Agent> agent(AgentId id) {
    return memory.team().find(id);
  }

  /// What was last seen of each agent; absent when nothing was.
  public SortedMap<AgentId, Observation> observations() {
    return Collections.unmodifiableSortedMap(memory.team().observations());
  }

  /// The messages an agent has not read, oldest first.
  public List<Letter> unreadBy(AgentId agent) {
    return memory.mail().waitingFor(agent);
  }

  /// The newest messages, oldest first.
  public Collection<Letter> letters() {
    return memory.mail().letters().values();
  }

  /// The newest discoveries, oldest first.
  public Collection<Discovery> discoveries() {
    return memory.mail().discoveries().values();
  }

  /// What waits for a person: first what most open tasks wait for, then the oldest.
  public List<Need> needs() {
    return memory.needs().inOrder(this::blockedBy);
  }

  /// How many needs wait for a person.
  public int openNeeds() {
    return memory.needs().open().size();
  }

  /// How many open tasks wait, directly or through others, for the task of a need, or else for what
  /// its agent holds. At most [#MAX_COUNTED] are counted, and fewer when more than a hundred needs
  /// wait, so that looking at all of them stays quick.
  public int blockedBy(Need need) {
    Collection<TaskId> waiting =
        need.task()
            .<Collection<TaskId>>map(List::of)
            .orElseGet(() -> need.agent().map(this::heldBy).orElse(Collections.emptySortedSet()));
    int limit = Math.min(MAX_COUNTED, MAX_COUNTED_IN_ALL / Math.max(1, openNeeds()));
    return Explanation.dependents(this, waiting, limit);
  }

  /// The need of this name, unless it never was or was settled long ago.
  public Optional<Need> need(String id) {
    return memory.needs().find(id);
  }

  /// The needs that were settled last, the newest settlement first.
  public List<Need> settledNeeds() {
    return memory.needs().settled();
  }

  /// What runs may spend, what was spent, and which accounts wait.
  public Budgets budgets() {
    return memory.budgets();
  }

  /// When the agents of an account may go on, if they wait for a limit to pass.
  public Optional<Instant> parkedUntil(String account) {
    return memory.budgets().parked(account).map(Parked::until);
  }

  /// What the project is for, in one line; empty before anybody said so.
  public String goal() {
    return memory.ledger().goal();
  }

  /// The plan in words.
  public String masterPlan() {
    return memory.ledger().masterPlan();
  }

  /// The value of a setting.
  public String setting(Setting setting) {
    return memory.ledger().value(setting);
  }

  /// The value of a setting that is a length of time.
  public Duration duration(Setting setting) {
    return setting.duration(setting(setting));
  }

  /// The value of a setting that is a number.
  public long count(Setting setting) {
    return setting.count(setting(setting));
  }

  /// The value of a setting that is a list of words.
  public List<String> words(Setting setting) {
    return setting.list(setting(setting));
  }

  /// The run of this name.
  public Optional<Run> run(String id) {
    return Optional.ofNullable(memory.ledger().runs().get(id));
  }

  /// All runs, in the order of their names.
  public Collection<Run> runs() {
    return memory.ledger().runs().values();
  }

  /// The value added to a position to make a fence.
  public long fenceBase() {
    return memory.ledger().outages().fenceBase();
  }

  /// The moment before which no lease ends, if an outage left one.
  public Optional<Instant> graceUntil() {
    return memory.ledger().outages().graceUntil();
  }

  Tasks taskTable() {
    return tasks;
  }

  Memory memory() {
    return memory;
  }
}
