package rowlock.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.Premises.GitAsk;
import rowlock.operation.Premises.GitWish;
import rowlock.task.AgentId;
import rowlock.task.Text;
import rowlock.team.Permission;

/// Operations about the repository that agents of the hub work in.
final class GitCalls {
  private static final int CONFLICTS = 50;
  private static final int COMMITS = 20;
  private static final String HEAD = "HEAD";

  private static final List<Parameter> WISH =
      List.of(
          Parameter.required("ask", Arguments.choiceOf(GitAsk.class), "what"),
          Parameter.optional("branch", Type.LINE, "a branch, or what branches begin with"),
          Parameter.optional("from", Type.LINE, "a revision; HEAD unless given"),
          Parameter.optional("to", Type.LINE, "where a diff ends; HEAD unless given"),
          Parameter.optional(
              "count", new Type.Whole(1, GitWish.MAX_COMMITS), COMMITS + " commits unless given"));

  private GitCalls() {}

  static List<Operation> all() {
    return List.of(conflicts(), batch());
  }

  private static Operation conflicts() {
    return Operation.reads(
            "get_conflicts",
            "Tells which tasks that are worked on would conflict if they were merged now.")
        .forWhoKnows()
        .takes("limit", new Type.Whole(1, Text.MAX_ENTRIES), CONFLICTS + " unless given")
        .returns("conflicts:array", "total:integer", "branches:integer", "pairs:object")
        .does(call ->
            Outcome.done(
                call.office()
                    .premises()
                    .conflicts(call.arguments().integer("limit").orElse(CONFLICTS))));
  }

  private static Operation batch() {
    return Operation.changes(
            "git_batch",
            Permission.WORK,
            "Asks git many things at once, in your worktree; in the user's checkout if you are no"
                + " agent. Branches made or deleted are named rowlock-own/NAME/, NAME being yours"
                + " or operator.")
        .forWhoKnows()
        .needs(
            "requests",
            new Type.Several(new Type.Compound(WISH, ""), GitWish.MAX),
            "independent of each other, in any order")
        .aboutAgent()
        .returns("done:integer", "refused:integer", "results:array")
        .does(GitCalls::batch);
  }

  private static Outcome batch(Invocation call) {
    boolean isAboutAgent =
        call.identity().agent().isPresent() || call.arguments().has(Arguments.AGENT);
    Optional<AgentId> agent = isAboutAgent ? Optional.of(call.agent()) : Optional.empty();
    List<GitWish> wishes = new ArrayList<>();
    for (Arguments given : call.arguments().objects("requests")) {
      wishes.add(wish(wishes.size(), given));
    }
    if (wishes.isEmpty()) {
      throw new IllegalArgumentException("requests: at least one is wanted here");
    }
    return told(call.office().premises().git(agent, wishes));
  }

  private static GitWish wish(int index, Arguments given) {
    GitAsk ask = given.constant("ask", GitAsk.class).orElseThrow();
    Optional<String> branch = given.optional("branch");
    if (branch.isEmpty() && (ask == GitAsk.CREATE_BRANCH || ask == GitAsk.DELETE_BRANCH)) {
      throw new IllegalArgumentException("requests[%d]: branch: is missing".formatted(index));
    }
    return new GitWish(
        ask,
        branch.orElse(""),
        given.optional("from").orElse(HEAD),
        given.optional("to").orElse(HEAD),
        given.integer("count").orElse(COMMITS));
  }

  private static Outcome told(List<Outcome> answers) {
    List<Fields> results = new ArrayList<>();
    int done = 0;
    for (Outcome answer : answers) {
      switch (answer) {
        case Outcome.Done told -> {
          done++;
          results.add(Fields.none().withAll(told.data()));
        }
        case Outcome.NotDone not ->
            results.add(
                Fields.of("code", not.code())
                    .with("error", not.message())
                    .with("hint", not.hint()));
      }
    }
    Fields told =
        Fields.of("done", done).with("refused", answers.size() - done).with("results", results);
    if (done == answers.size()) {
      return Outcome.done(told);
    }
    return new Outcome.NotDone(
        done == 0 ? Outcome.Reason.REJECTED : Outcome.Reason.PARTLY,
        done == 0 ? "nothing_done" : "partly_done",
        "%d of %d requests were done".formatted(done, answers.size()),
        "results has, for each request in its order, what became of it",
        told.map());
  }
}
