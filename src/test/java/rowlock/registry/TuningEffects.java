package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.OPERATOR;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rowlock.board.Board;
import rowlock.board.Letter;
import rowlock.board.Setting;
import rowlock.task.AgentId;
import rowlock.team.Importance;

/// What the operations on pace and on many messages at once lead to.
final class TuningEffects {
  private static final AgentId BEN = new AgentId("ben");

  private TuningEffects() {}

  static List<Effect> all() {
    return Stream.of(pace(), mail()).flatMap(List::stream).toList();
  }

  private static List<Effect> pace() {
    return List.of(
        new Effect(
            "get_performance",
            ANNA,
            s -> Map.of(),
            (s, told) -> {
              assertThat(told).containsEntry("hub", true).containsKey("score_absent");
              assertThat(told.toString()).contains("cores=", "maxConcurrentGitOps");
            }),
        new Effect(
            "optimize_settings",
            OPERATOR,
            s -> Map.of(),
            (s, told) -> {
              assertThat(s.board().count(Setting.CACHE_SIZE)).isEqualTo(1_000);
              assertThat(told.toString()).contains("messageBatchDelay");
            }),
        new Effect("optimize_settings", OPERATOR, s -> everySetting(), (s, told) -> areSet(s)));
  }

  private static List<Effect> mail() {
    return List.of(
        new Effect(
            "send_batch",
            ANNA,
            s -> Map.of("messages", List.of(letter("ben", "one"), letter("team", "two"))),
            (s, told) -> {
              assertThat(bodies(s)).containsExactly("one", "two");
              assertThat(told).containsEntry("sent", 2).containsEntry("refused", 0);
              assertThat(s.premises.wanted).isEmpty();
            }),
        new Effect(
            "send_batch",
            LEA,
            s -> {
              Map<String, Object> urgent = new HashMap<>(letter("role:worker", "now"));
              urgent.put("importance", "high");
              return Map.of("messages", List.of(urgent), "immediate", true);
            },
            (s, told) -> {
              Letter letter = s.board().unreadBy(BEN).getLast();
              assertThat(letter.message().importance()).isEqualTo(Importance.HIGH);
              assertThat(letter.message().sender()).isEqualTo(new AgentId("lea"));
              assertThat(s.premises.wanted).containsExactly("hasten [anna, ben]");
            }));
  }

  private static Map<String, Object> letter(String to, String body) {
    return Map.of("to", to, "body", body);
  }

  private static List<String> bodies(Scene scene) {
    return scene.board().unreadBy(BEN).stream().map(one -> one.message().body()).toList();
  }

  private static Map<String, Object> everySetting() {
    return Map.of(
        "preset", "very-large",
        "maxConcurrentSpawns", 1,
        "maxConcurrentGitOps", 2,
        "messageBatchSize", 3,
        "messageBatchDelay", 400,
        "cacheSize", 5,
        "cacheTTL", 6_000,
        "worktreePoolSize", 7,
        "prewarmInstances", 8);
  }

  private static void areSet(Scene scene) {
    Board board = scene.board();
    assertThat(board.count(Setting.MAX_CONCURRENT_SPAWNS)).isEqualTo(1);
    assertThat(board.count(Setting.MAX_CONCURRENT_GIT_OPS)).isEqualTo(2);
    assertThat(board.count(Setting.MESSAGE_BATCH_SIZE)).isEqualTo(3);
    assertThat(board.setting(Setting.MESSAGE_BATCH_DELAY)).isEqualTo("400ms");
    assertThat(board.count(Setting.CACHE_SIZE)).isEqualTo(5);
    assertThat(board.setting(Setting.CACHE_TTL)).isEqualTo("6s");
    assertThat(board.count(Setting.WORKTREE_POOL_SIZE)).isEqualTo(7);
    assertThat(board.count(Setting.PREWARM_INSTANCES)).isEqualTo(8);
  }
}
