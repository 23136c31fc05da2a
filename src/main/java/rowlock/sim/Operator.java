package rowlock.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.coordinator.Reply;
import rowlock.task.AgentId;
import rowlock.task.Priority;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.AgentCondition;
import rowlock.team.Importance;
import rowlock.team.Recipient;
import rowlock.team.Role;

/// The person in front of it all: plans, steers, changes settings, talks, and in the end cleans up.
final class Operator implements Asker {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int MOST_OPEN = 25;

  private final World world;
  private final Chance chance;
  private final Keys keys;
  private final Planner planner;
  private final List<AgentId> team;
  private boolean calm;
  private int sent;

  Operator(World world, List<AgentId> team) {
    this.world = world;
    this.chance = world.chance();
    this.keys = new Keys(world, Request.OPERATOR);
    this.planner = new Planner(chance);
    this.team = team;
  }

  void begin() {
    team.forEach(agent -> ask(register(agent)));
    ask(setting());
    ask(setting());
    world.every(SHORTEST_PAUSE, LONGEST_PAUSE, this::act);
  }

  /// From now on nothing new is asked for; what failed is tried again, and what waits in vain is
  /// given up.
  void calm() {
    calm = true;
    team.forEach(agent ->
        ask(
            new Command.RegisterAgent(
                new Agent(
                    agent,
                    "simulated",
                    Role.WORKER,
                    Text.labels("capabilities", Planner.CAPABILITIES),
                    Optional.empty(),
                    Optional.empty()))));
  }

  private void act() {
    world.hubs().stream()
        .flatMap(hub -> hub.board().stream())
        .findFirst()
        .ifPresent(board -> {
          if (calm) {
            cleanUp(board);
          } else if (chance.oneIn(20)) {
            keys.again().ifPresent(request -> world.ask(new Question(request, this)));
          } else {
            ask(next(board));
          }
        });
  }

  private Command next(Board board) {
    long open = board.tasks().stream().filter(task -> !task.isFinished()).count();
    int choice = chance.below(20);
    if (open < MOST_OPEN && choice < 9) {
      return switch (choice) {
        case 0 -> planner.circle();
        case 1 -> planner.broken();
        case 2 -> planner.group();
        default -> planner.batch(board);
      };
    }
    return choice < 17 && !board.tasks().isEmpty()
        ? steer(chance.pick(List.copyOf(board.tasks())).id())
        : talk();
  }

  private Command steer(TaskId task) {
    return switch (chance.below(6)) {
      case 0 -> new Command.CancelTask(task, "not wanted");
      case 1, 2 -> new Command.RetryTask(task);
      case 3 -> new Command.RequeueTask(task, "somebody else should do it");
      default -> new Command.ChangePriority(task, new Priority(1 + chance.below(10)));
    };
  }

  private Command talk() {
    AgentId one = chance.pick(team);
    return switch (chance.below(9)) {
      case 0 -> register(one);
      case 1 -> new Command.RetireAgent(one, "sent home");
      case 2 ->
          new Command.ObserveAgent(
              one, chance.pick(List.of(AgentCondition.values())), "simulation");
      case 3 -> setting();
      case 4 ->
          new Command.AddDiscovery(
              one, "it is so", Text.labels("tags", List.of("fact")), Optional.empty());
      case 5 -> send(one, new Recipient.Team());
      case 6 -> send(one, new Recipient.Members(Role.WORKER));
      default -> send(chance.pick(team), new Recipient.One(one));
    };
  }

  private Command send(AgentId sender, Recipient recipient) {
    sent++;
    return new Command.SendMessage(
        sender, recipient, Importance.NORMAL, "look at this: " + sent, Optional.empty());
  }

  private Command setting() {
    return switch (chance.below(5)) {
      case 0 -> new Command.ChangeSetting(Setting.LEASE, chance.pick(List.of("15s", "60s", "5m")));
      case 1 -> new Command.ChangeSetting(Setting.GRACE, chance.pick(List.of("0s", "10s", "60s")));
      case 2 ->
          new Command.ChangeSetting(
              Setting.ARCHIVE_AFTER, chance.pick(List.of("30s", "10m", "168h")));
      case 3 ->
          new Command.ChangeSetting(
              Setting.AGEING_STEP, chance.pick(List.of("10s", "5m", "3650d")));
      default ->
          new Command.ChangeSetting(Setting.CLAIMS_PER_AGENT, chance.pick(List.of("1", "2", "5")));
    };
  }

  private Command register(AgentId agent) {
    List<String> can = chance.oneIn(2) ? Planner.CAPABILITIES : List.of("java");
    return new Command.RegisterAgent(
        new Agent(
            agent,
            "simulated",
            Role.WORKER,
            Text.labels("capabilities", can),
            Optional.empty(),
            Optional.empty()));
  }

  private void cleanUp(Board board) {
    for (Task task : board.tasks()) {
      if (task.state() instanceof TaskState.Failed failed && failed.retryAt().isEmpty()) {
        ask(new Command.RetryTask(task.id()));
      } else if (task.state() instanceof TaskState.Blocked blocked
          && blocked.waitingFor().stream().anyMatch(other -> isGivenUp(board, other))) {
        ask(new Command.CancelTask(task.id(), "it waits for what nobody does"));
      }
    }
  }

  private static boolean isGivenUp(Board board, TaskId id) {
    return board
        .task(id)
        .map(task -> task.status() == TaskStatus.CANCELLED)
        .orElse(board.isAbandoned(id));
  }

  private void ask(Command command) {
    world.ask(new Question(keys.request(command), this));
  }

  @Override
  public void hear(Request request, Reply reply) {
    if (reply instanceof Reply.Failed) {
      miss(request);
    } else if (calm
        && reply instanceof Reply.Refused
        && request.command() instanceof Command.RetryTask retry) {
      ask(new Command.CancelTask(retry.task(), "nobody can try it again"));
    }
  }

  @Override
  public void miss(Request request) {
    if (request.key().isPresent() && (calm || !chance.oneIn(3))) {
      world.after(chance.upTo(LONGEST_PAUSE), () -> world.ask(new Question(request, this)));
    }
  }
}
