package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rowlock.board.Command;
import rowlock.kind.AgentKind;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Job;
import rowlock.process.JobSpec;
import rowlock.task.Task;

/// The folder of one claim: what the agent was told, and the job that does it. Named by task and
/// fence, so that whoever knows the claim finds it, and no two claims share one.
///
/// @param folder the folder
/// @param claim the claim it is for
record Attempt(Path folder, Command.Claim claim) {
  /// How much of an agent's output is kept.
  static final long LOG_BYTES = 16L << 20;

  static Attempt of(Path attempts, Command.Claim claim) {
    return new Attempt(attempts.resolve(claim.task() + "-" + claim.fence()), claim);
  }

  Job job() {
    return Job.at(folder.resolve("job"));
  }

  /// Writes what the agent is told and returns how it is to be started.
  JobSpec prepare(AgentKind kind, Task task, String brief, Path workplace) {
    try {
      Files.createDirectories(folder);
      Files.writeString(briefFile(), brief);
      Files.writeString(scriptFile(), task.spec().work().script().orElse("") + "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + folder, broken);
    }
    List<String> argv =
        kind.command().stream().map(argument -> fill(argument, task, brief, workplace)).toList();
    JobSpec spec =
        JobSpec.of(folder.resolve("job"), workplace, argv)
            .with(environment(kind, task))
            .keeping(LOG_BYTES);
    JobSpec reading =
        kind.input() == AgentKind.Input.BRIEF
            ? spec.with(Input.of(brief.getBytes(StandardCharsets.UTF_8)))
            : spec;
    return kind.form() == AgentKind.Form.TEXT ? reading : reading.with(JobSpec.Streams.LOG_AND_OUT);
  }

  private String fill(String argument, Task task, String brief, Path workplace) {
    return argument
        .replace("{brief_file}", briefFile().toString())
        .replace("{script_file}", scriptFile().toString())
        .replace("{task}", task.id().value())
        .replace("{agent}", claim.agent().value())
        .replace("{worktree}", workplace.toString())
        .replace("{title}", task.spec().description().title())
        .replace("{brief}", brief);
  }

  private Environment environment(AgentKind kind, Task task) {
    return Environment.BASIC
        .allowing(kind.environment().toArray(String[]::new))
        .with("ROWLOCK_TASK", task.id().value())
        .with("ROWLOCK_AGENT", claim.agent().value())
        .with("ROWLOCK_FENCE", Long.toString(claim.fence()))
        .with("ROWLOCK_ATTEMPT", Integer.toString(task.failures() + 1))
        .with("ROWLOCK_BRIEF", briefFile().toString());
  }

  private Path briefFile() {
    return folder.resolve("brief.md");
  }

  private Path scriptFile() {
    return folder.resolve("script.sh");
  }
}
