package rowlock.operation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import rowlock.board.Board;
import rowlock.board.Setting;
import rowlock.task.Durations;
import rowlock.task.Text;

/// A setting of how much happens at once and how much is kept ready. As a number it is a count, or
/// the milliseconds of a length of time.
public enum Tunable {
  /// How many agents are started at a time.
  SPAWNS("maxConcurrentSpawns", Setting.MAX_CONCURRENT_SPAWNS, "agents started at a time"),
  /// How many git commands run at a time.
  GIT("maxConcurrentGitOps", Setting.MAX_CONCURRENT_GIT_OPS, "git commands at a time"),
  /// How many messages an agent is given at once.
  BATCH("messageBatchSize", Setting.MESSAGE_BATCH_SIZE, "messages typed at once"),
  /// How long a message waits for more to the same agent.
  DELAY("messageBatchDelay", Setting.MESSAGE_BATCH_DELAY, "ms a message waits for more"),
  /// How many answers of git are kept.
  CACHE("cacheSize", Setting.CACHE_SIZE, "answers of git kept"),
  /// How long an answer of git is kept at most.
  TTL("cacheTTL", Setting.CACHE_TTL, "ms an answer is kept at most"),
  /// How many worktrees are made ready when somebody asks for it.
  WORKTREES("worktreePoolSize", Setting.WORKTREE_POOL_SIZE, "worktrees to make ready"),
  /// How many panes are to be kept ready; kept and told, without effect so far.
  PANES("prewarmInstances", Setting.PREWARM_INSTANCES, "no effect so far");

  private final String wire;
  private final Setting setting;
  private final String meaning;

  Tunable(String wire, Setting setting, String meaning) {
    this.wire = wire;
    this.setting = setting;
    this.meaning = meaning;
  }

  /// The name in operations.
  public String wire() {
    return wire;
  }

  /// The setting of the project that it is.
  public Setting setting() {
    return setting;
  }

  /// What it counts, in a few words.
  public String meaning() {
    return meaning;
  }

  /// Its value on a board.
  long of(Board board) {
    return isTime() ? board.duration(setting).toMillis() : board.count(setting);
  }

  /// The number that people wrote: a count, milliseconds, or a length of time.
  ///
  /// @throws IllegalArgumentException if it is not in the range
  public long parse(String written) {
    if (written.matches("\\d{1,9}")) {
      return require(Long.parseLong(written));
    }
    if (!isTime()) {
      throw new IllegalArgumentException(
          "%s: a whole number is wanted here, not %s".formatted(wire, Text.quote(written)));
    }
    return require(Durations.parse(wire, written).toMillis());
  }

  /// The text of a number in its range, as the setting has it.
  ///
  /// @throws IllegalArgumentException if it is not in the range
  String text(long number) {
    require(number);
    return isTime() ? Durations.format(Duration.ofMillis(number)) : Long.toString(number);
  }

  private long require(long number) {
    if (number < setting.least() || number > setting.most()) {
      throw new IllegalArgumentException(
          "%s: %d to %d%s, not %d"
              .formatted(wire, setting.least(), setting.most(), isTime() ? " ms" : "", number));
    }
    return number;
  }

  private boolean isTime() {
    return this == DELAY || this == TTL;
  }

  /// The one of this name, as operations or as the project's settings spell it.
  ///
  /// @throws IllegalArgumentException naming all, if there is none
  public static Tunable named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.wire.equals(name) || one.setting.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "nothing to tune is called %s; there are %s"
                    .formatted(Text.quote(name), String.join(", ", names()))));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(Tunable::wire).toList();
  }
}
