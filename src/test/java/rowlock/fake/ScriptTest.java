package rowlock.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptTest {
  @TempDir private Path folder;

  @Test
  void everyStepCanBeWritten() {
    assertThat(steps("claim", "work", "submit", "submit All well.", "loop", "stall", "kill"))
        .containsExactly(
            new Step.Claim(),
            new Step.Work(),
            new Step.Submit("Done."),
            new Step.Submit("All well."),
            new Step.Loop(),
            new Step.Stall(),
            new Step.Kill());
    assertThat(steps("think 250ms", "die 7", "limit until +5s", "fail 529 Overloaded"))
        .containsExactly(
            new Step.Think(Duration.ofMillis(250)),
            new Step.Die(7),
            new Step.Limit(Duration.ofSeconds(5)),
            new Step.Fail(529, "Overloaded"));
    assertThat(steps("write a/b.txt one\\ntwo", "tool Bash echo $HOME; ls", "ask-permission"))
        .containsExactly(
            new Step.Use(ToolUse.write("a/b.txt", "one\ntwo\n")),
            new Step.Use(ToolUse.bash("echo $HOME; ls")),
            new Step.Ask(ToolUse.bash("make")));
    assertThat(steps("spend 0.25 usd", "spend 5000 tokens", "call get_task {\"task\": \"t1\"}"))
        .containsExactly(
            new Step.Spend(new BigDecimal("0.25"), 0),
            new Step.Spend(BigDecimal.ZERO, 5000),
            new Step.Call("get_task", "{\"task\": \"t1\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dance",
        "think long",
        "die 256",
        "fail 200",
        "spend much",
        "ask-permission dance",
        "once"
      })
  void aLineThatIsNoStepIsRefusedWithItsPlace(String line) {
    assertThatThrownBy(() -> reader().read("x.script", List.of("# first", "", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x.script:3: ");
  }

  @Test
  void stepsAreFoundInAQuotedBrief() {
    String brief =
        """
        # Task t1: Write

        > Do this:
        > fake: write a.txt one
        > - `fake: once die 3`
        Nothing with fake: in the middle.
        """;

    assertThat(ScriptReader.stepsIn("task-t1", brief))
        .containsExactly(
            new Step.Use(ToolUse.write("a.txt", "one\n")),
            new Step.Once("task-t1-1", new Step.Die(3)));
  }

  @Test
  void mannersHoldOnceWhenTheyAreToHoldOnce() {
    List<String> lines = List.of("once swallow-enter 2", "starts-after 1s", "say hi");

    Script first = reader().read("x", lines);
    Script second = reader().read("x", lines);

    assertThat(first.manners().swallowedEnters()).isEqualTo(2);
    assertThat(second.manners().swallowedEnters()).isZero();
    assertThat(second.manners().startsAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(second.steps()).containsExactly(new Step.Say("hi"));
  }

  @Test
  void codexValuesAreReadAsToml() {
    Object hooks =
        InlineToml.parse("[{hooks=[{type=\"command\",command=\"a \\\"b\\\"\",timeout=5}]}]");

    assertThat(hooks)
        .isEqualTo(
            List.of(
                Map.of(
                    "hooks",
                    List.of(Map.of("type", "command", "command", "a \"b\"", "timeout", 5L)))));
    assertThat(InlineToml.parse("600.0")).isEqualTo(600.0);
    assertThat(InlineToml.parse("{'a.b'={x=true}, c=[]}"))
        .isEqualTo(Map.of("a.b", Map.of("x", true), "c", List.of()));
    assertThatThrownBy(() -> InlineToml.parse("[1")).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Step> steps(String... lines) {
    return reader().read("x", List.of(lines)).steps();
  }

  private ScriptReader reader() {
    return new ScriptReader(new OnceMarks(folder));
  }
}
