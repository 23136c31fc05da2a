package rowlock.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import rowlock.access.Claim;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.operation.BudgetOperations;
import rowlock.operation.NeedOperations;
import rowlock.operation.NeedOperations.Which;
import rowlock.operation.Outcome;
import rowlock.task.TaskId;
import rowlock.team.Permission;

/// Operations about what waits for a person, and about what is spent in their name.
final class NeedCalls {
  /// What decides what an agent may do or spend: whoever answers has to be allowed that themselves.
  private static final Set<NeedKind> RIGHTS =
      Set.of(NeedKind.PERMISSION, NeedKind.LIMIT, NeedKind.LOGIN);

  private static final Type.Words TEXT = new Type.Words("body", Wording.MAX_DETAIL);
  private static final Type.Words ANSWER = new Type.Words("body", Choice.MAX_TEXT);

  private NeedCalls() {}

  static List<Operation> all() {
    return List.of(list(), answer(), ask(), budget());
  }

  private static Operation list() {
    return Operation.reads(
            "list_needs",
            Permission.STEER,
            "Lists what waits for a person, first what holds up most tasks.")
        .takes("need_id", Type.NAME, "only this one, whole")
        .takes("kind", Arguments.choiceOf(NeedKind.class), "only these")
        .takes("all", Type.FLAG, "also settled ones")
        .returns("needs:array?", "need?")
        .does(call -> {
          NeedOperations needs = new NeedOperations(call.desk());
          Which which = call.arguments().isSet("all") ? Which.ALL : Which.OPEN;
          Optional<NeedKind> kind = call.arguments().constant("kind", NeedKind.class);
          return call.arguments()
              .optional("need_id")
              .map(needs::show)
              .or(() -> kind.map(one -> needs.list(which, one)))
              .orElseGet(() -> needs.list(which));
        });
  }

  /// Refuses to tell an agent what is between a person and another agent.
  ///
  /// @throws Forbidden unless the need is the caller's own, or the caller may steer
  static void requireInsight(Invocation call, String need) {
    if (call.desk().board().need(need).filter(known -> !isOwn(call, known)).isPresent()) {
      call.require(Permission.STEER, "read what others asked");
    }
  }

  private static boolean isOwn(Invocation call, Need need) {
    return need.agent().isPresent() && need.agent().equals(call.identity().agent());
  }

  private static Operation answer() {
    return Operation.changes("answer_need", Permission.STEER, "Answers a need, once for all.")
        .needs("need_id", Type.NAME, "which")
        .needs("answer", ANSWER, "allow, deny, or words")
        .returns("need", "answer")
        .does(NeedCalls::answer);
  }

  private static Outcome answer(Invocation call) {
    String id = call.arguments().text("need_id");
    Choice choice = Choice.of(call.arguments().text("answer"));
    Optional<Need> need = call.desk().board().need(id);
    if (need.filter(known -> isOwn(call, known)).isPresent()) {
      throw new Forbidden("nobody answers themselves", "wait_for_event with need_ids");
    }
    if (need.map(Need::kind).filter(RIGHTS::contains).isPresent()) {
      call.require(Permission.ADMINISTER, "decide what an agent may do or spend");
    }
    return new NeedOperations(call.desk()).answer(id, choice, call.caller());
  }

  private static Operation ask() {
    return Operation.changes(
            "ask_question",
            Permission.WORK,
            "Asks a person what only they can decide; wait_for_event tells the answer.")
        .forWorkers()
        .needs("question", Type.LINE, "in one line")
        .takes("detail", TEXT, "all that is needed to decide")
        .takes("choices", new Type.Several(Type.LINE, Wording.MAX_CHOICES), "possible answers")
        .takes("task_id", Type.NAME, "what cannot go on; your task unless given")
        .aboutAgent()
        .returns("need")
        .does(NeedCalls::ask);
  }

  private static Outcome ask(Invocation call) {
    Arguments given = call.arguments();
    Wording wording =
        new Wording(
            given.text("question"), given.optional("detail").orElse(""), given.texts("choices"));
    Ask ask =
        new Ask(
            NeedKind.QUESTION,
            Optional.of(call.agent()),
            given.optional("task_id").map(TaskId::new).or(() -> own(call)),
            wording,
            Optional.of(wording.title()));
    return new NeedOperations(call.desk()).raise(ask, call.caller());
  }

  /// The task an agent is at: what its token is for, or the only one it holds.
  private static Optional<TaskId> own(Invocation call) {
    SortedSet<TaskId> held = call.desk().board().heldBy(call.agent());
    return call.identity()
        .claim()
        .map(Claim::task)
        .or(() -> held.size() == 1 ? Optional.of(held.first()) : Optional.empty());
  }

  private static Operation budget() {
    return Operation.reads("get_budget", "Tells what runs may spend and have spent.")
        .takes("run_id", Type.NAME, "only this run, with its tasks")
        .returns("runs:array?", "run?")
        .does(call -> {
          BudgetOperations budgets = new BudgetOperations(call.desk());
          return call.arguments().optional("run_id").map(budgets::show).orElseGet(budgets::list);
        });
  }
}
