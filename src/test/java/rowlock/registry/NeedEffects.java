package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.BEN;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.OPERATOR;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.board.Command;
import rowlock.budget.Allowance;
import rowlock.budget.BudgetCommand;
import rowlock.need.Need;
import rowlock.need.NeedKind;
import rowlock.need.Settlement;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What the operations on needs and budgets lead to.
final class NeedEffects {
  private NeedEffects() {}

  static List<Effect> all() {
    return Stream.of(questions(), answers(), lists(), budgets()).flatMap(List::stream).toList();
  }

  private static List<Effect> questions() {
    return List.of(
        new Effect(
            "ask_question",
            ANNA,
            s -> {
              s.claimed(ANNA, "t1");
              return Map.of("question", "Which colour?");
            },
            (s, told) -> {
              Need need = s.board().needs().getFirst();
              assertThat(need.kind()).isEqualTo(NeedKind.QUESTION);
              assertThat(need.agent()).contains(new AgentId("anna"));
              assertThat(need.task()).contains(new TaskId("t1"));
              assertThat(need.title()).isEqualTo("Which colour?");
            }),
        new Effect(
            "ask_question",
            OPERATOR,
            NeedEffects::whole,
            (s, told) -> {
              Need need = s.board().needs().getFirst();
              assertThat(need.agent()).contains(new AgentId("anna"));
              assertThat(need.task()).contains(new TaskId("t2"));
              assertThat(need.choices()).containsExactly("red", "blue");
              assertThat(need.ask().wording().detail()).isEqualTo("The brand has two.");
            }));
  }

  private static Map<String, Object> whole(Scene s) {
    s.add("t2");
    return Map.of(
        "question",
        "Which colour?",
        "detail",
        "The brand has two.",
        "choices",
        List.of("red", "blue"),
        "task_id",
        "t2",
        "agent_id",
        "anna");
  }

  private static List<Effect> answers() {
    return List.of(
        new Effect(
            "answer_need",
            LEA,
            s -> Map.of("need_id", s.question(ANNA, "Which colour?"), "answer", "blue"),
            (s, told) -> {
              assertThat(s.board().needs()).isEmpty();
              assertThat(s.board().settledNeeds().getFirst().settlement())
                  .hasValueSatisfying(end -> {
                    assertThat(end).isInstanceOf(Settlement.Answered.class);
                    assertThat(((Settlement.Answered) end).by()).isEqualTo("lea");
                    assertThat(((Settlement.Answered) end).choice().text()).isEqualTo("blue");
                  });
            }));
  }

  private static List<Effect> lists() {
    return List.of(
        new Effect(
            "list_needs",
            LEA,
            s -> {
              s.question(ANNA, "Which colour?");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("Which colour?", "open=1")),
        new Effect(
            "list_needs",
            LEA,
            s -> {
              String need = s.question(ANNA, "Which colour?");
              s.done(OPERATOR, "answer_need", Map.of("need_id", need, "answer", "blue"));
              s.question(BEN, "Which size?");
              return Map.of("kind", "question", "all", true, "need_id", need);
            },
            (s, told) ->
                assertThat(told)
                    .containsEntry("need", "n1")
                    .containsEntry("title", "Which colour?")
                    .containsEntry("answer", "blue")
                    .containsKey("detail")));
  }

  private static List<Effect> budgets() {
    return List.of(
        new Effect(
            "get_budget",
            LEA,
            s -> {
              s.run("night");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("run=night")),
        new Effect(
            "get_budget",
            LEA,
            s -> {
              s.run("night");
              s.give(
                  new Command.OfBudget(
                      new BudgetCommand.SetAllowance(
                          "night",
                          new Allowance(
                              Optional.of(12_000_000L), Optional.empty(), Optional.empty()))));
              return Map.of("run_id", "night");
            },
            (s, told) -> assertThat(told.toString()).contains("12000000")));
  }
}
