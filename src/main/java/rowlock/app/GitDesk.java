package rowlock.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rowlock.agent.WorktreeWorkplace;
import rowlock.coordinator.Coordinator;
import rowlock.git.GitBatch;
import rowlock.git.GitException;
import rowlock.git.Parked;
import rowlock.git.Repository;
import rowlock.git.Worktree;
import rowlock.merge.Forecast;
import rowlock.merge.Prospect;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.Premises.GitWish;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;

/// What operations are told about the repository of a run, in plain words and bounded.
final class GitDesk {
  /// What the branches begin with that can be made and deleted by request.
  private static final String OWN = "rowlock-own/";

  private static final String OPERATOR = "operator";

  /// How many paths of one conflict are told.
  private static final int MOST_PATHS = 20;

  /// How many things all lists of one batch tell together, roughly; each tells a few in any case.
  private static final int MOST_LISTED = 4_000;

  private static final int FEWEST_LISTED = 20;

  /// How many tasks that were left out are told.
  private static final int MOST_LEFT_OUT = 100;

  private final Repository repository;
  private final WorktreeWorkplace workplace;
  private final Prospect prospect;
  private final Coordinator coordinator;

  GitDesk(
      Repository repository,
      WorktreeWorkplace workplace,
      Prospect prospect,
      Coordinator coordinator) {
    this.repository = repository;
    this.workplace = workplace;
    this.prospect = prospect;
    this.coordinator = coordinator;
  }

  /// Which tasks that are worked on would conflict.
  ///
  /// @param most how many conflicts are told
  Fields conflicts(int most) {
    Prospect.Seen seen;
    try {
      seen = prospect.look(coordinator.board(), coordinator.now());
    } catch (GitException broken) {
      throw broken(broken);
    }
    Forecast.Outlook outlook = seen.outlook();
    Forecast.Counts counts = outlook.counts();
    return Fields.of(
            "conflicts",
            outlook.clashes().stream()
                .limit(most)
                .map(clash -> conflict(clash, seen.compared()))
                .toList())
        .with("total", outlook.clashes().size())
        .with("branches", seen.compared().size())
        .with(
            "pairs",
            Fields.of("all", counts.pairs())
                .with("apart", counts.apart())
                .with("remembered", counts.remembered())
                .with("merged", counts.merged())
                .with("unknown", counts.unknown()))
        .with("left_out", leftOut(seen))
        .with("left_out_total", seen.leftOut().size())
        .with("at", outlook.when())
        .with("note", "what agents have not committed is not looked at");
  }

  private static Fields conflict(Forecast.Clash clash, Map<String, Prospect.Underway> compared) {
    List<Prospect.Underway> both =
        List.of(clash.one(), clash.other()).stream()
            .flatMap(tip -> Optional.ofNullable(compared.get(tip.name())).stream())
            .toList();
    int told = Math.min(clash.paths().size(), MOST_PATHS);
    return Fields.of("tasks", both.stream().map(Prospect.Underway::task).toList())
        .with("agents", both.stream().map(Prospect.Underway::agent).toList())
        .with("commits", List.of(clash.one().commit(), clash.other().commit()))
        .with("paths", clash.paths().subList(0, told))
        .with("more_paths", clash.paths().size() - told)
        .with("computed_at", clash.computed());
  }

  private static List<Fields> leftOut(Prospect.Seen seen) {
    String reason =
        seen.compared().size() < Forecast.MAX_TIPS
            ? "no commit of it is found"
            : "more than %d are not compared".formatted(Forecast.MAX_TIPS);
    return seen.leftOut().stream()
        .limit(MOST_LEFT_OUT)
        .map(work ->
            Fields.of("task", work.task()).with("agent", work.agent()).with("reason", reason))
        .toList();
  }

  /// Asks git many things at once.
  ///
  /// @param agent in whose worktree; empty: in the user's checkout
  List<Outcome> ask(Optional<AgentId> agent, List<GitWish> wishes) {
    Optional<Worktree> worktree = agent.map(this::worktree);
    String own = OWN + worktree.map(at -> at.name().value()).orElse(OPERATOR) + "/";
    try {
      List<GitBatch.Answer> answers =
          repository.batch(worktree, own).run(wishes.stream().map(GitDesk::request).toList());
      int most = Math.max(FEWEST_LISTED, MOST_LISTED / wishes.size());
      List<Outcome> told = new ArrayList<>();
      for (int i = 0; i < wishes.size(); i++) {
        told.add(outcome(wishes.get(i), answers.get(i), most));
      }
      return told;
    } catch (GitException broken) {
      throw broken(broken);
    }
  }

