package rowlock.journal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import rowlock.board.FailureCause;
import rowlock.board.RunOutcome;
import rowlock.board.Setting;
import rowlock.budget.Spent;
import rowlock.budget.Tally;
import rowlock.need.NeedKind;
import rowlock.task.DependencyPolicy;
import rowlock.task.TaskStatus;
import rowlock.team.AgentCondition;
import rowlock.team.Importance;

/// The permanent names of the values of an enum, whatever Java calls them.
final class Words<E extends Enum<E>> {
  static final Words<DependencyPolicy> DEPENDENCY_POLICIES =
      new Words<>(
          DependencyPolicy.class,
          policy ->
              switch (policy) {
                case BLOCK -> "block";
                case SKIP -> "skip";
                case CANCEL -> "cancel";
              });

  static final Words<FailureCause> FAILURE_CAUSES =
      new Words<>(
          FailureCause.class,
          cause ->
              switch (cause) {
                case REPORTED -> "reported";
                case LEASE_EXPIRED -> "lease_expired";
                case TIMED_OUT -> "timed_out";
                case CHECK_FAILED -> "check_failed";
                case CONFLICT -> "conflict";
                case REFUSED -> "refused";
                case AGENT_GONE -> "agent_gone";
              });

  static final Words<TaskStatus> STATUSES =
      new Words<>(
          TaskStatus.class,
          status ->
              switch (status) {
                case BLOCKED -> "blocked";
                case AVAILABLE -> "available";
                case CLAIMED -> "claimed";
                case IN_PROGRESS -> "in_progress";
                case SUBMITTED -> "submitted";
                case DONE -> "done";
                case FAILED -> "failed";
                case CANCELLED -> "cancelled";
              });

  static final Words<AgentCondition> CONDITIONS =
      new Words<>(
          AgentCondition.class,
          condition ->
              switch (condition) {
                case STARTING -> "starting";
                case WORKING -> "working";
                case IDLE -> "idle";
                case WAITING -> "waiting";
                case LIMITED -> "limited";
                case GONE -> "gone";
                case UNKNOWN -> "unknown";
              });

  static final Words<Importance> IMPORTANCES =
      new Words<>(
          Importance.class,
          importance ->
              switch (importance) {
                case LOW -> "low";
                case NORMAL -> "normal";
                case HIGH -> "high";
              });

  static final Words<RunOutcome> RUN_OUTCOMES =
      new Words<>(
          RunOutcome.class,
          outcome ->
              switch (outcome) {
                case DONE -> "done";
                case PARTIAL -> "partial";
                case FAILED -> "failed";
                case STOPPED -> "stopped";
              });

  static final Words<NeedKind> NEED_KINDS =
      new Words<>(
          NeedKind.class,
          kind ->
              switch (kind) {
                case PERMISSION -> "permission";
                case QUESTION -> "question";
                case LIMIT -> "limit";
                case MERGE -> "merge";
                case LOGIN -> "login";
                case STUCK -> "stuck";
              });

  static final Words<Spent> SPENT =
      new Words<>(
          Spent.class,
          spent ->
              switch (spent) {
                case NOTHING -> "nothing";
                case UNKNOWN -> "unknown";
              });

  static final Words<Tally.Of> TALLIED =
      new Words<>(
          Tally.Of.class,
          of ->
              switch (of) {
                case RUN -> "run";
                case TASK -> "task";
                case AGENT -> "agent";
              });

  static final Words<Setting> SETTINGS =
      new Words<>(
          Setting.class,
          setting ->
              switch (setting) {
                case LEASE -> "lease";
                case AGEING_STEP -> "ageing_step";
                case GRACE -> "grace";
                case ARCHIVE_AFTER -> "archive_after";
                case CLAIMS_PER_AGENT -> "claims_per_agent";
                case MAILBOX -> "mailbox";
                case IDLE_AFTER -> "idle_after";
                case STUCK_AFTER -> "stuck_after";
                case LADDER_STEP -> "ladder_step";
                case LADDER -> "ladder";
                case RESTARTS -> "restarts";
                case OVERTIME -> "overtime";
                case RECYCLE_AFTER -> "recycle_after";
                case MAX_AGENTS -> "max_agents";
                case MAX_CONCURRENT_SPAWNS -> "max_concurrent_spawns";
                case MAX_CONCURRENT_GIT_OPS -> "max_concurrent_git_ops";
                case MESSAGE_BATCH_SIZE -> "message_batch_size";
                case MESSAGE_BATCH_DELAY -> "message_batch_delay";
                case CACHE_SIZE -> "cache_size";
                case CACHE_TTL -> "cache_ttl";
                case WORKTREE_POOL_SIZE -> "worktree_pool_size";
                case PREWARM_INSTANCES -> "prewarm_instances";
              });

  private final String what;
  private final Function<E, String> word;
  private final Map<String, E> values = new HashMap<>();

  private Words(Class<E> type, Function<E, String> word) {
    this.what = type.getSimpleName();
    this.word = word;
    EnumSet.allOf(type).forEach(value -> values.put(word.apply(value), value));
  }

  String of(E value) {
    return word.apply(value);
  }

  /// All names.
  Set<String> all() {
    return Set.copyOf(values.keySet());
  }

  /// @throws UnknownWord if no value has this name
  E named(String name) {
    E value = values.get(name);
    if (value == null) {
      throw new UnknownWord(what, name);
    }
    return value;
  }
}
