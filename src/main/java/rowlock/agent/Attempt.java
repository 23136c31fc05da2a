package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import rowlock.board.Command;
import rowlock.kind.AgentKind;
import rowlock.kind.Channels;
import rowlock.kind.LaunchWish;
import rowlock.kind.Recipe;
import rowlock.kind.Start;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Job;
import rowlock.process.JobSpec;
import rowlock.task.Task;
import rowlock.team.Role;

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
  ///
  /// @param passes the way to the hub, if there is one
  JobSpec prepare(AgentKind kind, Task task, Told told, Optional<Passes> passes) {
    Optional<Passes.Pass> pass =
        passes.filter(way -> isConnected(kind)).map(way -> pass(way, kind));
    Start start = Recipe.of(kind, wish(task, told, pass));
    try {
      Files.createDirectories(folder);
      for (Start.PrivateFile file : start.files()) {
        PrivateFolder.write(folder, file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + folder, broken);
    }
    JobSpec spec =
        JobSpec.of(folder.resolve("job"), told.workplace(), start.argv())
            .with(environment(start, task, pass))
            .keeping(LOG_BYTES);
    JobSpec reading =
        start.delivery() instanceof Start.Delivery.StandardInput(String text)
            ? spec.with(Input.of(text.getBytes(StandardCharsets.UTF_8)))
            : spec;
    return kind.channels().output() == Channels.OutputForm.TEXT
        ? reading
        : reading.with(JobSpec.Streams.LOG_AND_OUT);
  }

  /// What the agent is told.
  ///
  /// @param brief its brief
  /// @param workplace the folder it works in
  /// @param choices what the user chose
  record Told(String brief, Path workplace, LaunchWish.Choices choices) {}

  private static boolean isConnected(AgentKind kind) {
    return kind.channels().mcp() != Channels.McpForm.NONE
        || kind.channels().hooks() != Channels.HookForm.NONE;
  }

  private Passes.Pass pass(Passes passes, AgentKind kind) {
    try {
      Files.createDirectories(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot make " + folder, broken);
    }
    Passes.Pass pass =
        passes.issue(new Resident(claim.agent(), kind, Role.WORKER, Optional.empty()), folder);
    passes.bind(claim.agent(), claim);
    return pass;
  }

  private LaunchWish wish(Task task, Told told, Optional<Passes.Pass> pass) {
    return new LaunchWish(
        claim.agent(),
        Optional.of(
            new LaunchWish.Subject(
                task.id(), task.spec().description().title(), task.spec().work().script())),
        new LaunchWish.Places(told.workplace().toAbsolutePath(), folder.toAbsolutePath()),
        pass.map(Passes.Pass::way),
        told.choices(),
        new LaunchWish.Conversation.Fresh(session()),
        Optional.of(told.brief()));
  }

  /// The same for whoever prepares this attempt again, another for every other attempt.
  private UUID session() {
    return UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Environment environment(Start start, Task task, Optional<Passes.Pass> pass) {
    Environment allowed = Environment.BASIC.allowing(start.allowed().toArray(String[]::new));
    if (pass.isPresent()) {
      allowed = allowed.with(pass.get().way().tokenVariable(), pass.get().secret().reveal());
    }
    for (var variable : start.environment().entrySet()) {
      allowed = allowed.with(variable.getKey(), variable.getValue());
    }
    return allowed
        .with("ROWLOCK_TASK", task.id().value())
        .with("ROWLOCK_AGENT", claim.agent().value())
        .with("ROWLOCK_FENCE", Long.toString(claim.fence()))
        .with("ROWLOCK_ATTEMPT", Integer.toString(task.failures() + 1))
        .with("ROWLOCK_BRIEF", briefFile().toString());
  }

  private Path briefFile() {
    return folder.resolve("brief.md");
  }
}
