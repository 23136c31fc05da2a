package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.OPERATOR;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the operations about the repository of a run lead to.
final class GitEffects {
  private GitEffects() {}

  static List<Effect> all() {
    return Stream.of(conflicts(), batch()).flatMap(List::stream).toList();
  }

  private static List<Effect> conflicts() {
    return List.of(
        new Effect(
            "get_conflicts",
            ANNA,
            s -> Map.of(),
            (s, told) -> {
              assertThat(s.premises.wanted).containsExactly("conflicts, 50 at most");
              assertThat(told).containsEntry("total", 0);
            }),
        new Effect(
            "get_conflicts",
            OPERATOR,
            s -> Map.of("limit", 7),
            (s, told) -> assertThat(s.premises.wanted).containsExactly("conflicts, 7 at most")));
  }

  private static List<Effect> batch() {
    return List.of(
        new Effect(
            "git_batch",
            ANNA,
            s -> Map.of("requests", List.of(Map.of("ask", "status"))),
            (s, told) -> {
              assertThat(s.premises.wanted)
                  .containsExactly(
                      "git of anna: GitWish[ask=STATUS, branch=, from=HEAD, to=HEAD, count=20]");
              assertThat(told)
                  .containsEntry("done", 1)
                  .containsEntry("refused", 0)
                  .containsEntry("results", List.of(Map.of("ask", "status")));
            }),
        new Effect(
            "git_batch",
            OPERATOR,
            s ->
                Map.of(
                    "requests",
                    List.of(
                        Map.of("ask", "diff", "from", "main", "to", "v1"),
                        Map.of("ask", "log", "count", 3),
                        Map.of("ask", "create_branch", "branch", "b", "from", "v1")),
                    "agent_id",
                    "ben"),
            (s, told) ->
                assertThat(s.premises.wanted)
                    .containsExactly(
                        "git of ben: GitWish[ask=DIFF, branch=, from=main, to=v1, count=20]",
                        "git of ben: GitWish[ask=LOG, branch=, from=HEAD, to=HEAD, count=3]",
                        "git of ben: GitWish[ask=CREATE_BRANCH, branch=b, from=v1, to=HEAD,"
                            + " count=20]")));
  }
}
