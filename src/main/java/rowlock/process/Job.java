package rowlock.process;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that runs once, and whose story stands in a folder: it outlives the process that
/// started it, and the next one finds it by that folder.
public final class Job {
  private static final Pattern EXIT = Pattern.compile("([0-9]{1,3}) ([^\n]*)\n");
  private static final Pattern GIVEN_NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");
  private static final String FORBIDDEN = "never\n";

  /// How long a job may take to record its process.
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  /// How often it is looked whether it has: what is waited for takes milliseconds.
  private static final Duration START_PAUSE = Duration.ofMillis(4);

  /// How long whoever made the file of the process may take to fill it, before it is taken for
  /// stopped in between.
  private static final Duration RECORD_LIMIT = Duration.ofMillis(200);

  private final JobFolder folder;

  private Job(JobFolder folder) {
    this.folder = folder;
  }

  /// The job of this folder, whoever started it, also if nobody has yet.
  public static Job at(Path directory) {
    return new Job(new JobFolder(directory.toAbsolutePath().normalize()));
  }

  /// Writes what the job needs into its folder; a host then runs [#command].
  ///
  /// @throws StartFailed if it was started before or the system would not take its arguments
  /// @throws UncheckedIOException if the folder cannot be written
  public static Job prepare(JobSpec spec) {
    Map<String, String> variables = spec.environment().resolve(System.getenv());
    List<String> argv = Arguments.startable(spec.argv(), spec.workingDirectory(), variables);
    Job job = at(spec.directory());
    boolean fresh = job.folder.create();
    if (!fresh && Files.exists(job.folder.pid())) {
      throw new StartFailed(
          StartFailed.Reason.ALREADY_STARTED, "the job was started before: " + spec.directory());
    }
    Environment leashed = spec.environment().leashed(job.folder.leash());
    String text = JobScript.text(spec.with(leashed), argv);
    if (spec.input().sizeBytes() > 0) {
      job.folder.replace(job.folder.stdin(), spec.input().bytes());
    }
    byte[] script = text.getBytes(StandardCharsets.UTF_8);
    // In a folder that was not there nobody runs a script before we have told of it.
    if (!fresh || !job.folder.createNew(job.folder.script(), script)) {
      job.folder.replace(job.folder.script(), script);
    }
    return job;
  }

  /// Writes a file into the folder of a job to come, readable by us alone, for the program to be
  /// told the path of it: the way to pass what must stand neither in an argument nor in a variable.
  ///
  /// @param name 1 to 40 of `a-z`, `0-9`, `_`, `-` and `.`, beginning with a letter or digit
  /// @return the path of the file
  /// @throws IllegalArgumentException if the name is something else
  /// @throws UncheckedIOException if the file cannot be written
  public static Path give(Path directory, String name, byte[] content) {
    if (!GIVEN_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a file for a job: " + name);
    }
    JobFolder folder = at(directory).folder;
    folder.create();
    folder.create(folder.given());
    Path file = folder.given().resolve(name);
    folder.replace(file, content);
    return file;
  }

  /// The argument list that runs the prepared job; it holds nothing but the path of a script.
  public List<String> command() {
    return List.of("/bin/sh", folder.script().toString());
  }

  /// Waits until a host has begun to run the prepared job.
  ///
  /// @param hopeless says when the host knows that it will not begin any more
  /// @throws StartFailed if it did not begin in time; it was made sure that it never will
  public void awaitStart(BooleanSupplier hopeless) {
    Map<Job, StartFailed> failed =
        awaitStarts(List.of(this), all -> hopeless.getAsBoolean() ? Set.copyOf(all) : Set.of());
    if (failed.containsKey(this)) {
      throw failed.get(this);
    }
  }

  /// Waits until a host has begun to run each of these prepared jobs.
  ///
  /// @param hopeless says of which of those given the host knows that they will not begin any more
  /// @return those that did not begin in time; it was made sure that they never will
  public static Map<Job, StartFailed> awaitStarts(
      Collection<Job> jobs, Function<Collection<Job>, Set<Job>> hopeless) {
    Map<Job, StartFailed> failed = new HashMap<>();
    Set<Job> waiting = new LinkedHashSet<>(jobs);
    Patience patience = new Patience(START_LIMIT, START_PAUSE);
    waiting.removeIf(Job::hasBegun);
    while (!waiting.isEmpty()) {
      Set<Job> over = hopeless.apply(List.copyOf(waiting));
      if (!patience.pause()) {
        over = Set.copyOf(waiting);
      }
      // Looked again after it was asked: they may have begun and ended in between.
      waiting.removeIf(Job::hasBegun);
      for (Job job : over) {
        if (waiting.contains(job) && job.forbid()) {
          waiting.remove(job);
          failed.put(job, job.notBegun());
        }
      }
    }
    return failed;
  }

