package rowlock.operation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rowlock.task.Text;

/// How large a team is to become: values for all there is to tune, made for the machine at hand.
///
/// The multiples of the cores are what was fastest on two of them: eight agents started at a time,
/// four git commands (`docs/performance.md` has the table).
public enum TeamSize {
  /// Up to 10 agents.
  SMALL(10, 5, 0),
  /// Up to 50 agents.
  MEDIUM(50, 10, 50),
  /// Up to 100 agents.
  LARGE(100, 20, 100),
  /// Up to 200 agents, and beyond if there are more on the board.
  VERY_LARGE(200, 50, 200);

  private static final int SPAWNS_PER_CORE = 4;
  private static final int GIT_PER_CORE = 2;
  private static final int ANSWERS_PER_AGENT = 20;
  private static final int AGENTS_PER_WORKTREE = 5;
  private static final int AGENTS_PER_PANE = 10;
  private static final long TTL_MS = 60_000;

  /// Nobody needs a ready pane for an agent that has no memory to run in.
  private static final long BYTES_PER_AGENT = 256L << 20;

  private final int agents;
  private final int batch;
  private final long delayMs;

  TeamSize(int agents, int batch, long delayMs) {
    this.agents = agents;
    this.batch = batch;
    this.delayMs = delayMs;
  }

  /// The name in every interface: `very-large`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// All names, from small to large.
  public static List<String> labels() {
    return Arrays.stream(values()).map(TeamSize::label).toList();
  }

  /// The one of this name.
  ///
  /// @throws IllegalArgumentException naming all, if there is none
  public static TeamSize named(String label) {
    return Arrays.stream(values())
        .filter(size -> size.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "preset: one of %s is wanted here, not %s"
                    .formatted(String.join(", ", labels()), Text.quote(label))));
  }

  /// The values for a machine.
  ///
  /// @param present how many agents there are already
  Map<Tunable, Long> values(Capacity machine, int present) {
    int team = Math.max(agents, present);
    long room = machine.memoryBytes().map(bytes -> bytes / BYTES_PER_AGENT).orElse((long) team);
    Map<Tunable, Long> values = new EnumMap<>(Tunable.class);
    put(values, Tunable.SPAWNS, Math.min(team, (long) SPAWNS_PER_CORE * machine.cores()));
    put(values, Tunable.GIT, (long) GIT_PER_CORE * machine.cores());
    put(values, Tunable.BATCH, batch);
    put(values, Tunable.DELAY, delayMs);
    put(values, Tunable.CACHE, (long) ANSWERS_PER_AGENT * team);
    put(values, Tunable.TTL, TTL_MS);
    put(values, Tunable.WORKTREES, team / AGENTS_PER_WORKTREE);
    put(values, Tunable.PANES, Math.min(team / AGENTS_PER_PANE, room));
    return values;
  }

  private static void put(Map<Tunable, Long> values, Tunable one, long value) {
    values.put(one, Math.clamp(value, one.setting().least(), one.setting().most()));
  }
}
