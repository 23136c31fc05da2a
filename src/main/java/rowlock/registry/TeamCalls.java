package rowlock.registry;

import java.util.List;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.operation.Outcome;
import rowlock.operation.TeamOperations;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Importance;
import rowlock.team.Message;
import rowlock.team.Permission;
import rowlock.team.Recipient;
import rowlock.team.Role;

/// Operations about agents, and what agents say to each other.
final class TeamCalls {
  private static final int DISCOVERIES = 20;
  private static final int SCREEN_LINES = 50;
  private static final Type.Words MESSAGE = new Type.Words("body", Message.MAX_BODY);

  /// What a message is made of.
  static final List<Parameter> LETTER =
      List.of(
          Parameter.required("to", Type.LINE, "an agent, role:NAME or team"),
          Parameter.required("body", MESSAGE, "the text"),
          Parameter.optional(
              "importance", Arguments.choiceOf(Importance.class), "normal unless given"),
          Parameter.optional("reply_to", Type.NAME, "the message it answers"));

  private TeamCalls() {}

  static List<Operation> all() {
    return List.of(
        register(),
        list(),
        read(),
        restart(),
        terminate(),
        send(),
        readMessages(),
        acknowledge(),
        discover(),
        discoveries());
  }

  private static Operation register() {
    return Operation.changes(
            "register_agent", Permission.WORK, "Joins the team, or says anew what you can do.")
        .takes("kind", Type.NAME, "claude, codex, ...; external unless given")
        .takes("capabilities", Type.names(), "what you can do that not everybody can")
        .takes("role", Type.NAME, "for others: their role")
        .aboutAgent()
        .returns("agent", "kind", "role", "capabilities:array")
        .does(TeamCalls::register);
  }

  private static Outcome register(Invocation call) {
    AgentId id = call.agent();
    boolean isItself = call.identity().agent().isPresent();
    if (isItself && call.arguments().has("role")) {
      throw new Forbidden("your role comes with your token", "leave role out");
    }
    String role =
        isItself
            ? call.identity().role().name()
            : call.arguments().optional("role").orElse(Role.WORKER);
    if (!role.equals(Role.WORKER) && !isItself) {
      call.require(Permission.HIRE, "give others the role " + role);
    }
    Optional<Agent> known = call.desk().board().agent(id);
    Agent agent =
        new Agent(
            id,
            call.arguments().optional("kind").or(() -> known.map(Agent::kind)).orElse("external"),
            role,
            Text.labels("capabilities", call.arguments().texts("capabilities")),
            call.identity().parent().or(() -> known.flatMap(Agent::parent)),
            known.flatMap(Agent::machine));
    return new TeamOperations(call.desk()).register(agent, call.caller());
  }

  private static Operation list() {
    return Operation.reads("list_agents", "Lists the team: who is what, holds what, does what.")
        .returns("agents:array")
        .does(call -> new TeamOperations(call.desk()).list(call.office().premises().usage()));
  }

  private static Operation read() {
    return Operation.changes(
            "read_agent", Permission.STEER, "Shows an agent's terminal and what it is doing.")
        .needs("target", Type.NAME, "the agent")
        .takes("lines", new Type.Whole(1, 2_000), SCREEN_LINES + " unless given")
        .returns("agent", "condition?", "source?", "text")
        .does(call ->
            Outcome.done(
                call.office()
                    .premises()
                    .read(target(call), call.arguments().integer("lines").orElse(SCREEN_LINES))));
  }

  private static Operation restart() {
    return Operation.destroys(
            "restart_agent", Permission.HIRE, "Ends an agent and starts it again with its session.")
        .needs("target", Type.NAME, "the agent")
        .takes("reason", Type.LINE, "why")
        .returns("agent")
        .does(call -> Outcome.done(call.office().premises().restart(target(call), reason(call))));
  }

  private static Operation terminate() {
    return Operation.destroys(
            "terminate_agent",
            Permission.HIRE,
            "Ends an agent; what it holds becomes available again.")
        .needs("target", Type.NAME, "the agent")
        .takes("reason", Type.LINE, "why")
        .returns("agent")
        .does(call -> Outcome.done(call.office().premises().terminate(target(call), reason(call))));
  }

