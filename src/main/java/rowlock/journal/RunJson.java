package rowlock.journal;

import rowlock.board.Run;
import rowlock.board.Run.Integration;

/// Runs as JSON.
final class RunJson {
  private RunJson() {}

  static void write(Run run, Form out) {
    out.text("id", run.id())
        .textIfAny("goal", run.goal())
        .text("plan_hash", run.planHash())
        .objectIfAny("integration", run.integration(), RunJson::writeIntegration)
        .time("opened_at", run.openedAt())
        .text("outcome", run.outcome().map(Words.RUN_OUTCOMES::of));
  }

  static Run read(Fields in) {
    return new Run(
        in.text("id"),
        in.textOrEmpty("goal"),
        in.text("plan_hash"),
        in.maybeObject("integration").map(RunJson::integration),
        in.time("opened_at"),
        in.maybeText("outcome").map(Words.RUN_OUTCOMES::named));
  }

  private static void writeIntegration(Integration integration, Form out) {
    out.text("repository", integration.repository())
        .text("base_commit", integration.baseCommit())
        .text("branch", integration.branch())
        .flag("works_on_target", integration.worksOnTarget());
  }

  private static Integration integration(Fields in) {
    return new Integration(
        in.text("repository"),
        in.text("base_commit"),
        in.text("branch"),
        in.flag("works_on_target"));
  }
}
