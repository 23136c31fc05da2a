package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pace and batches of messages at the command line.
class TuningTranscriptTest {
  private static final String BATCH =
      """
      {"messages": [{"to": "anna", "body": "one"}, {"to": "nobody", "body": "two"}]}\
      """;

  @TempDir Path folder;

  private Typist typist = Typist.in(Path.of(""));

  @BeforeEach
  void makeProject() {
    typist = Typist.inProject(folder);
    typist.types("agents", "add", "anna").mustEndWith(0);
  }

  @Test
  void whatIsTunedShowsInTheSettingsWithWhatItWasBefore() {
    String out =
        typist
            .types("tune", "maxConcurrentGitOps=9", "message_batch_delay=2s")
            .mustEndWith(0)
            .out();

    assertThat(out).containsPattern("maxConcurrentGitOps +9 +4 +1 +64");
    assertThat(out).containsPattern("messageBatchDelay +2000 +100 +0 +10000");
    assertThat(typist.types("settings", "max_concurrent_git_ops").out()).contains(" 9 ");
    assertThat(typist.types("settings", "message_batch_delay").out()).contains(" 2s ");
  }

  @Test
  void whatIsGivenComesAfterTheSizeOfTheTeam() {
    typist.types("tune", "--preset", "very-large", "cacheSize=7").mustEndWith(0);

    assertThat(typist.types("settings", "cache_size").out()).contains(" 7 ");
    assertThat(typist.types("settings", "worktree_pool_size").out()).contains(" 40 ");
  }

  @Test
  void nothingChangesWhenOneValueIsWrong() {
    for (String wrong :
        List.of(
            "cacheTTL=2h", "cacheSize=x", "cacheSize", "=1", "colour=1", "maxConcurrentGitOps=8")) {
      typist.types("tune", "maxConcurrentGitOps=9", wrong).mustEndWith(2);
    }
    typist.types("tune", "maxConcurrentGitOps=9", "--preset", "gigantic").mustEndWith(2);

    assertThat(typist.types("settings", "max_concurrent_git_ops").out()).doesNotContain(" 9 ");
  }

  @Test
  void withoutAHubTheBoardIsShownAndTheRestIsAbsentWithTheReason() {
    String out = typist.types("performance").mustEndWith(0).out();

    assertThat(out)
        .contains("no score: no hub runs for this project", "agents: 1, deliveries outstanding: 0")
        .contains("not measured, as no hub runs: spawn,", "maxConcurrentSpawns");
  }

  @Test
  void aBatchThatWasPartlySentShowsWhatBecameOfEachMessage() {
    Typist.Seen seen = typist.types("call", "send_batch", BATCH).mustEndWith(3);

    assertThat(seen.out()).contains("\"message\": \"m1\"", "\"code\": \"no_recipient\"");
    assertThat(seen.err()).contains("1 of 2 messages were sent");
    assertThat(typist.types("inbox", "anna").out()).contains("one");
  }

  @Test
  void listIsTheListOfAgents() {
    assertThat(typist.types("list").out()).isEqualTo(typist.types("agents").out());
  }
}
