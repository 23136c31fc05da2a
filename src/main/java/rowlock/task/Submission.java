package rowlock.task;

import java.util.List;
import java.util.Optional;

/// What an agent hands in as its result.
///
/// @param output what it says it did
/// @param commit the commit that holds the work, for a task in a repository
/// @param files paths it says it changed
public record Submission(String output, Optional<String> commit, List<String> files) {
  public Submission {
    Text.body("output", output);
    commit.ifPresent(id -> Name.require("commit", id));
    files = Text.lines("files", files);
  }

  /// Words only.
  public static Submission saying(String output) {
    return new Submission(output, Optional.empty(), List.of());
  }
}
