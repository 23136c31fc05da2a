package rowlock.board;

import java.time.Duration;
import java.util.Arrays;
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
  MAILBOX("1000", 1, 100_000);

  private final String initial;
  private final Optional<Duration> least;
  private final Optional<Duration> most;
  private final long leastCount;
  private final long mostCount;

  Setting(String initial, Duration least, Duration most) {
    this.initial = initial;
    this.least = Optional.of(least);
    this.most = Optional.of(most);
    this.leastCount = 0;
    this.mostCount = 0;
  }

  Setting(String initial, long leastCount, long mostCount) {
    this.initial = initial;
    this.least = Optional.empty();
    this.most = Optional.empty();
    this.leastCount = leastCount;
    this.mostCount = mostCount;
  }

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value before anybody changes it.
  public String initial() {
    return initial;
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
    } else {
      count(value);
    }
    return value;
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
