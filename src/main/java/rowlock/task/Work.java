package rowlock.task;

import java.util.List;
import java.util.Optional;

/// What is to be produced, and how rowlock proves it.
///
/// @param scope globs of the paths the task may change; empty means everywhere
/// @param checks commands that must exit with 0 in a clean checkout of the merged result
/// @param script what a shell agent runs to do the work
public record Work(List<String> scope, List<String> checks, Optional<String> script) {
  /// No scope, no checks, no script.
  public static final Work UNPROVED = new Work(List.of(), List.of(), Optional.empty());

  public Work {
    scope = Text.lines("scope", scope);
    checks.forEach(check -> Text.body("checks", check));
    checks = Text.list("checks", checks);
    script.ifPresent(text -> Text.body("run", text));
  }
}
