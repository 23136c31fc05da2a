package rowlock.board;

import java.time.Instant;
import java.util.Optional;
import rowlock.task.Name;
import rowlock.task.Text;

/// A plan that is, or was, carried out.
///
/// @param id its name
/// @param goal what it is for
/// @param planHash SHA-256 of the plan as read; the same plan takes the run up again
/// @param integration where its work is merged; empty when there is no repository
/// @param openedAt when it began
/// @param outcome how it ended, if it has
public record Run(
    String id,
    String goal,
    String planHash,
    Optional<Integration> integration,
    Instant openedAt,
    Optional<RunOutcome> outcome) {
  public Run {
    Name.require("run", id);
    Text.line("goal", goal);
    Name.require("plan_hash", planHash);
  }

  /// The same run, ended.
  public Run closed(RunOutcome end) {
    return new Run(id, goal, planHash, integration, openedAt, Optional.of(end));
  }

  /// Where a run's work is merged.
  ///
  /// @param repository the repository's folder
  /// @param baseCommit the commit the run began from
  /// @param branch the full name of the ref that collects the merged work
  /// @param worksOnTarget whether that ref is the user's own branch, by their wish
  public record Integration(
      String repository, String baseCommit, String branch, boolean worksOnTarget) {
    public Integration {
      Text.line("repository", repository);
      Name.require("base_commit", baseCommit);
      Text.line("branch", branch);
    }
  }
}
