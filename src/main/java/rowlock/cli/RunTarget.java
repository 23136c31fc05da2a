package rowlock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowlock.operation.Outcome;
import rowlock.task.Spelling;
import rowlock.task.Text;

/// What `rowlock run` is to carry out: a plan in a file, or a goal that is to be planned first.
sealed interface RunTarget {
  Pattern LIKE_A_FILE = Pattern.compile(".*\\.(ya?ml|json|md|txt)", Pattern.CASE_INSENSITIVE);
  int MAX_NEIGHBOURS = 1_000;

  /// A plan file.
  record File(Path path) implements RunTarget {}

  /// A goal in words.
  record Goal(String words) implements RunTarget {}

  /// Neither; the outcome says why. Nothing is planned by mistake: that may cost money.
  record Unclear(Outcome.NotDone outcome) implements RunTarget {}

  /// What was typed: a file if there is one of that name, else a goal if it has several words and
  /// does not look like the name of a file.
  ///
  /// @param folder where names of files begin
  static RunTarget of(Optional<String> typed, Optional<String> goal, Path folder) {
    if (typed.isPresent() == goal.isPresent()) {
      return new Unclear(
          Complaint.input(
              typed.isPresent() ? "there is a PLAN and a --goal" : "there is nothing to carry out",
              "give a plan file, or a goal in words"));
    }
    return goal.map(RunTarget::goal).orElseGet(() -> of(typed.orElseThrow(), folder));
  }

  private static RunTarget of(String typed, Path folder) {
    boolean isSpaced = typed.strip().chars().anyMatch(Character::isWhitespace);
    Optional<Path> path = path(typed, folder);
    if (path.filter(Files::exists).isPresent()) {
      return new File(path.get());
    }
    boolean isLikeFile = LIKE_A_FILE.matcher(typed.strip()).matches();
    if (isSpaced && !isLikeFile) {
      return goal(typed);
    }
    Optional<String> near = path.flatMap(RunTarget::nearest);
    return new Unclear(
        Complaint.input(
            "there is no plan file " + Text.quote(typed),
            near.map(name -> "did you mean " + name + "? ").orElse("")
                + "a goal that is to be planned is given as --goal TEXT"));
  }

  private static RunTarget goal(String words) {
    return words.isBlank()
        ? new Unclear(Complaint.input("the goal is empty", "say what is to be done"))
        : new Goal(words.strip());
  }

  private static Optional<Path> path(String typed, Path folder) {
    try {
      return typed.isBlank() || typed.indexOf('\n') >= 0
          ? Optional.empty()
          : Optional.of(folder.resolve(typed));
    } catch (java.nio.file.InvalidPathException nameless) {
      return Optional.empty();
    }
  }

  /// The file in the same folder whose name is nearest.
  private static Optional<String> nearest(Path path) {
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .limit(MAX_NEIGHBOURS)
              .toList();
      return Spelling.nearest(String.valueOf(path.getFileName()), names);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
