package rowlock.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Many agents at once: each is started or refused by itself, and each that is started has answered
/// when the answer comes.
public final class HiringOperations {
  /// How many agents one batch may want.
  public static final int MAX_BATCH = 500;

  private final Premises premises;

  /// @param premises where they are to live
  public HiringOperations(Premises premises) {
    this.premises = premises;
  }

  /// Starts one agent.
  ///
  /// @throws InterruptedException if the caller gave up waiting
  public Outcome spawn(Hiring wish) throws InterruptedException {
    return premises.spawn(List.of(wish)).getFirst();
  }

  /// Starts agents: room for all that may live is kept before the first begins.
  ///
  /// @param wishes 1 to [#MAX_BATCH]
  /// @param caller whose key the batch has
  /// @throws IllegalArgumentException if there are none, or more
  /// @throws InterruptedException if the caller gave up waiting
  public Outcome spawn(List<Hiring> wishes, Caller caller) throws InterruptedException {
    if (wishes.isEmpty() || wishes.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "agents: 1 to %d, not %d".formatted(MAX_BATCH, wishes.size()));
    }
    List<Hiring> keyed = new ArrayList<>();
    for (Hiring wish : wishes) {
      keyed.add(
          new Hiring(
              wish.kind(),
              wish.id(),
              wish.role(),
              wish.parent(),
              wish.terms(),
              caller.forPart(keyed.size()).key().map(key -> caller.by() + "/" + key)));
    }
    return told(premises.spawn(keyed));
  }

  private static Outcome told(List<Outcome> outcomes) {
    long spawned = outcomes.stream().filter(Outcome.Done.class::isInstance).count();
    Map<String, Object> told =
        Fields.of("spawned", spawned)
            .with("refused", outcomes.size() - spawned)
            .with("results", outcomes.stream().map(HiringOperations::result).toList())
            .map();
    if (spawned == outcomes.size()) {
      return new Outcome.Done(told);
    }
    return new Outcome.NotDone(
        spawned == 0 ? Outcome.Reason.REJECTED : Outcome.Reason.PARTLY,
        spawned == 0 ? "nothing_spawned" : "partly_spawned",
        "%d of %d agents were started".formatted(spawned, outcomes.size()),
        "results has, for each in its order, what became of it",
        told);
  }

  private static Map<String, Object> result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done.data();
      case Outcome.NotDone not ->
          Fields.of("code", not.code()).with("error", not.message()).with("hint", not.hint()).map();
    };
  }
}