  private Worktree worktree(AgentId agent) {
    return workplace
        .worktreeOf(agent)
        .orElseThrow(() ->
            Household.refusal(
                agent + " has no worktree in this run",
                "agents get one with their first task; the operator may ask without"));
  }

  private static GitBatch.Request request(GitWish wish) {
    return switch (wish.ask()) {
      case STATUS -> new GitBatch.Request.State();
      case LOG -> new GitBatch.Request.Log(wish.from(), wish.count());
      case DIFF -> new GitBatch.Request.DiffStat(wish.from(), wish.to());
      case BRANCHES -> new GitBatch.Request.Branches(wish.branch());
      case CREATE_BRANCH -> new GitBatch.Request.CreateBranch(wish.branch(), wish.from());
      case DELETE_BRANCH -> new GitBatch.Request.DeleteBranch(wish.branch());
    };
  }

  private static Outcome outcome(GitWish wish, GitBatch.Answer answer, int most) {
    Fields told = Fields.of("ask", wish.ask());
    return switch (answer) {
      case GitBatch.Answer.State(var status) ->
          Outcome.done(
              told.with("dirty", status.isDirty())
                  .with("head", status.head())
                  .with("branch", status.branch())
                  .with("staged", status.staged())
                  .withAll(listed("changed", status.changed(), status.changed().size(), most))
                  .with("conflicts", status.conflicts().stream().limit(most).toList())
                  .with("nested", status.nested().stream().limit(most).toList()));
      case GitBatch.Answer.Log(var commits) ->
          Outcome.done(
              told.withAll(
                  listed("commits", each(commits, GitDesk::commit), commits.size(), most)));
      case GitBatch.Answer.DiffStat(var files, int total) ->
          Outcome.done(told.withAll(listed("files", each(files, GitDesk::file), total, most)));
      case GitBatch.Answer.Branches(var branches, int total) ->
          Outcome.done(
              told.withAll(
                  listed(
                      "branches",
                      each(
                          List.copyOf(branches.entrySet()),
                          one -> Fields.of("branch", one.getKey()).with("commit", one.getValue())),
                      total,
                      most)));
      case GitBatch.Answer.Created(var branch, var at) ->
          Outcome.done(told.with("branch", branch).with("commit", at));
      case GitBatch.Answer.Deleted(var branch, var was, var parked) ->
          Outcome.done(
              told.with("branch", branch)
                  .with("was", was)
                  .with("parked", parked.stream().map(GitDesk::place).toList()));
      case GitBatch.Answer.Refused(String reason) ->
          new Outcome.NotDone(
              Outcome.Reason.REJECTED, "refused", reason, "nothing was changed by it", Map.of());
    };
  }

  private static String place(Parked parked) {
    return switch (parked) {
      case Parked.Work work -> work.ref().value();
      case Parked.Folder folder -> folder.to().toString();
    };
  }

  /// The first of many, and how many there are.
  private static Map<String, Object> listed(String name, List<?> all, int total, int most) {
    return Fields.of(name, all.stream().limit(most).toList()).with("total", total).map();
  }

  private static <T> List<Fields> each(List<T> all, Function<T, Fields> words) {
    return all.stream().map(words).toList();
  }

  private static Fields commit(rowlock.git.Commit commit) {
    return Fields.of("commit", commit.id())
        .with("author", commit.author())
        .with("at", commit.when())
        .with("subject", commit.subject());
  }

  private static Fields file(rowlock.git.History.FileDiff file) {
    return Fields.of("path", file.path())
        .with("content", file.content())
        .with("added", file.added())
        .with("deleted", file.deleted());
  }

  private static Workshop.Refusal broken(GitException broken) {
    return new Workshop.Refusal(
        Workshop.Refusal.Kind.ENVIRONMENT,
        String.valueOf(broken.getMessage()),
        "see `rowlock doctor`");
  }
}
