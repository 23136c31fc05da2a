package rowlock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.process.Job;
import rowlock.process.JobState;

/// What is made of an agent's last words.
final class ResultTest {
  @TempDir Path folder;

  private static final AgentKind CLAUDE =
      AgentKinds.builtIn().find("claude-headless").orElseThrow();
  private static final AgentKind SHELL = AgentKinds.builtIn().find("shell").orElseThrow();

  @Test
  void claudesResultLineCountsWhateverStandsAround() throws IOException {
    Result result =
        claude(
            0,
            """
            {"type":"system","subtype":"init"}
            a tool printed "result" here
            {"type":"result","subtype":"success","is_error":false,"result":"Did it.",\
            "usage":{"input_tokens":10,"output_tokens":2},"total_cost_usd":0.25}
            """);
    assertThat(result)
        .isEqualTo(new Result.Success("Did it.\n\n(12 tokens, 0.25 USD by its own account)"));
  }

  @Test
  void aModelErrorIsAFailureAlthoughItIsCalledSuccess() throws IOException {
    Result result =
        claude(
            0,
            """
            {"type":"result","subtype":"success","is_error":true,"result":"API Error: 500",\
            "terminal_reason":"api_error"}
            """);
    assertThat(result).isEqualTo(new Result.Failure("exit code 0, api_error: API Error: 500"));
  }

  @Test
  void withoutAResultLineNothingWasDone() throws IOException {
    assertThat(claude(143, "{\"type\":\"system\"}\n")).isInstanceOf(Result.Failure.class);
    assertThat(claude(0, "")).isInstanceOf(Result.Failure.class);
  }

  @Test
  void aShellsExitCodeCounts() throws IOException {
    Files.writeString(folder.resolve("log"), "\u001b[1mlast words\u001b[0m\n");
    Job job = Job.at(folder);
    assertThat(Result.of(SHELL, job, new JobState.Exited(0, "")))
        .isEqualTo(new Result.Success("last words"));
    assertThat(Result.of(SHELL, job, new JobState.Exited(3, "")))
        .isEqualTo(new Result.Failure("exit code 3:\nlast words"));
    assertThat(Result.of(SHELL, job, new JobState.Vanished())).isInstanceOf(Result.Lost.class);
  }

  private Result claude(int code, String out) throws IOException {
    Files.writeString(folder.resolve("out"), out);
    return Result.of(CLAUDE, Job.at(folder), new JobState.Exited(code, ""));
  }
}
