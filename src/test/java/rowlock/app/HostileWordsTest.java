package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.task.Description;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.Text;

/// Titles and descriptions that are orders to some program, on their way through a real run: into
/// briefs, jobs, commits and merges.
final class HostileWordsTest {
  @TempDir Path folder;

  @Test
  void wordsStayWords() throws IOException {
    Ranch ranch = new Ranch(folder).founded();
    Path canary = folder.resolve("canary");
    List<NewTask> tasks = new ArrayList<>();
    for (String word :
        List.of(
            "; touch F",
            "$(touch F)",
            "`touch F`",
            "--upload-pack=touch F",
            "#(touch F)",
            "-c core.fsmonitor=touch F",
            "--help",
            "x; kill-server",
            "%n%s'\"\\")) {
      String text = word.replace("F", canary.toString());
      tasks.add(hostile("t" + tasks.size(), text));
    }

    assertThat(ranch.conduct(tasks.toArray(NewTask[]::new))).isEqualTo(RunOutcome.DONE);

    assertThat(canary).doesNotExist();
    assertThat(ranch.git("log", "--format=%s%n%b", "rowlock/r")).contains("$(touch ", "--help");
    assertThat(ranch.git("status", "--porcelain")).isEmpty();
  }

  private static NewTask hostile(String id, String text) {
    TaskSpec plain = Ranch.task(id, "echo %s >%s.txt".formatted(id, id)).spec();
    return NewTask.named(
        id,
        new TaskSpec(
            new Description(text, text, List.of(text), text, Text.labels("tags", List.of())),
            plain.links(),
            plain.requirement(),
            plain.work(),
            plain.terms()));
  }
}
