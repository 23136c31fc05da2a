package rowlock.cli;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.board.Command;
import rowlock.console.Page;
import rowlock.console.Table;
import rowlock.console.View;
import rowlock.operation.ClaimOperations;
import rowlock.operation.Outcome;
import rowlock.operation.TaskOperations;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// Commands for whoever works on tasks.
final class ClaimVerbs {
  private ClaimVerbs() {}

  static List<Verb> all() {
    return List.of(
        claim(),
        start(),
        heartbeat(),
        submit("submit", "Hands in a result; rowlock proves it where there is a way to."),
        submit("complete", "Hands in a result; done at once where there is nothing to prove."),
        fail(),
        release(),
        subtask(),
        group());
  }

  private static Verb claim() {
    return Verb.named("claim", "Gives an agent a task for a while.")
        .says("It is the agent's until the lease is over; heartbeats renew it.")
        .takes("AGENT", "who wants a task")
        .option("--lease", "TIME", "how long it may be silent; the setting `lease` unless given")
        .option("--task", "TASK", "this one; otherwise the most urgent it may take")
        .options("--capability", "NAME", "what the agent can do besides what is known")
        .changes()
        .example("rowlock claim anna --lease 10m")
        .does(ClaimVerbs::doClaim)
        .shows(ClaimVerbs::showClaim);
  }

  private static Outcome doClaim(Call call) {
    ClaimOperations claims = new ClaimOperations(call.desk());
    SortedSet<String> capabilities = Text.labels("capabilities", call.all("--capability"));
    Optional<Outcome> refusal =
        capabilities.isEmpty()
            ? Optional.empty()
            : claims.equip(call.agent(), capabilities, call.agentItself());
    return refusal.orElseGet(() ->
        claims.claim(
            call.agent(),
            call.optional("--task").map(TaskId::new),
            call.duration("--lease"),
            call.agentItself()));
  }

  private static void showClaim(View view, Page page) {
    page.field("task", view.text("task"));
    page.field("fence", view.text("fence"));
    page.field("lease_until", view.text("lease_until"));
    page.gap();
    page.say(view.text("brief"));
  }

  private static Verb start() {
    return Verb.named("start", "Says that work on a claimed task has begun.")
        .takesClaim()
        .changes()
        .example("rowlock start anna t3 --fence 17")
        .does(call -> new ClaimOperations(call.desk()).start(call.claim(), call.agentItself()))
        .shows(TaskText::moved);
  }

  private static Verb heartbeat() {
    return Verb.named("heartbeat", "Keeps a claim alive.")
        .takesClaim()
        .option("--lease", "TIME", "how long from now; as long as it was claimed for unless given")
        .changes()
        .example("rowlock heartbeat anna t3 --fence 17")
        .does(call ->
            new ClaimOperations(call.desk())
                .heartbeat(call.claim(), call.duration("--lease"), call.agentItself()))
        .shows((view, page) ->
            page.say(view.text("task") + " is yours until " + view.text("lease_until")));
  }

  private static Verb submit(String name, String summary) {
    return Verb.named(name, summary)
        .takesClaim()
        .takes("OUTPUT", "what was done, in words")
        .option("--commit", "ID", "the commit that holds the work")
        .options("--file", "PATH", "a path that was changed")
        .changes()
        .example("rowlock " + name + " anna t3 --fence 17 'The parser reads all samples.'")
        .does(call ->
            new ClaimOperations(call.desk())
                .submit(
                    call.claim(),
                    new Submission(
                        call.text("OUTPUT"), call.optional("--commit"), call.all("--file")),
                    call.agentItself()))
        .shows(TaskText::moved);
  }

  private static Verb fail() {
    return Verb.named("fail", "Says that an attempt failed; the task is tried again later.")
        .takesClaim()
        .takes("REASON", "why, for the next one who tries")
        .changes()
        .example("rowlock fail anna t3 --fence 17 'The tests need a database.'")
        .does(call ->
            new ClaimOperations(call.desk())
                .fail(call.claim(), call.text("REASON"), call.agentItself()))
        .shows(TaskText::moved);
  }

  private static Verb release() {
    return Verb.named("release", "Gives a claim back without blame.")
        .takesClaim()
        .option("--reason", "TEXT", "why")
        .changes()
        .example("rowlock release anna t3 --fence 17 --reason 'not my subject'")
        .does(call ->
            new ClaimOperations(call.desk())
                .release(call.claim(), TaskVerbs.reason(call, "released"), call.agentItself()))
        .shows(TaskText::moved);
  }

  private static Verb subtask() {
    return TaskVerbs.specified(
            Verb.named("subtask", "Adds a part to a task; a task is done when its parts are.")
                .takes("PARENT", "the task it is a part of")
                .takes("TITLE", "what is to be done, in one line"))
        .changes()
        .example("rowlock subtask t3 'Read the header' --priority 2")
        .does(call ->
            new TaskOperations(call.desk()).add(List.of(TaskVerbs.newTask(call)), call.operator()))
        .shows(TaskText::added);
  }

  private static Verb group() {
    return Verb.named("group", "Makes a group of tasks, or lists the groups.")
        .says("A barrier is a task that becomes available when all members are done.")
        .mayTake("GROUP", "its name; without one the groups are listed")
        .option("--title", "TEXT", "what it is")
        .option("--barrier", "TITLE", "the title of a task that waits for all members")
        .option("--barrier-id", "NAME", "the name of that task")
        .changes()
        .example("rowlock group docs --title 'The manual' --barrier 'Proof-read everything'")
        .does(ClaimVerbs::doGroup)
        .shows(ClaimVerbs::showGroups);
  }

  private static Outcome doGroup(Call call) {
    TaskOperations tasks = new TaskOperations(call.desk());
    Optional<String> group = call.optional("GROUP");
    return group.isEmpty()
        ? tasks.groups()
        : tasks.group(
            new Command.CreateGroup(
                group.get(), call.optional("--title").orElse(group.get()), PlanVerbs.barrier(call)),
            call.operator());
  }

  private static void showGroups(View view, Page page) {
    if (view.has("group_id")) {
      page.say(
          "group "
              + view.text("group_id")
              + (view.has("barrier") ? " with the barrier " + view.text("barrier") : ""));
      return;
    }
    Table table = new Table("GROUP", "BARRIER", "MEMBERS", "TITLE");
    for (View group : view.objects("groups")) {
      table.row(
          Table.Cell.text(group.text("group_id")),
          Table.Cell.text(group.text("barrier")),
          Table.Cell.number(group.texts("members").size()),
          Table.Cell.text(group.text("title")));
    }
    page.table(table);
  }
}
