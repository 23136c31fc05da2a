package rowlock.tmux;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import rowlock.process.Job;

/// The question which of some jobs will not begin any more: it costs, and so is asked only now and
/// then while they are waited for.
///
/// For one thread.
final class Doubt implements Function<Collection<Job>, Set<Job>> {
  /// How often the best is hoped; with the pauses of [Job#awaitStarts] that takes about 60 ms.
  private static final int HOPING = 16;

  private final Function<Collection<Job>, Set<Job>> question;
  private int asked;

  Doubt(Function<Collection<Job>, Set<Job>> question) {
    this.question = question;
  }

  @Override
  public Set<Job> apply(Collection<Job> waiting) {
    asked++;
    return asked % HOPING == 0 ? question.apply(waiting) : Set.of();
  }
}