  private boolean hasBegun() {
    return folder.isFilled(folder.pid());
  }

  private StartFailed notBegun() {
    return new StartFailed(
        StartFailed.Reason.OTHER,
        "the job did not begin; " + folder.path().resolve("trouble") + " may say why");
  }

  public Path directory() {
    return folder.path();
  }

  /// Where the output is kept; not there before the program has begun.
  public Path log() {
    return folder.path().resolve("log");
  }

  /// Where standard output alone is kept, if the job was to keep it apart.
  public Path out() {
    return folder.path().resolve("out");
  }

  /// What stood on the screen of a program that had the terminal, when it was ended through its
  /// host; not there before, nor for other programs.
  public Path screen() {
    return folder.screen();
  }

  /// Keeps what stands on the screen of a program that has the terminal; does nothing for a program
  /// whose output is logged.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public void keepScreen(String text) {
    if (!Files.exists(log())) {
      folder.replace(folder.screen(), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Whether there was more output than the log could take.
  public boolean logTruncated() {
    return Files.exists(folder.path().resolve("log.truncated"));
  }

  /// The process of the job, once it has begun, whether it is there still or not.
  public Optional<ProcessIdentity> identity() {
    return claim().flatMap(ProcessIdentity::parse);
  }

  /// What stands in the file of the process; empty text if whoever made it was stopped before it
  /// was filled, or will find that it must not begin.
  private Optional<String> claim() {
    Patience patience = new Patience(RECORD_LIMIT);
    Optional<String> found = folder.read(folder.pid());
    while (found.isPresent()
        && found.get().isEmpty()
        && !Files.exists(folder.never())
        && patience.pause()) {
      found = folder.read(folder.pid());
    }
    return found;
  }

  /// What is known of the job now.
  public JobState state() {
    try {
      Optional<JobState> exited = exited();
      return exited.isPresent() ? exited.get() : unfinished();
    } catch (UncheckedIOException e) {
      return new JobState.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private JobState unfinished() {
    Optional<String> pid = claim();
    if (pid.isEmpty()) {
      return new JobState.NotStarted();
    }
    if (pid.get().isEmpty() && !isForbidden()) {
      return new JobState.Unknown("what began the job was stopped before it recorded its process");
    }
    Optional<ProcessIdentity> identity = ProcessIdentity.parse(pid.get());
    if (identity.isEmpty()) {
      return new JobState.Vanished();
    }
    return switch (identity.get().liveness()) {
      case ALIVE -> new JobState.Running(identity.get());
      case UNKNOWN -> new JobState.Unknown("process " + identity.get().pid() + " cannot be seen");
      // Its last act may have been to record its end.
      case GONE -> exited().orElseGet(JobState.Vanished::new);
    };
  }

  private Optional<JobState> exited() {
    return folder
        .read(folder.exit())
        .map(EXIT::matcher)
        .filter(Matcher::matches)
        .map(found -> new JobState.Exited(Integer.parseInt(found.group(1)), found.group(2)));
  }

  /// Ends the job in whatever state it is, with everything that descends from it; one that has not
  /// begun never will.
  ///
  /// @param grace how long it may take to end after it was asked; zero means not to ask
  /// @return those of its processes that could not be ended; empty means that none is left
  /// @throws UncheckedIOException if the folder or the process table cannot be read
  public List<ProcessIdentity> end(Duration grace) {
    if (!Files.exists(folder.path())) {
      throw new IllegalArgumentException("there is no job in " + folder.path());
    }
    forbid();
    Optional<ProcessIdentity> leader = identity();
    if (leader.isEmpty()) {
      recordEnd(143, "ended before it began");
      return List.of();
    }
    List<ProcessIdentity> survivors = Termination.of(leader.get(), folder.leash()).end(grace);
    if (survivors.isEmpty()) {
      recordEnd(137, "killed");
    }
    return survivors;
  }

  /// Makes sure that a job that has not begun never will.
  ///
  /// @return false if it has begun
  private boolean forbid() {
    if (folder.createNew(folder.pid(), FORBIDDEN.getBytes(StandardCharsets.UTF_8))) {
      return true;
    }
    if (!claim().equals(Optional.of(""))) {
      return false;
    }
    folder.createNew(folder.never(), new byte[0]);
    return isForbidden();
  }

  /// Whether the job can never begin though somebody was about to: whoever records its process
  /// looks afterwards for what was there before we looked.
  private boolean isForbidden() {
    return Files.exists(folder.never()) && !folder.isFilled(folder.pid());
  }

  private void recordEnd(int code, String note) {
    if (exited().isEmpty()) {
      String line = code + " " + note + "\n";
      folder.replace(folder.exit(), line.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Job job && job.folder.equals(folder);
  }

  @Override
  public int hashCode() {
    return folder.hashCode();
  }

  @Override
  public String toString() {
    return "Job[" + folder.path() + "]";
  }
}
