package rowlock.workflow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files a task may change, as far as the plan says.
///
/// @param patterns as they stand in the plan, in the order of the globs
/// @param globs the same, read
/// @param origin given by its scope, or guessed from the files it reads
record Touched(List<String> patterns, List<PathGlob> globs, Estimate.Origin origin) {
  /// What a planned task touches; empty when nothing is known.
  static Optional<Touched> by(PlannedTask task) {
    List<String> scope = task.spec().work().scope();
    if (!scope.isEmpty()) {
      List<PathGlob> globs = scope.stream().map(PathGlob::parse).toList();
      return Optional.of(new Touched(scope, globs, Estimate.Origin.GIVEN));
    }
    List<String> files = task.spec().description().files();
    List<PathGlob> paths = files.stream().map(PathGlob::literal).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Touched(files, paths, Estimate.Origin.GUESSED));
  }

  boolean isGiven() {
    return origin == Estimate.Origin.GIVEN;
  }

  /// The first two patterns that may mean the same file.
  Optional<Pair> overlapWith(Touched other) {
    for (int i = 0; i < globs.size(); i++) {
      for (int j = 0; j < other.globs.size(); j++) {
        if (globs.get(i).mayOverlap(other.globs.get(j))) {
          return Optional.of(new Pair(patterns.get(i), other.patterns.get(j)));
        }
      }
    }
    return Optional.empty();
  }

  /// What comparing them may cost, in pairs of characters.
  long effortWith(Touched other) {
    long effort = 0;
    for (PathGlob mine : globs) {
      for (PathGlob others : other.globs) {
        effort += mine.effortWith(others);
      }
    }
    return effort;
  }

  /// Two patterns that may mean the same file.
  record Pair(String mine, String others) {
    /// Both, or the one they are.
    @Override
    public String toString() {
      return String.join(" and ", Stream.of(mine, others).distinct().toList());
    }
  }
}
