package rowlock.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What was spent and is reserved: by run, by task, by agent. Immutable.
///
/// @param runs all of them, because allowances are held against them
/// @param tasks those that changed last
/// @param agents those that changed last
record Books(Tallies runs, Tallies tasks, Tallies agents) {
  static final int MAX_TASKS = 100_000;
  static final int MAX_AGENTS = 10_000;

  static final Books EMPTY =
      new Books(
          Tallies.of(Tally.Of.RUN, Integer.MAX_VALUE),
          Tallies.of(Tally.Of.TASK, MAX_TASKS),
          Tallies.of(Tally.Of.AGENT, MAX_AGENTS));

  static Books of(List<Tally> tallies) {
    Books books = EMPTY;
    for (Tally tally : tallies) {
      books = books.put(tally);
    }
    return books;
  }

  /// Runs first, then tasks, then agents, each in the order of their names.
  List<Tally> all() {
    List<Tally> all = new ArrayList<>(runs.all());
    all.addAll(tasks.all());
    all.addAll(agents.all());
    return all;
  }

  Totals of(Tally.Of of, String name) {
    return switch (of) {
      case RUN -> runs.of(name);
      case TASK -> tasks.of(name);
      case AGENT -> agents.of(name);
    };
  }

  Books change(Purpose purpose, Instant at, UnaryOperator<Totals> how) {
    return new Books(
        runs.change(purpose.run(), at, how),
        purpose.task().map(task -> tasks.change(task.value(), at, how)).orElse(tasks),
        agents.change(purpose.agent().value(), at, how));
  }

  private Books put(Tally tally) {
    return switch (tally.of()) {
      case RUN -> new Books(runs.put(tally), tasks, agents);
      case TASK -> new Books(runs, tasks.put(tally), agents);
      case AGENT -> new Books(runs, tasks, agents.put(tally));
    };
  }
}
