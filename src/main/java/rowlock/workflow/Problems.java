package rowlock.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rowlock.workflow.Source.Place;

/// The problems found so far, each once.
///
/// Owned by one reading; nothing else writes to it.
final class Problems {
  /// How many problems are shown; nobody reads more before correcting the first.
  static final int MAX_SHOWN = 100;

  private final Set<Problem> found = new LinkedHashSet<>();
  private long unseen;

  void add(Place place, String field, String message) {
    Problem problem = Problem.at(place, field, message);
    if (found.size() < MAX_SHOWN) {
      found.add(problem);
    } else if (!found.contains(problem)) {
      unseen++;
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// The problems from top to bottom of the file; the last one counts those that are left out.
  List<Problem> inOrder() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    if (unseen > 0) {
      int last = sorted.getLast().line();
      sorted.add(new Problem(last, 1, "", "and " + unseen + " more problems that are not shown"));
    }
    return List.copyOf(sorted);
  }
}
