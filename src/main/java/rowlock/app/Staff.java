package rowlock.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.Launch;
import rowlock.kind.LaunchWish;
import rowlock.kind.PermissionMode;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;

/// The kinds of agents a project can use, and whether they can do what a run wants.
final class Staff {
  private Staff() {}

  /// Built-in kinds, the user's own and the project's own; later ones win.
  static AgentKinds kinds(Path home) {
    AgentKinds kinds = AgentKinds.builtIn();
    Optional<Path> config = userConfig(System.getenv());
    try {
      AgentKinds more =
          config.isPresent() ? kinds.andThoseOf(config.get().resolve(AgentKinds.FILE)) : kinds;
      return more.andThoseOf(home.resolve(AgentKinds.FILE));
    } catch (IllegalArgumentException wrong) {
      throw new Workshop.Refusal(
          Workshop.Refusal.Kind.INPUT,
          String.valueOf(wrong.getMessage()),
          "see docs/agent-kinds.md for how a kind is described");
    }
  }

  private static Optional<Path> userConfig(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .or(() -> Optional.ofNullable(environment.get("HOME")).map(h -> Path.of(h, ".config")))
        .map(folder -> folder.resolve("rowlock"));
  }

  /// The kind for tasks that name none.
  static AgentKind usual(AgentKinds kinds, RunOrder order) {
    return kinds
        .find(order.kind())
        .orElseThrow(() ->
            refusal(
                "there is no agent kind " + order.kind(),
                "there are " + names(kinds) + "; describe more in .rowlock/agents.yaml"));
  }

  /// The kind itself, or its headless form where there are no terminals.
  static AgentKind fitting(AgentKind kind, AgentKinds kinds, Hosts hosts) {
    if (hosts.server().isPresent()
        || !(kind.launch().mode() instanceof Launch.Mode.Interactive interactive)) {
      return kind;
    }
    return interactive
        .headless()
        .flatMap(kinds::find)
        .orElseThrow(() ->
            refusal(
                "agents of kind " + kind.name() + " live in terminals, and there are none",
                "install tmux, or choose another kind with --agent"));
  }

  /// What the user chose for agents.
  static LaunchWish.Choices choices(RunOrder order) {
    return new LaunchWish.Choices(
        order.choices().permissions().map(Staff::permissions),
        order.choices().model(),
        Optional.empty());
  }

  private static PermissionMode permissions(String label) {
    return PermissionMode.of(label)
        .orElseThrow(() ->
            refusal(
                "there is no permission mode " + label, "there are ask, accept_edits and bypass"));
  }

  /// Refuses a run with tasks that nobody on it could ever do.
  static void requireDoable(RunOrder order, AgentKinds kinds, AgentKind usual) {
    List<NewTask> tasks = order.assignment().tasks();
    SortedSet<String> parents =
        new TreeSet<>(
            tasks.stream()
                .flatMap(task -> task.spec().links().parent().stream())
                .map(id -> id.value())
                .toList());
    for (NewTask task : tasks) {
      String name = task.id().map(id -> id.value()).orElse("(unnamed)");
      if (!parents.contains(name)) {
        requireDoable(name, task.spec(), kinds, usual);
      }
    }
  }

  /// Refuses a run whose agents could not be started. What is not used is not looked at: some
  /// programs take seconds to tell their version.
  ///
  /// @return what the user should know nevertheless
  static List<String> requireUsable(
      RunOrder order, AgentKinds kinds, AgentKind usual, AgentExamination examination) {
    return order.assignment().tasks().stream()
        .map(task -> task.spec().requirement().assignee().flatMap(kinds::find).orElse(usual))
        .distinct()
        .flatMap(kind -> examination.requireUsable(kind).stream())
        .toList();
  }

  private static void requireDoable(String task, TaskSpec spec, AgentKinds kinds, AgentKind usual) {
    Optional<String> assignee = spec.requirement().assignee();
    Optional<AgentKind> named = assignee.flatMap(kinds::find);
    if (assignee.isPresent() && named.isEmpty()) {
      throw refusal(
          "task %s wants agent %s, which is no agent kind".formatted(task, assignee.get()),
          "there are " + names(kinds) + "; describe more in .rowlock/agents.yaml");
    }
    AgentKind kind = named.orElse(usual);
    if (!kind.capabilities().containsAll(spec.requirement().capabilities())) {
      throw refusal(
          "task %s requires %s, which agents of kind %s do not have"
              .formatted(task, String.join(", ", spec.requirement().capabilities()), kind.name()),
          "give the kind these capabilities in .rowlock/agents.yaml, or choose another kind");
    }
    if (kind.needsScript() && spec.work().script().isEmpty()) {
      throw refusal(
          "task %s has no `run` script, and %s agents do nothing else".formatted(task, kind.name()),
          "add `run:` to the task, or choose another kind with --agent");
    }
  }

  private static String names(AgentKinds kinds) {
    return String.join(", ", kinds.all().stream().map(AgentKind::name).toList());
  }

  private static Workshop.Refusal refusal(String message, String hint) {
    return new Workshop.Refusal(Workshop.Refusal.Kind.INPUT, message, hint);
  }
}
