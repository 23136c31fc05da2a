package rowlock.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import rowlock.task.AgentId;
import rowlock.task.DependencyPolicy;
import rowlock.task.Lease;
import rowlock.task.Priority;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.AgentCondition;
import rowlock.team.Importance;
import rowlock.team.Recipient;

/// Whatever a small, careless team might ask for, in a fixed order for each seed.
final class RandomCommands {
  private static final List<String> AGENTS = List.of("ann", "bob", "cid", "dan");
  private static final List<String> GROUPS = List.of("g1", "g2", "g3", "g4", "g5");
  private static final List<String> CAPABILITIES = List.of("gpu", "web");

  private final Random random;
  private int names;

  RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  /// How far the clock moves before the next command; mostly a little, at times a day.
  Duration pause() {
    return switch (random.nextInt(80)) {
      case 0 -> Duration.ofHours(1 + random.nextInt(60));
      case 1, 2, 3, 4 -> Duration.ofMinutes(random.nextInt(12));
      default -> Duration.ofSeconds(random.nextInt(10));
    };
  }

  Request request(Board board) {
    Optional<String> key =
        random.nextInt(5) == 0 ? Optional.of("k" + random.nextInt(900)) : Optional.empty();
    String by = random.nextInt(3) == 0 ? Request.OPERATOR : one(AGENTS);
    return new Request(command(board), by, key);
  }

  private Command command(Board board) {
    int dice = random.nextInt(100);
    if (dice < 40) {
      return ofClaim(board);
    } else if (dice < 53) {
      return new Command.ClaimTask(
          agent(), maybe(4, () -> anyTask(board)), maybe(3, this::someLease));
    } else if (dice < 64) {
      return addTasks(board);
    } else if (dice < 76) {
      return steering(board);
    } else if (dice < 82) {
      return mail();
    } else if (dice < 86) {
      return team();
    } else if (dice < 95) {
      return new RandomOperator(random).command(board, anyTask(board), agent());
    }
    return ofBoard();
  }

  private Command ofClaim(Board board) {
    Command.Claim claim = claim(board);
    return switch (random.nextInt(8)) {
      case 0 -> new Command.StartTask(claim);
      case 1 -> new Command.RenewLease(claim, maybe(2, this::someLease));
      case 2, 3 -> new Command.SubmitTask(claim, Submission.saying("done"));
      case 4 -> new Command.FailTask(claim, one(List.of(FailureCause.values())), "no luck");
      case 5 -> new Command.ReleaseClaim(claim, "not mine");
      case 6 -> Say.accept(claim);
      default -> new Command.ReturnTask(claim, FailureCause.CHECK_FAILED, "red");
    };
  }

  /// Mostly one that is in force, at times an old or an invented one.
  private Command.Claim claim(Board board) {
    List<Command.Claim> claims = new ArrayList<>();
    for (Task task : board.tasks()) {
      task.lease()
          .map(Lease::fence)
          .ifPresent(fence ->
              claims.add(new Command.Claim(task.lease().orElseThrow().holder(), task.id(), fence)));
      if (task.state() instanceof TaskState.Submitted submitted) {
        claims.add(new Command.Claim(submitted.holder(), task.id(), submitted.fence()));
      }
    }
    if (claims.isEmpty() || random.nextInt(6) == 0) {
      long fence = random.nextInt((int) Math.min(board.position() + 2, 1_000_000));
      return new Command.Claim(agent(), anyTask(board), fence);
    }
    return one(claims);
  }