  private static AgentId target(Invocation call) {
    return new AgentId(call.arguments().text("target"));
  }

  private static String reason(Invocation call) {
    return call.arguments().optional("reason").orElse("asked for by " + call.identity().by());
  }

  private static Operation send() {
    return Operation.changes(
            "send_message", Permission.TALK, "Sends a message to an agent, a role or the team.")
        .forWorkers()
        .takes(LETTER)
        .returns("message", "recipients:array")
        .does(call ->
            new TeamOperations(call.desk()).send(letter(call.arguments(), call), call.caller()));
  }

  /// The message that somebody wants to send.
  ///
  /// @param given what [#LETTER] takes
  static Command.SendMessage letter(Arguments given, Invocation call) {
    return new Command.SendMessage(
        sender(call),
        recipient(given.text("to")),
        given.constant("importance", Importance.class).orElse(Importance.NORMAL),
        given.text("body"),
        given.optional("reply_to"));
  }

  private static AgentId sender(Invocation call) {
    return call.identity().agent().orElseGet(() -> new AgentId(Request.OPERATOR));
  }

  private static Recipient recipient(String text) {
    if (text.equals("team")) {
      return new Recipient.Team();
    }
    return text.startsWith("role:")
        ? new Recipient.Members(text.substring("role:".length()))
        : new Recipient.One(new AgentId(text));
  }

  private static Operation readMessages() {
    return Operation.changes(
            "read_messages",
            Permission.TALK,
            "Gives your unread messages, oldest first; they count as read unless you peek.")
        .forWorkers()
        .takes("peek", Type.FLAG, "leave them unread")
        .aboutAgent()
        .returns("messages:array", "confirmed:boolean", "left:integer?")
        .does(call -> {
          TeamOperations team = new TeamOperations(call.desk());
          return call.arguments().isSet("peek")
              ? team.peek(call.agent())
              : team.read(call.agent(), call.caller());
        });
  }

  private static Operation acknowledge() {
    return Operation.changes(
            "acknowledge_message",
            Permission.TALK,
            "Says that you read messages that you peeked at.")
        .needs("message_ids", Type.names(), "which")
        .aboutAgent()
        .returns("agent", "messages:array")
        .does(call ->
            new TeamOperations(call.desk())
                .acknowledge(
                    new Command.ConfirmMessages(
                        call.agent(), call.arguments().texts("message_ids")),
                    call.caller()));
  }

  private static Operation discover() {
    return Operation.changes(
            "add_discovery", Permission.TALK, "Tells the team a finding that outlives your task.")
        .forWorkers()
        .needs("text", Type.BODY, "what was found")
        .takes("tags", Type.names(), "labels to find it by")
        .takes("task_id", Type.NAME, "the task it came up in")
        .aboutAgent()
        .returns("discovery")
        .does(call ->
            new TeamOperations(call.desk())
                .discover(
                    new Command.AddDiscovery(
                        call.identity().agent().isPresent() || call.arguments().has("agent_id")
                            ? call.agent()
                            : sender(call),
                        call.arguments().text("text"),
                        Text.labels("tags", call.arguments().texts("tags")),
                        call.arguments().optional("task_id").map(TaskId::new)),
                    call.caller()));
  }

  private static Operation discoveries() {
    return Operation.reads("get_discoveries", "Gives what the team found out, newest first.")
        .takes("tag", Type.NAME, "with this label")
        .takes("task_id", Type.NAME, "from this task")
        .takes("author", Type.NAME, "from this agent")
        .takes("text", Type.LINE, "with this in it")
        .takes("limit", new Type.Whole(1, Text.MAX_ENTRIES), DISCOVERIES + " unless given")
        .takes("offset", new Type.Whole(0, 1_000_000_000), "how many to skip")
        .returns("discoveries:array", "total:integer", "next_offset:integer?")
        .does(call ->
            new TeamOperations(call.desk())
                .discoveries(
                    new TeamOperations.FindingQuery(
                        call.arguments().optional("tag"),
                        call.arguments().optional("task_id").map(TaskId::new),
                        call.arguments().optional("author").map(AgentId::new),
                        call.arguments().optional("text"),
                        call.arguments().integer("limit").orElse(DISCOVERIES)),
                    call.arguments().integer("offset").orElse(0)));
  }
}
