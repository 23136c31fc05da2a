package rowlock.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.journal.SqliteJournal;
import rowlock.task.AgentId;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Text;
import rowlock.team.Importance;
import rowlock.team.Recipient;

/// A session of [#OPERATIONS] operations by [#WIDTH] agents at a time, each with a key, so that it
/// can be carried out again from the beginning.
final class JournalSession {
  static final int WIDTH = 40;
  static final int STEPS = 9;
  static final int OPERATIONS = WIDTH * STEPS;

  private static final Duration LEASE = Duration.ofHours(1);

  private final Coordinator coordinator;
  private final PrintStream acknowledged;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /// @param acknowledged gets a line for each operation, as soon as it is answered
  JournalSession(Coordinator coordinator, PrintStream acknowledged) {
    this.coordinator = coordinator;
    this.acknowledged = acknowledged;
  }

  /// What one part of the program is to do, and where.
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "create" -> SqliteJournal.create(folder).close();
      case "store" -> store(folder);
      case "close" -> SqliteJournal.open(folder).close();
      case "session" -> {
        Coordinator coordinator = Coordinator.open(SqliteJournal.open(folder), board -> "s");
        new JournalSession(coordinator, lines()).carryOut();
        Runtime.getRuntime().halt(0);
      }
      case "practice" -> {
        try (Coordinator coordinator =
            Coordinator.open(SqliteJournal.create(folder), board -> "s")) {
          new JournalSession(coordinator, lines()).carryOut();
        }
        store(folder);
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static PrintStream lines() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  private static void store(Path folder) {
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(folder), board -> "s");
        SqliteJournal journal = SqliteJournal.open(folder)) {
      journal.store(coordinator.board().contents());
      Runtime.getRuntime().halt(0);
    }
  }

  /// The whole session; operations that were answered before are answered the same again.
  ///
  /// @return the answer to each operation, by its key
  Map<String, Answer> carryOut() {
    together("add", i -> new Command.AddTasks(tasks(i)));
    together("claim", i -> claim(i, "a" + i));
    together("start", i -> new Command.StartTask(held("claim", i)));
    together("renew", i -> new Command.RenewLease(held("claim", i), Optional.of(LEASE)));
    together("submit", i -> new Command.SubmitTask(held("claim", i), Submission.saying("did it")));
    together("discover", JournalSession::discovery);
    together("again", i -> claim(i, "b" + i));
    together("end", this::end);
    together("talk", JournalSession::talk);
    return Map.copyOf(answers);
  }

  private static List<NewTask> tasks(int i) {
    TaskSpec after = TaskSpec.titled("After " + i).with(Links.after(List.of(new TaskId("a" + i))));
    return List.of(
        NewTask.named("a" + i, TaskSpec.titled("First " + i)), NewTask.named("b" + i, after));
  }

  private static Command claim(int i, String task) {
    return new Command.ClaimTask(agent(i), Optional.of(new TaskId(task)), Optional.of(LEASE));
  }

  private static Command discovery(int i) {
    return new Command.AddDiscovery(
        agent(i), "Found " + i, Text.labels("tags", List.of("t" + i)), Optional.empty());
  }

  private Command end(int i) {
    Command.Claim claim = held("again", i);
    return i % 2 == 0
        ? new Command.FailTask(claim, FailureCause.REPORTED, "no luck")
        : new Command.ReleaseClaim(claim, "somebody else's");
  }

  private static Command talk(int i) {
    return new Command.SendMessage(
        agent(i),
        new Recipient.One(agent((i + 1) % WIDTH)),
        Importance.NORMAL,
        "I am done with " + i,
        Optional.empty());
  }

  private Command.Claim held(String step, int i) {
    return answers.get(key(step, i)) instanceof Answer.Claimed claimed
        ? new Command.Claim(agent(i), claimed.task(), claimed.fence())
        : notClaimed(step, i);
  }

  private static Command.Claim notClaimed(String step, int i) {
    throw new IllegalStateException(key(step, i) + " gave no claim");
  }

  /// Lets all agents do the same at once, so that few appends hold many operations.
  private void together(String step, IntFunction<Command> command) {
    AtOnce.each(
        WIDTH,
        i ->
            () -> {
              ask(step, i, command.apply(i));
              return i;
            });
  }

  private void ask(String step, int i, Command command) {
    String key = key(step, i);
    Request request = new Request(command, Request.OPERATOR, Optional.of(key));
    switch (coordinator.submit(request)) {
      case Reply.Done done -> {
        answers.put(key, done.answer());
        acknowledged.println(key + "\t" + done.answer());
      }
      case Reply.Refused refused -> throw new IllegalStateException(key + ": " + refused);
      case Reply.Failed failed -> throw failed.cause();
    }
  }

  private static String key(String step, int i) {
    return step + "-" + i;
  }

  private static AgentId agent(int i) {
    return new AgentId("agent" + i);
  }
}
