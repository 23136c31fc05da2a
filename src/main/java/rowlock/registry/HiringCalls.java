package rowlock.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import rowlock.access.Roles;
import rowlock.board.Setting;
import rowlock.operation.Hiring;
import rowlock.operation.HiringOperations;
import rowlock.operation.Outcome;
import rowlock.operation.Project;
import rowlock.task.AgentId;
import rowlock.task.Text;
import rowlock.team.Permission;
import rowlock.team.Role;

/// Operations that start agents.
final class HiringCalls {
  private static final Type.Words CONTEXT = new Type.Words("body", 20_000);

  /// What an agent is described by.
  private static final List<Parameter> WISH =
      List.of(
          Parameter.required("kind", Type.NAME, "claude, codex, ..."),
          Parameter.optional("new_agent_id", Type.NAME, "its name"),
          Parameter.optional("role", Type.NAME, "worker unless given"),
          Parameter.optional("capabilities", Type.names(), "besides its usual"),
          Parameter.optional("model", Type.LINE, "its model"),
          Parameter.optional("context", CONTEXT, "told first"),
          Parameter.optional(
              "workspace_mode", Arguments.choiceOf(Hiring.Workspace.class), "isolated if possible"),
          Parameter.optional("work_dir", Type.LINE, "in its place"));

  private HiringCalls() {}

  static List<Operation> all() {
    return List.of(spawn(), spawnBatch(), prewarm());
  }

  private static Operation spawn() {
    return Operation.changes("spawn_agent", Permission.HIRE, "Starts an agent.")
        .takes(WISH)
        .returns("agent", "kind", "role")
        .does(call ->
            new HiringOperations(call.office().premises())
                .spawn(
                    wish(
                        call.arguments(),
                        call,
                        call.key().map(key -> call.identity().by() + "/" + key))));
  }

  private static Operation spawnBatch() {
    return Operation.changes("spawn_batch", Permission.HIRE, "Starts agents.")
        .needs(
            "agents",
            new Type.Several(new Type.Compound(WISH, "spawn_agent"), HiringOperations.MAX_BATCH),
            "in this order")
        .returns("spawned:integer", "refused:integer", "results:array")
        .does(call -> {
          List<Hiring> wishes = new ArrayList<>();
          for (Arguments one : call.arguments().objects("agents")) {
            wishes.add(wish(one, call, Optional.empty()));
          }
          return new HiringOperations(call.office().premises()).spawn(wishes, call.caller());
        });
  }

  private static Operation prewarm() {
    return Operation.changes("prewarm_resources", Permission.HIRE, "Readies worktrees.")
        .returns("worktrees_ready:integer")
        .does(call -> {
          long wanted = call.desk().board().count(Setting.WORKTREE_POOL_SIZE);
          return Outcome.done(call.office().premises().prewarm(Math.toIntExact(wanted)));
        });
  }

  private static Hiring wish(Arguments given, Invocation call, Optional<String> key) {
    return new Hiring(
        given.text("kind"),
        given.optional("new_agent_id").map(AgentId::new),
        grantable(given, call),
        call.identity().agent(),
        new Hiring.Terms(
            new TreeSet<>(given.texts("capabilities")),
            given.optional("model"),
            given.optional("context"),
            given.constant("workspace_mode", Hiring.Workspace.class),
            given.optional("work_dir")),
        key);
  }

  /// The role an agent is to have: nobody hands on more than they have.
  private static String grantable(Arguments given, Invocation call) {
    String name = given.optional("role").orElse(Role.WORKER);
    Roles roles = Roles.of(call.desk().folder().resolve(Project.HOME));
    Role role =
        roles
            .find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "role: there is no %s; there are %s"
                        .formatted(Text.quote(name), roles.names())));
    if (!call.identity().mayGrant(role)) {
      throw new Forbidden(
          "%s may do more than %s and cannot be given by you".formatted(name, call.identity().by()),
          "choose a role that allows no more than yours");
    }
    return name;
  }
}
