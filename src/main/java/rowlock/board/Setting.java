package rowlock.board;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowlock.task.Durations;
import rowlock.task.Text;

/// Something about the board that its users may change, with its range and default.
public enum Setting {
  /// How long a lease lasts when the claim does not say.
  LEASE("10m", Duration.ofSeconds(1), Duration.ofDays(7)),
  /// How long a task waits until it counts as one priority level more urgent.
  AGEING_STEP("5m", Duration.ofSeconds(1), Duration.ofDays(3650)),
  /// How long leases are spared after an outage in which nobody could renew them.
  GRACE("30s", Duration.ZERO, Duration.ofHours(1)),
  /// How long finished tasks stay on the board.
  ARCHIVE_AFTER("168h", Duration.ofSeconds(1), Duration.ofDays(3650)),
  /// How many tasks one agent may hold at a time.
  CLAIMS_PER_AGENT("1", 1, 100),
  /// How many unread messages an agent may have.
  MAILBOX("1000", 1, 100_000),
  /// How long an agent of the hub may be idle although there is work for it.
  IDLE_AFTER("2s", Duration.ofSeconds(1), Duration.ofDays(1)),
  /// How long an agent of the hub may show no sign of work while it should be at it.
  STUCK_AFTER("10m", Duration.ofSeconds(1), Duration.ofDays(1)),
  /// How long each step of the ladder has to help.
  LADDER_STEP("2m", Duration.ofSeconds(1), Duration.ofDays(1)),
  /// What is done about an agent that does not get on, in this order.
  LADDER(
      "nudge,tell_lead,ask_human,restart,reassign", "nudge tell_lead ask_human restart reassign"),
  /// How often an agent that ended unasked is started again before a person is asked.
  RESTARTS("3", 0, 100),
  /// How long attempts may go on after the time of their run is over.
  OVERTIME("5m", Duration.ZERO, Duration.ofDays(1)),
  /// After how many tasks an agent in a terminal is started anew; never with 0.
  RECYCLE_AFTER("0", 0, 10_000),
  /// How many agents may live in one hub.
  MAX_AGENTS("200", 1, 500),
  /// How many agents are started at a time.
  MAX_CONCURRENT_SPAWNS("8", 1, 64),
  /// How many git commands run at a time.
  MAX_CONCURRENT_GIT_OPS("4", 1, 64),
  /// How many messages an agent is given at once.
  MESSAGE_BATCH_SIZE("10", 1, 100),
  /// How long a message waits for more to the same agent.
  MESSAGE_BATCH_DELAY("100ms", Duration.ZERO, Duration.ofSeconds(10)),
  /// How many answers of git are kept; none with 0.
  CACHE_SIZE("1000", 0, 100_000),
  /// How long an answer of git is kept at most, if nothing shows earlier that it is no longer true.
  CACHE_TTL("1m", Duration.ZERO, Duration.ofHours(1)),
  /// How many worktrees are made ready for agents to come when somebody asks for it.
  WORKTREE_POOL_SIZE("10", 0, 200),
  /// How many panes are to be kept ready for agents to come; without effect so far.
  PREWARM_INSTANCES("0", 0, 200);

  private final String initial;
  private final Optional<Duration> least;
  private final Optional<Duration> most;
  private final long leastCount;
  private final long mostCount;
  private final String words;

  Setting(String initial, Duration least, Duration most) {
    this.initial = initial;
    this.least = Optional.of(least);
    this.most = Optional.of(most);
    this.leastCount = 0;
    this.mostCount = 0;
    this.words = "";
  }

  Setting(String initial, String words) {
    this.initial = initial;
    this.least = Optional.empty();
    this.most = Optional.empty();
    this.leastCount = 0;
    this.mostCount = 0;
    this.words = words;
  }

  Setting(String initial, long leastCount, long mostCount) {
    this.initial = initial;
    this.least = Optional.empty();
    this.most = Optional.empty();
    this.leastCount = leastCount;
    this.mostCount = mostCount;
    this.words = "";
  }

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value before anybody changes it.
  public String initial() {
    return initial;
  }

  /// The smallest value of a number, or of a length of time in milliseconds; 0 for a list.
  public long least() {
    return least.map(Duration::toMillis).orElse(leastCount);
  }

  /// The greatest value of a number, or of a length of time in milliseconds; 0 for a list.
  public long most() {
    return most.map(Duration::toMillis).orElse(mostCount);
  }

  /// The setting of this name.
  ///
  /// @throws IllegalArgumentException naming all settings, if there is none
  public static Setting named(String label) {
    return Arrays.stream(values())
        .filter(setting -> setting.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no setting "
                    + Text.quote(label)
                    + "; there are "
                    + String.join(", ", Arrays.stream(values()).map(Setting::label).toList())));
  }

  /// Returns the value if it is in the setting's range.
  ///
  /// @throws IllegalArgumentException naming the range
  public String require(String value) {
    if (least.isPresent()) {
      duration(value);
    } else if (words.isEmpty()) {
      count(value);
    } else {
      list(value);
    }
    return value;
  }

  /// The words of a list, none of them twice.
  List<String> list(String value) {
    List<String> chosen = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    List<String> known = List.of(words.split(" "));
    if (!known.containsAll(chosen) || chosen.stream().distinct().count() != chosen.size()) {
      throw new IllegalArgumentException(
          "%s: some of %s with commas between them, not %s"
              .formatted(label(), String.join(", ", known), Text.quote(value)));
    }
    return chosen;
  }

  /// Returns the length of time if it is in the setting's range.
  ///
  /// @throws IllegalArgumentException naming the range
  Duration require(Duration value) {
    if (value.compareTo(least.orElseThrow()) < 0 || value.compareTo(most.orElseThrow()) > 0) {
      throw new IllegalArgumentException(
          "%s: %s to %s, not %s"
              .formatted(
                  label(),
                  Durations.format(least.orElseThrow()),
                  Durations.format(most.orElseThrow()),
                  value));
    }
    return value;
  }

  Duration duration(String value) {
    return require(Durations.parse(label(), value));
  }

  long count(String value) {
    if (!value.matches("[0-9]{1,9}")
        || Long.parseLong(value) < leastCount
        || Long.parseLong(value) > mostCount) {
      throw new IllegalArgumentException(
          "%s: %d to %d, not %s".formatted(label(), leastCount, mostCount, Text.quote(value)));
    }
    return Long.parseLong(value);
  }
}
