package rowlock.bench;

import java.util.ArrayList;
import java.util.List;
import rowlock.sim.Options;
import rowlock.sim.Outcome;
import rowlock.sim.Simulation;

/// How fast the board and the writer are without a disk: whole simulated histories, with trouble.
final class Simulations implements Benchmark {
  private static final int WARM_UP_SEEDS = 20;
  private static final int MOST_SEEDS = 100_000;

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public String summary() {
    return "simulated histories in one thread, checked after every step";
  }

  @Override
  public Report run(Bench bench) {
    for (long seed = 1; seed <= WARM_UP_SEEDS; seed++) {
      simulate(seed);
    }
    List<Double> millis = new ArrayList<>();
    long events = 0;
    long from = System.nanoTime();
    long end = from + bench.order().window().toNanos() * bench.order().rounds();
    for (long seed = 1; seed <= MOST_SEEDS && System.nanoTime() < end; seed++) {
      long before = System.nanoTime();
      events += simulate(seed).events();
      millis.add((System.nanoTime() - before) / 1e6);
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    Spread spread = Spread.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
    Report.Draft draft = new Report.Draft(name());
    draft.add(
        Row.of(
                "one history: 5 agents, 3 hubs, 400 steps and the end",
                "ms",
                spread,
                "a seed from start to end in one thread, every invariant checked; no floor")
            .perSecond(millis.size() / seconds));
    draft.note("%s events a second".formatted(Figures.text(events / seconds)));
    return draft.done();
  }

  private static Outcome simulate(long seed) {
    Outcome outcome = Simulation.run(seed, Options.NORMAL);
    outcome
        .violation()
        .ifPresent(found -> {
          throw new IllegalStateException(outcome.summary(), found);
        });
    return outcome;
  }
}
