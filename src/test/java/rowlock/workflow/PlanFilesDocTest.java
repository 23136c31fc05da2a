package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rowlock.task.TaskId;

class PlanFilesDocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleIsAPlanWithoutObjections() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/plan-files.md")));
    assertThat(example.find()).isTrue();
    PlanReading reading = PlanReader.read(example.group(1));
    assertThat(reading).isInstanceOf(PlanReading.Accepted.class);
    Plan plan = ((PlanReading.Accepted) reading).plan();
    PlanAdvice advice = PlanAdvice.on(plan);
    assertThat(advice.shape().criticalPath())
        .extracting(TaskId::value)
        .containsExactly("parser", "export", "docs", "changelog");
    assertThat(advice.shape().agents()).isEqualTo(2);
  }

  @Test
  void everyFieldIsInTheReference() throws IOException {
    String doc = Files.readString(Path.of("docs/plan-files.md"));
    assertThat(Vocabulary.PLAN.spellings())
        .allSatisfy(name -> assertThat(doc).contains("`" + name + "`"));
    assertThat(Vocabulary.GROUP.spellings())
        .allSatisfy(name -> assertThat(doc).contains("`" + name + "`"));
    assertThat(Vocabulary.TASK.spellings())
        .allSatisfy(name -> assertThat(doc).contains("`" + name + "`"));
  }
}
