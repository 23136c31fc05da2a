package rowlock.need;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// Everything that waits, or waited not long ago, for a person. Immutable and bounded.
///
/// Deciding and applying cost O(log n).
public final class Needs {
  /// How many may wait at a time.
  public static final int MAX_OPEN = 1_000;

  /// How many that were settled stay readable: the ones settled last.
  public static final int MAX_SETTLED = 1_000;

  /// Nothing was ever raised.
  public static final Needs EMPTY =
      new Needs(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), HashTreePMap.empty(), 0);

  private final TreePMap<Long, Need> open;
  private final TreePMap<Long, Need> settled;
  // The numbers of settled needs in the order they were settled; times may be equal.
  private final TreePMap<Long, Long> order;
  private final HashPMap<Subject, Long> subjects;
  private final long last;

  /// What makes needs the same.
  private record Subject(NeedKind kind, Optional<AgentId> agent, String subject) {
    static Optional<Subject> of(Ask ask) {
      return ask.subject().map(text -> new Subject(ask.kind(), ask.agent(), text));
    }
  }

  /// Needs as plain values: what a snapshot stores.
  ///
  /// @param needs open ones in the order they were raised, then settled ones in the order they were
  ///   settled
  /// @param last the number of the last need
  public record Contents(List<Need> needs, long last) {
    /// Nothing was ever raised.
    public static final Contents NONE = new Contents(List.of(), 0);

    public Contents {
      needs = List.copyOf(needs);
    }
  }

  private Needs(
      TreePMap<Long, Need> open,
      TreePMap<Long, Need> settled,
      TreePMap<Long, Long> order,
      HashPMap<Subject, Long> subjects,
      long last) {
    this.open = open;
    this.settled = settled;
    this.order = order;
    this.subjects = subjects;
    this.last = last;
  }

  /// The needs with these contents.
  public static Needs of(Contents contents) {
    Needs needs = new Needs(EMPTY.open, EMPTY.settled, EMPTY.order, EMPTY.subjects, 0);
    for (Need need : contents.needs()) {
      needs = needs.put(need);
    }
    return new Needs(needs.open, needs.settled, needs.order, needs.subjects, contents.last());
  }

  /// These needs as plain values; [#of] makes the same needs from them.
  public Contents contents() {
    List<Need> needs = new ArrayList<>(open.values());
    needs.addAll(settled().reversed());
    return new Contents(needs, last);
  }

  /// The needs that wait, oldest first.
  public Collection<Need> open() {
    return open.values();
  }

  /// The needs that wait: first what most waits for, then the oldest.
  ///
  /// @param waiting how much waits for a need
  public List<Need> inOrder(ToIntFunction<Need> waiting) {
    Map<Need, Integer> counts = new HashMap<>();
    open.values().forEach(need -> counts.put(need, waiting.applyAsInt(need)));
    return open.values().stream()
        .sorted(Comparator.comparingInt(need -> -counts.getOrDefault(need, 0)))
        .toList();
  }

  /// The needs that were settled last, the newest settlement first.
  public List<Need> settled() {
    return order.descendingMap().values().stream()
        .flatMap(number -> Optional.ofNullable(settled.get(number)).stream())
        .toList();
  }

  /// The need of this name, unless it never was or was settled long ago.
  public Optional<Need> find(String id) {
    if (!Need.isId(id)) {
      return Optional.empty();
    }
    long number = Long.parseLong(id.substring(1));
    return Optional.ofNullable(open.get(number)).or(() -> Optional.ofNullable(settled.get(number)));
  }

  /// The needs that wait for an agent's sake.
  public List<Need> openOf(AgentId agent) {
    return open.values().stream()
        .filter(need -> need.agent().filter(agent::equals).isPresent())
        .toList();
  }

  /// The needs that wait about a task.
  public List<Need> openAbout(TaskId task) {
    return open.values().stream()
        .filter(need -> need.task().filter(task::equals).isPresent())
        .toList();
  }

  /// The needs that are moot when a task is done or cancelled.
  public List<Need> endingWith(TaskId task) {
    return openAbout(task).stream().filter(need -> need.kind().endsWithItsTask()).toList();
  }

  /// What a command leads to. That its agent and task exist is for the caller to see to.
  ///
  /// @param by who gives it: an agent's id or `operator`
  public NeedDecision decide(NeedCommand command, String by) {
    return switch (command) {
      case NeedCommand.RaiseNeed raise -> raise(raise.ask());
      case NeedCommand.AnswerNeed answer -> answer(answer, by);
      case NeedCommand.WithdrawNeed withdraw -> withdraw(withdraw);
    };
  }

  private NeedDecision raise(Ask ask) {
    Optional<Need> same = Subject.of(ask).map(subjects::get).map(open::get);
    if (same.isPresent()) {
      return same.get().ask().meansTheSameAs(ask)
          ? new NeedDecision.Accepted(same.get().id(), List.of())
          : refuse(new NeedRefusal.OtherWords(same.get().id(), ask.subject().orElse("")));
    }
    if (open.size() >= MAX_OPEN) {
      return refuse(new NeedRefusal.TooManyNeeds(MAX_OPEN));
    }
    String id = "n" + (last + 1);
    return new NeedDecision.Accepted(id, List.of(new NeedEvent.NeedRaised(id, ask)));
  }

  private NeedDecision answer(NeedCommand.AnswerNeed command, String by) {
    Optional<Need> need = find(command.need());
    if (need.isEmpty()) {
      return refuse(new NeedRefusal.UnknownNeed(command.need()));
    }
    Optional<NeedRefusal> settled = need.get().settlement().map(end -> settled(need.get(), end));
    if (settled.isPresent()) {
      return refuse(settled.get());
    }
    Optional<AgentId> agent = need.get().agent();
    if (agent.filter(own -> own.value().equals(by)).isPresent()) {
      return refuse(new NeedRefusal.OwnNeed(command.need(), agent.get()));
    }
    if (!need.get().accepts(command.choice())) {
      return refuse(new NeedRefusal.NotAmongChoices(command.need(), need.get().choices()));
    }
    return new NeedDecision.Accepted(
        command.need(),
        List.of(
            new NeedEvent.NeedAnswered(command.need(), need.get().task(), by, command.choice())));
  }

  private NeedDecision withdraw(NeedCommand.WithdrawNeed command) {
    Optional<Need> need = find(command.need());
    if (need.isEmpty()) {
      return refuse(new NeedRefusal.UnknownNeed(command.need()));
    }
    if (need.get().isOpen()) {
      return new NeedDecision.Accepted(
          command.need(),
          List.of(
              new NeedEvent.NeedWithdrawn(command.need(), need.get().task(), command.reason())));
    }
    return need.get().settlement().orElseThrow() instanceof Settlement.Withdrawn
        ? new NeedDecision.Accepted(command.need(), List.of())
        : refuse(settled(need.get(), need.get().settlement().orElseThrow()));
  }

  private static NeedRefusal settled(Need need, Settlement end) {
    return switch (end) {
      case Settlement.Answered answered ->
          new NeedRefusal.AlreadyAnswered(
              need.id(), answered.by(), answered.choice(), answered.at());
      case Settlement.Withdrawn withdrawn ->
          new NeedRefusal.AlreadyWithdrawn(need.id(), withdrawn.reason());
    };
  }

  private static NeedDecision refuse(NeedRefusal refusal) {
    return new NeedDecision.Refused(refusal);
  }

  /// The needs after something happened.
  ///
  /// @param at when
  public Needs apply(NeedEvent event, Instant at) {
    return switch (event) {
      case NeedEvent.NeedRaised raised ->
          put(new Need(raised.need(), raised.ask(), at, Optional.empty()));
      case NeedEvent.NeedAnswered answered ->
          settle(answered.need(), new Settlement.Answered(at, answered.by(), answered.choice()));
      case NeedEvent.NeedWithdrawn withdrawn ->
          settle(withdrawn.need(), new Settlement.Withdrawn(at, withdrawn.reason()));
    };
  }

  private Needs settle(String id, Settlement end) {
    return find(id).filter(Need::isOpen).map(need -> put(need.settled(end))).orElse(this);
  }

  private Needs put(Need need) {
    long number = need.number();
    long newest = Math.max(last, number);
    Optional<Subject> subject = Subject.of(need.ask());
    if (need.isOpen()) {
      return new Needs(
          open.plus(number, need),
          settled,
          order,
          subject.map(same -> subjects.plus(same, number)).orElse(subjects),
          newest);
    }
    long place = order.isEmpty() ? 1 : order.lastKey() + 1;
    Needs next =
        new Needs(
            open.minus(number),
            settled.plus(number, need),
            order.plus(place, number),
            subject
                .filter(same -> Long.valueOf(number).equals(subjects.get(same)))
                .map(subjects::minus)
                .orElse(subjects),
            newest);
    return next.order.size() > MAX_SETTLED ? next.withoutOldest() : next;
  }

  private Needs withoutOldest() {
    return new Needs(
        open,
        settled.minus(order.firstEntry().getValue()),
        order.minusFirstEntry(),
        subjects,
        last);
  }
}
