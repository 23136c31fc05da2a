package rowlock.workflow;

import rowlock.workflow.Source.Place;

/// One thing that is wrong with a plan file.
///
/// @param line where, 1 for the first
/// @param column where on the line, 1 for the first
/// @param field what it is about, as a path such as `tasks[3].priority` that counts from 0; empty
///   for the file as a whole
/// @param message what is wrong, and what would be right
public record Problem(int line, int column, String field, String message) {
  static Problem at(Place place, String field, String message) {
    return new Problem(place.line(), place.column(), field, message);
  }

  /// The problem on one line, led by the file's name: `plan.yaml:12: tasks[3].priority: ...`.
  public String render(String file) {
    return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
