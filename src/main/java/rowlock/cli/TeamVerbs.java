package rowlock.cli;

import java.util.List;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;
import rowlock.operation.TeamOperations;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Importance;
import rowlock.team.Recipient;
import rowlock.team.Role;

/// Commands about the team and what it says.
final class TeamVerbs {
  private static final int DEFAULT_LIMIT = 50;

  private TeamVerbs() {}

  static List<Verb> all() {
    return List.of(
        list("list"),
        list("agents"),
        list("agents list"),
        add(),
        remove(),
        send(),
        inbox(),
        discover(),
        discoveries());
  }

  private static Verb list(String name) {
    return Verb.named(name, "Lists the agents, what they hold and what was seen of them.")
        .example("rowlock " + name)
        .does(call -> new TeamOperations(call.desk()).list())
        .shows(TeamVerbs::showAgents);
  }

  private static void showAgents(View view, Page page) {
    if (view.objects("agents").isEmpty()) {
      page.say(Shade.DIM, "no agents yet");
      return;
    }
    Table table = new Table("AGENT", "KIND", "ROLE", "HOLDS", "SEEN", "AT", "UNREAD", "CAN");
    for (View agent : view.objects("agents")) {
      table.row(
          Cell.text(agent.text("agent")),
          Cell.text(agent.text("kind")),
          Cell.text(agent.text("role")),
          Cell.text(agent.joined("holds")),
          Cell.status(agent.text("condition")),
          Cell.shaded(Shade.DIM, agent.text("seen_at")),
          Cell.number(agent.number("unread")),
          Cell.text(agent.joined("capabilities")));
    }
    page.table(table);
  }

  private static Verb add() {
    return Verb.named("agents add", "Adds an agent to the team, or describes it anew.")
        .takes("AGENT", "its name")
        .option("--kind", "KIND", "what it is: claude, shell, person, ...; person unless given")
        .option("--role", "ROLE", "lead, manager or worker; worker unless given")
        .options("--capability", "NAME", "what it can do that not every agent can")
        .option("--parent", "AGENT", "the agent that asked for it")
        .option("--machine", "NAME", "the machine it runs on")
        .changes()
        .example("rowlock agents add anna --capability java --capability sql")
        .does(call -> new TeamOperations(call.desk()).register(agent(call), call.operator()))
        .shows((view, page) -> page.say(view.text("agent") + " is in the team"));
  }

  private static Agent agent(Call call) {
    return new Agent(
        call.agent(),
        call.optional("--kind").orElse("person"),
        call.optional("--role").orElse(Role.WORKER),
        Text.labels("capabilities", call.all("--capability")),
        call.optional("--parent").map(AgentId::new),
        call.optional("--machine"));
  }

  private static Verb remove() {
    return Verb.named("agents remove", "Removes an agent; others can have what it holds.")
        .takes("AGENT", "its name")
        .option("--reason", "TEXT", "why")
        .changes()
        .example("rowlock agents remove anna")
        .does(call ->
            new TeamOperations(call.desk())
                .retire(call.agent(), TaskVerbs.reason(call, "removed"), call.operator()))
        .shows((view, page) ->
            page.say(
                view.text("agent")
                    + " left the team"
                    + (view.texts("released").isEmpty()
                        ? ""
                        : "; available again: " + view.joined("released"))));
  }

  private static Verb send() {
    return Verb.named("send", "Sends a message to an agent, to all of a role, or to everybody.")
        .takes("RECIPIENT", "an agent, `role:NAME` or `team`")
        .takes("TEXT", "the message")
        .option("--from", "AGENT", "the sender; the operator unless given")
        .option("--importance", "LEVEL", "low, normal or high; normal unless given")
        .option("--reply-to", "MESSAGE", "the message it answers")
        .changes()
        .example("rowlock send role:worker 'The schema has changed: pull before you go on.'")
        .does(call -> {
          Command.SendMessage message = message(call);
          return new TeamOperations(call.desk()).send(message, call.by(message.sender().value()));
        })
        .shows((view, page) ->
            page.say(view.text("message") + " is on its way to " + view.joined("recipients")));
  }