  private Command addTasks(Board board) {
    if (random.nextInt(8) == 0) {
      Optional<Wanted> barrier = maybe(2, () -> wanted(board));
      return new Command.CreateGroup(one(GROUPS), "group", barrier.map(Wanted::build));
    }
    List<Wanted> batch = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      batch.add(wanted(board));
    }
    return Say.add(batch.toArray(Wanted[]::new));
  }

  private Wanted wanted(Board board) {
    Wanted wanted = random.nextInt(4) == 0 ? Wanted.unnamed() : Wanted.task(newName());
    if (random.nextInt(2) > 0) {
      wanted = wanted.after(anyTask(board).value(), anyTask(board).value());
    }
    if (random.nextInt(4) == 0) {
      wanted = wanted.partOf(anyTask(board).value());
    }
    if (random.nextInt(4) == 0) {
      wanted = wanted.inGroup(one(GROUPS));
    }
    if (random.nextInt(4) == 0) {
      wanted = wanted.needing(one(CAPABILITIES));
    }
    if (random.nextInt(8) == 0) {
      wanted = wanted.onlyFor(one(AGENTS));
    }
    if (random.nextInt(3) == 0) {
      wanted = wanted.checked();
    }
    return wanted
        .whenLost(one(List.of(DependencyPolicy.values())))
        .urgent(1 + random.nextInt(10))
        .retried(random.nextInt(3), Duration.ofSeconds(random.nextInt(60)))
        .within(Duration.ofMinutes(1 + random.nextInt(60)));
  }

  private Command steering(Board board) {
    TaskId task = anyTask(board);
    return switch (random.nextInt(9)) {
      case 0 -> new Command.CancelTask(task, "not wanted");
      case 1 -> new Command.RequeueTask(task, "again");
      case 2, 3, 4, 5, 6 -> new Command.RetryTask(failedOr(board, task));
      default -> new Command.ChangePriority(task, new Priority(1 + random.nextInt(10)));
    };
  }

  private Command mail() {
    String message = "m" + random.nextInt(20);
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          new Command.SendMessage(
              agent(), recipient(), Importance.NORMAL, "hello", maybe(4, () -> message));
      case 2 -> new Command.DeliverMessage(message, agent());
      case 3 -> new Command.ConfirmMessages(agent(), List.of(message, "m1"));
      case 4 -> new Command.GiveUpMessage(message, agent(), "gone");
      default ->
          new Command.AddDiscovery(agent(), "look", new TreeSet<>(CAPABILITIES), Optional.empty());
    };
  }

  private Recipient recipient() {
    return switch (random.nextInt(3)) {
      case 0 -> new Recipient.One(agent());
      case 1 -> new Recipient.Members("worker");
      default -> new Recipient.Team();
    };
  }

  private Command team() {
    return switch (random.nextInt(4)) {
      case 0 -> Say.register(one(AGENTS), "shell", one(CAPABILITIES));
      case 1 -> Say.register(one(AGENTS), "claude", "gpu", "web");
      case 2 -> new Command.ObserveAgent(agent(), one(List.of(AgentCondition.values())), "a coin");
      default -> Say.retire(one(AGENTS));
    };
  }

  private Command ofBoard() {
    return switch (random.nextInt(8)) {
      case 0 -> new Command.SetGoal("goal " + random.nextInt(3), "");
      case 1 -> Say.set(Setting.AGEING_STEP, random.nextInt(1, 9) + "m");
      case 2 -> Say.set(Setting.CLAIMS_PER_AGENT, "" + random.nextInt(1, 4));
      case 3 -> Say.set(Setting.MAILBOX, "" + random.nextInt(1, 9));
      case 4 -> new Command.GrantGrace();
      case 5 -> random.nextInt(10) == 0 ? new Command.MarkRestored(5_000) : Say.tick();
      default -> Say.tick();
    };
  }

  /// Mostly one that is open, at times any, or one that is only about to be there.
  private TaskId anyTask(Board board) {
    List<TaskId> tasks =
        board.tasks().stream()
            .filter(task -> !task.isFinished() || random.nextInt(6) == 0)
            .map(Task::id)
            .toList();
    return tasks.isEmpty() || random.nextInt(50) == 0 ? Say.id(newName()) : one(tasks);
  }

  private TaskId failedOr(Board board, TaskId other) {
    return board.tasks().stream()
        .filter(task -> task.state() instanceof TaskState.Failed)
        .map(Task::id)
        .findFirst()
        .orElse(other);
  }

  /// Mostly one that was never used.
  private String newName() {
    names += 2;
    return "x" + (names - random.nextInt(8) / 7 * 3);
  }

  private AgentId agent() {
    return Say.agent(one(AGENTS));
  }

  private Duration someLease() {
    return Duration.ofSeconds(1 + random.nextInt(1_200));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private <T> Optional<T> maybe(int oneIn, java.util.function.Supplier<T> value) {
    return random.nextInt(oneIn) == 0 ? Optional.of(value.get()) : Optional.empty();
  }
}
