package rowlock.git;

import java.time.Instant;
import java.util.List;

/// A commit as the log tells it.
///
/// @param parents the commits it was made from, the first one first; none for a root
/// @param author who made it, as name and e-mail in one text: git lets them be anything
/// @param when when it was committed
/// @param subject the first paragraph of its message in one line
public record Commit(
    CommitId id, TreeId tree, List<CommitId> parents, String author, Instant when, String subject) {
  public Commit {
    parents = List.copyOf(parents);
  }
}
