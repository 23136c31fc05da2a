package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import rowlock.kind.LaunchWish;
import rowlock.kind.Recipe;
import rowlock.kind.Start;
import rowlock.process.Environment;
import rowlock.process.JobHost;
import rowlock.process.JobName;
import rowlock.process.JobSpec;

/// The start of agents that live in a terminal: what they need is written into a private folder,
/// then their program runs.
///
/// @param host where programs get a terminal
/// @param passes how agents get to the hub
/// @param choices what the user chose
/// @param variables the environment of this process
public record Launcher(
    JobHost host, Passes passes, LaunchWish.Choices choices, Map<String, String> variables) {

  /// What was started.
  ///
  /// @param stay what the next process must know
  /// @param typed a first prompt that is still to be typed
  record Launched(Residence.Stay stay, Optional<String> typed) {}

  /// Starts an agent, with the session it had before if it is to go on with it.
  ///
  /// @param worktree the folder it works in
  /// @param prompt the first thing it is told
  /// @throws rowlock.process.StartFailed if it could not be started
  Launched launch(Resident who, Residence residence, Path worktree, String prompt) {
    Residence.Stay stay =
        residence.stay().orElseGet(() -> Residence.Stay.first(who.kind().name())).started();
    Path folder = residence.home();
    makeFolder(residence, folder);
    makeFolder(residence, residence.start(stay.starts()));
    Passes.Pass pass = passes.issue(who, folder);
    LaunchWish.Conversation conversation = conversation(who, stay);
    LaunchWish wish =
        new LaunchWish(
            who.id(),
            Optional.empty(),
            new LaunchWish.Places(real(worktree), real(folder)),
            Optional.of(pass.way()),
            choices(who),
            conversation,
            Optional.of(prompt));
    Start start = Recipe.of(who.kind(), wish);
    write(folder, start);
    // Remembered first: a program that runs and that nobody knows of would be worse than none.
    Residence.Stay next = stay.in(session(who, conversation));
    residence.remember(next);
    host.start(
        new JobName(who.id().value()),
        spec(who, residence.job(stay.starts()).directory(), worktree, start, pass));
    return new Launched(
        next,
        start.delivery() instanceof Start.Delivery.Typed(String text)
            ? Optional.of(text)
            : Optional.empty());
  }

  private static void makeFolder(Residence residence, Path folder) {
    try {
      residence.make();
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot make " + folder, broken);
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot look at " + folder, broken);
    }
  }

  private static LaunchWish.Conversation conversation(Resident who, Residence.Stay stay) {
    boolean canResume = !who.kind().launch().idioms().resume().isEmpty();
    return stay.session()
        .filter(session -> canResume)
        .<LaunchWish.Conversation>map(LaunchWish.Conversation.Resumed::new)
        .orElseGet(() -> new LaunchWish.Conversation.Fresh(UUID.randomUUID()));
  }

  private static Optional<String> session(Resident who, LaunchWish.Conversation conversation) {
    return switch (conversation) {
      case LaunchWish.Conversation.Resumed resumed -> Optional.of(resumed.id());
      case LaunchWish.Conversation.Fresh fresh ->
          who.kind().launch().idioms().session().isEmpty()
              ? Optional.empty()
              : Optional.of(fresh.id().toString());
    };
  }

  private LaunchWish.Choices choices(Resident who) {
    LaunchWish.Choices choices =
        who.terms().model().isPresent()
            ? new LaunchWish.Choices(
                this.choices.permissions(), who.terms().model(), this.choices.keyTail())
            : this.choices;
    return Recipe.keyVariable(who.kind())
        .map(variables::get)
        .filter(key -> !key.isEmpty())
        .map(choices::withKey)
        .orElse(choices);
  }

  private static void write(Path folder, Start start) {
    try {
      for (Start.PrivateFile file : start.files()) {
        PrivateFolder.write(folder, file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write into " + folder, broken);
    }
  }

  private static JobSpec spec(
      Resident who, Path job, Path worktree, Start start, Passes.Pass pass) {
    Environment environment = Environment.BASIC.allowing(start.allowed().toArray(String[]::new));
    for (var variable : start.environment().entrySet()) {
      environment = environment.with(variable.getKey(), variable.getValue());
    }
    // The script that sets it is a private file, like those that hold it for curl.
    environment =
        environment
            .with(pass.way().tokenVariable(), pass.secret().reveal())
            .with("ROWLOCK_AGENT", who.id().value());
    return JobSpec.of(job, worktree, start.argv()).with(environment).with(JobSpec.Streams.TERMINAL);
  }
}