  private static Command.SendMessage message(Call call) {
    return new Command.SendMessage(
        new AgentId(call.optional("--from").orElse(Request.OPERATOR)),
        recipient(call.text("RECIPIENT")),
        call.choice("--importance", Importance.class).orElse(Importance.NORMAL),
        call.text("TEXT"),
        call.optional("--reply-to"));
  }

  private static Recipient recipient(String text) {
    if (text.equals("team")) {
      return new Recipient.Team();
    }
    return text.startsWith("role:")
        ? new Recipient.Members(text.substring("role:".length()))
        : new Recipient.One(new AgentId(text));
  }

  private static Verb inbox() {
    return Verb.named("inbox", "Shows what an agent has not read; it counts as read from then on.")
        .takes("AGENT", "whose messages")
        .flag("--peek", "they stay unread")
        .changes()
        .example("rowlock inbox anna")
        .does(call -> {
          TeamOperations team = new TeamOperations(call.desk());
          return call.has("--peek")
              ? team.peek(call.agent())
              : team.read(call.agent(), call.agentItself());
        })
        .shows(TeamVerbs::showInbox);
  }

  private static void showInbox(View view, Page page) {
    if (view.objects("messages").isEmpty()) {
      page.say(Shade.DIM, "nothing unread");
    }
    for (View message : view.objects("messages")) {
      page.say(
          Shade.BOLD,
          "%s from %s at %s%s%s"
              .formatted(
                  message.text("message"),
                  message.text("sender"),
                  message.text("sent_at"),
                  message.text("importance").equals("high") ? " (high importance)" : "",
                  message.has("reply_to") ? " in reply to " + message.text("reply_to") : ""));
      page.say(message.text("body"));
      page.gap();
    }
    if (view.has("left")) {
      page.say(Shade.DIM, view.text("left") + " more are unread: show the inbox again");
    }
  }

  private static Verb discover() {
    return Verb.named("discover", "Tells the team about a finding.")
        .takes("AGENT", "who found it")
        .takes("TEXT", "what was found")
        .option("--task", "TASK", "the task it came up in")
        .options("--tag", "TAG", "a label to find it by")
        .changes()
        .example("rowlock discover anna 'The tests need port 8080.' --tag tests")
        .does(call ->
            new TeamOperations(call.desk())
                .discover(
                    new Command.AddDiscovery(
                        call.agent(),
                        call.text("TEXT"),
                        Text.labels("tags", call.all("--tag")),
                        call.optional("--task").map(TaskId::new)),
                    call.agentItself()))
        .shows((view, page) -> page.say("noted as " + view.text("discovery")));
  }

  private static Verb discoveries() {
    return Verb.named("discoveries", "Lists what was found, newest first.")
        .option("--tag", "TAG", "only with this label")
        .option("--task", "TASK", "only from this task")
        .option("--author", "AGENT", "only from this agent")
        .option("--text", "TEXT", "only with this in it")
        .option("--limit", "N", "how many at most; " + DEFAULT_LIMIT + " unless given")
        .example("rowlock discoveries --tag tests")
        .does(call -> new TeamOperations(call.desk()).discoveries(query(call), 0))
        .shows(TeamVerbs::showDiscoveries);
  }

  private static TeamOperations.FindingQuery query(Call call) {
    Optional<AgentId> author = call.optional("--author").map(AgentId::new);
    return new TeamOperations.FindingQuery(
        call.optional("--tag"),
        call.optional("--task").map(TaskId::new),
        author,
        call.optional("--text"),
        call.integer("--limit").orElse(DEFAULT_LIMIT));
  }

  private static void showDiscoveries(View view, Page page) {
    if (view.objects("discoveries").isEmpty()) {
      page.say(Shade.DIM, "nothing was found yet");
    }
    for (View found : view.objects("discoveries")) {
      String tags = found.texts("tags").isEmpty() ? "" : "  [" + found.joined("tags") + "]";
      page.say(
          Shade.DIM,
          found.text("discovery") + "  " + found.text("author") + "  " + found.text("at") + tags);
      page.say("  " + found.text("text"));
    }
  }
}
