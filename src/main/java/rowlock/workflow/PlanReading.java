package rowlock.workflow;

import java.util.List;

/// What became of reading a plan file.
public sealed interface PlanReading {
  /// It is a plan.
  record Accepted(Plan plan) implements PlanReading {}

  /// It is not, and why.
  ///
  /// @param problems from top to bottom of the file, at least one
  record Refused(List<Problem> problems) implements PlanReading {
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems: must not be empty");
      }
    }
  }
}
