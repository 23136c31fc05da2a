package rowlock.mcp;

import java.util.List;
import java.util.Map;

/// The prompts rowlock offers: how to begin as a worker, as a lead, and with a plan.
final class Prompts {
  private static final String GOAL = "goal";

  static final List<Prompt> ALL =
      List.of(
          new Prompt(
              "worker", "Work on the board", "Work on tasks until there are none left", List.of()),
          new Prompt(
              "lead",
              "Lead a team",
              "Break a goal into tasks and bring a team to the end of it",
              List.of(argument("what is to be achieved"))),
          new Prompt(
              "plan",
              "Plan a goal",
              "Break a goal into tasks, without beginning any",
              List.of(argument("what is to be planned"))));

  private static final String WORKER =
      """
      You are a worker on the rowlock board of this project. Repeat:
      1. claim_task. If there is none, wait_for_event, and when that brings nothing \
      twice, stop.
      2. Read the task, its hints and its dependencies' results (get_task, get_results); \
      look at get_discoveries.
      3. start_task, then do the work, and only what the task's scope allows.
      4. Send a heartbeat while you work, well before the lease ends.
      5. Run the task's checks yourself, then submit_task, saying what you did and what \
      others must know. If it cannot be done, fail_task with the reason; if it is not \
      for you, release_task.
      6. Add a discovery for what others should know; answer messages that ask you \
      something.
      If you are told stale_fence, the task is no longer yours: drop it and claim again.
      """;

  private static final String PLAN =
      """
      Goal: %s

      Plan this goal as tasks on the rowlock board, and do not begin any of them.
      1. Read get_status and get_master_plan, and as much of the repository as you need.
      2. Write the approach down with update_master_plan.
      3. create_tasks in one call: each small enough for one agent within an hour, with \
      a description that stands alone, with its dependencies, with a scope of paths that \
      overlaps with no task that may run at the same time, and with checks that prove \
      it.
      4. Read the tasks again with list_tasks and correct what is wrong.
      """;

  private static final String LEAD =
      PLAN
          + """

          Then lead the team until the goal is reached:
          5. wait_for_event for finished tasks and messages; look at get_status.
          6. For a task that failed or does not move, read why_task; then retry_task, \
          reprioritise_task, cancel_task with a reason, or create what is missing.
          7. Answer questions with send_message. You do not do tasks of workers yourself.
          8. When all is done, check the goal against get_results and say what was achieved \
          and what was not.
          """;

  private Prompts() {}

  /// @throws IllegalArgumentException if there is no such prompt
  static List<Prompt.Message> text(String name, Map<String, String> arguments) {
    String goal = arguments.getOrDefault(GOAL, "");
    String text =
        switch (name) {
          case "worker" -> WORKER;
          case "lead" -> LEAD.formatted(goal);
          case "plan" -> PLAN.formatted(goal);
          default -> throw new IllegalArgumentException("there is no prompt " + name);
        };
    return List.of(new Prompt.Message(Prompt.Speaker.USER, Content.text(text)));
  }

  private static Prompt.Argument argument(String description) {
    return new Prompt.Argument(GOAL, description, Prompt.Presence.REQUIRED);
  }
}
