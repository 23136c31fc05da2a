package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunTargetTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("plan.yaml"), "tasks: []\n");
    Files.writeString(folder.resolve("my plan"), "tasks: []\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan.yaml", "my plan", "./plan.yaml"})
  void whatIsAFileIsAPlan(String typed) {
    assertThat(of(typed)).isEqualTo(new RunTarget.File(folder.resolve(typed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fix the parser",
        "Read dates everywhere.\nAlso in exports/imports.",
        "Mach's schön/schöner",
        "explain a.b c"
      })
  void severalWordsAreAGoal(String typed) {
    assertThat(of(typed)).isEqualTo(new RunTarget.Goal(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plna.yaml", "docs/plan.yml", "fix", "Fix src/a.yaml", "", " ", "a\0b"})
  void nothingIsPlannedByMistake(String typed) {
    assertThat(of(typed)).isInstanceOf(RunTarget.Unclear.class);
  }

  @Test
  void theNearestFileIsNamed() {
    RunTarget.Unclear unclear = (RunTarget.Unclear) of("plna.yaml");
    assertThat(unclear.outcome().message()).isEqualTo("there is no plan file 'plna.yaml'");
    assertThat(unclear.outcome().hint()).contains("did you mean plan.yaml?", "--goal TEXT");
  }

  @Test
  void aGoalOfOneWordIsSaidToBeOne() {
    Optional<String> none = Optional.empty();
    assertThat(RunTarget.of(none, Optional.of("fix.yaml"), folder))
        .isEqualTo(new RunTarget.Goal("fix.yaml"));
    assertThat(RunTarget.of(Optional.of("plan.yaml"), Optional.of("x"), folder))
        .isInstanceOf(RunTarget.Unclear.class);
    assertThat(RunTarget.of(none, none, folder)).isInstanceOf(RunTarget.Unclear.class);
    assertThat(RunTarget.of(none, Optional.of(" "), folder)).isInstanceOf(RunTarget.Unclear.class);
  }

  private RunTarget of(String typed) {
    return RunTarget.of(Optional.of(typed), Optional.empty(), folder);
  }
}
