package rowlock.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.operation.ClaimOperations;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.operation.TaskOperations;
import rowlock.operation.TaskQuery;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Permission;

/// Operations of an agent on a task: get one, work on it, hand it in.
final class ClaimCalls {
  private static final Duration PROOF_WAIT = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

  private static final int MAX_RACES = 20;

  private ClaimCalls() {}

  static List<Operation> all() {
    return List.of(claim(), start(), heartbeat(), submit(), complete(), fail());
  }

  private static Operation claim() {
    return Operation.changes(
            "claim_task",
            Permission.WORK,
            "Gives you a task, the most urgent unless you name one, with a brief and the fence to"
                + " hand it in with.")
        .forWorkers()
        .takes("task_id", Type.NAME, "a certain task")
        .takes("lease", Type.LENGTH_OF_TIME, "how long; 10m unless set otherwise")
        .aboutAgent()
        .returns("task", "title", "fence:integer", "lease_until", "brief", "folder?")
        .does(ClaimCalls::claim);
  }

  private static Outcome claim(Invocation call) {
    AgentId agent = call.agent();
    Optional<TaskId> named = call.arguments().optional("task_id").map(TaskId::new);
    if (call.office().premises().houses(agent)) {
      // Its token is bound anew to each claim that a place was made for.
      return claimHoused(call, agent, named);
    }
    call.requireWithin(named);
    return claim(call, agent, named);
  }

  private static Outcome claim(Invocation call, AgentId agent, Optional<TaskId> task) {
    Command.ClaimTask wish = new Command.ClaimTask(agent, task, call.arguments().duration("lease"));
    Assignment outside = new Assignment(agent, Optional.empty(), Assignment.HandIn.BY_TOOL);
    return new ClaimOperations(call.desk()).claim(wish, outside, call.caller());
  }

  /// An agent of the hub gets what it is there for; whoever loses a race for a task tries the next.
  private static Outcome claimHoused(Invocation call, AgentId agent, Optional<TaskId> named) {
    Premises premises = call.office().premises();
    Assignment outside = new Assignment(agent, Optional.empty(), Assignment.HandIn.BY_TOOL);
    Optional<Outcome.Done> held = new ClaimOperations(call.desk()).held(outside);
    if (held.isPresent() && named.isEmpty()) {
      // It was started again, or its context was summed up, and it does not know.
      return inPlace(call, agent, held.get());
    }
    for (int attempt = 0; attempt < MAX_RACES; attempt++) {
      Board board = call.desk().board();
      Optional<TaskId> chosen = named.or(() -> new Offers(premises).to(agent, board));
      if (chosen.isEmpty()) {
        break;
      }
      Optional<Task> task = board.task(chosen.get());
      if (task.isPresent() && !premises.suits(agent, task.get())) {
        throw new Forbidden(
            "agent %s is not there for task %s".formatted(agent, chosen.get()),
            "call claim_task without task_id");
      }
      Optional<Rejection> objection = task.flatMap(known -> premises.objection(agent, known));
      if (objection.isPresent()) {
        return Outcome.rejected(objection.get());
      }
      Outcome outcome = claim(call, agent, chosen);
      if (outcome instanceof Outcome.Done done) {
        return inPlace(call, agent, done);
      }
      if (named.isPresent() || !lostRace(outcome)) {
        return outcome;
      }
    }
    return Outcome.rejected(new Rejection.NothingAvailable(agent, open(call.desk().board())));
  }

  private static boolean lostRace(Outcome outcome) {
    return outcome instanceof Outcome.NotDone refused && refused.code().equals("wrong_status");
  }

  private static int open(Board board) {
    return (int)
        board.tasks().stream().filter(task -> TaskQuery.OPEN.contains(task.status())).count();
  }

  /// Makes the place for the work before the agent hears of it; without a place there is no claim.
  private static Outcome inPlace(Invocation call, AgentId agent, Outcome.Done done) {
    ClaimOperations claims = new ClaimOperations(call.desk());
    Command.Claim claim =
        new Command.Claim(
            agent,
            new TaskId(String.valueOf(done.data().get("task"))),
            ((Number) done.data().getOrDefault("fence", 0)).longValue());
    Optional<Rejection> objection = call.office().premises().reserve(claim);
    if (objection.isPresent()) {
      claims.release(claim, objection.get().message(), call.keyless());
      return Outcome.rejected(objection.get());
    }
    try {
      Optional<Assignment.Workplace> place = call.office().premises().prepare(claim);
      Assignment inside = new Assignment(agent, place, Assignment.HandIn.BY_TOOL);
      Map<String, Object> data = new LinkedHashMap<>(done.data());
      place.ifPresent(at -> data.put("folder", at.folder()));
      claims.brief(claim.task(), inside).ifPresent(brief -> data.put("brief", brief));
      return new Outcome.Done(data);
    } catch (Workshop.Refusal refused) {
      claims.release(claim, "no place to work: " + refused.getMessage(), call.keyless());
      throw refused;
    }
  }

  private static Operation start() {
    return Operation.changes("start_task", Permission.WORK, "Says that work has begun.")
        .aboutClaim()
        .returns("task", "status")
        .does(call -> new ClaimOperations(call.desk()).start(call.claim(), call.caller()));
  }

  private static Operation heartbeat() {
    return Operation.changes(
            "heartbeat", Permission.WORK, "Keeps your claim alive on work longer than its lease.")
        .forWorkers()
        .aboutClaim()
        .takes("lease", Type.LENGTH_OF_TIME, "how long from now")
        .returns("task", "fence:integer", "lease_until")
        .does(call ->
            new ClaimOperations(call.desk())
                .heartbeat(call.claim(), call.arguments().duration("lease"), call.caller()));
  }

  private static Operation submit() {
    return Operation.changes(
            "submit_task",
            Permission.WORK,
            "Hands in your result. rowlock runs the checks and merges; what is not good enough"
                + " comes back with the reason.")
        .forWorkers()
        .aboutClaim()
        .takes(result())
        .returns("task", "status")
        .does(ClaimCalls::handIn);
  }

  private static List<Parameter> result() {
    return List.of(
        Parameter.required("output", Type.BODY, "what was done, what others must know"),
        Parameter.optional("commit", Type.NAME, "the commit with the work"),
        Parameter.optional("files", Type.lines(), "the paths that were changed"));
  }

  private static Outcome handIn(Invocation call) {
    Command.Claim claim = call.claim();
    ClaimOperations claims = new ClaimOperations(call.desk());
    Arguments given = call.arguments();
    if (!call.office().premises().houses(claim.agent())) {
      Submission word =
          new Submission(given.text("output"), given.optional("commit"), given.texts("files"));
      return claims.submit(claim, word, call.caller());
    }
    Outcome begun = claims.start(claim, call.keyless());
    if (begun instanceof Outcome.NotDone refused && !refused.code().equals("wrong_status")) {
      return refused;
    }
    return switch (call.office().premises().collect(claim)) {
      case Premises.Harvest.Taken taken ->
          claims.submit(
              claim,
              new Submission(given.text("output"), taken.commit(), taken.files()),
              call.caller());
      case Premises.Harvest.Refused refused ->
          new Outcome.NotDone(
              Outcome.Reason.REJECTED,
              "not_collected",
              refused.reason(),
              "put it right and call submit_task again; you still hold the task",
              Map.of());
    };
  }

  private static Operation complete() {
    return Operation.changes(
            "complete_task",
            Permission.WORK,
            "Hands in your result like submit_task and waits for the verdict.")
        .aboutClaim()
        .takes(result())
        .takes("timeout", Type.LENGTH_OF_TIME, "how long to wait; 60s unless given")
        .returns("task", "status")
        .does(call -> {
          Duration wait = call.arguments().duration("timeout").orElse(PROOF_WAIT);
          Outcome handedIn = handIn(call);
          return handedIn instanceof Outcome.Done done
              ? verdict(call, done, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
              : handedIn;
        });
  }

  /// Waits until the task is no longer just submitted.
  private static Outcome verdict(Invocation call, Outcome.Done handedIn, Duration longest)
      throws InterruptedException {
    TaskId id = call.task();
    Instant end = call.desk().now().plus(longest);
    while (true) {
      Board board = call.desk().board();
      Optional<Task> task = board.task(id);
      if (task.isEmpty() || task.get().state() instanceof TaskState.Done) {
        return task.isEmpty() ? handedIn : done(task.get());
      }
      Duration left = Duration.between(call.desk().now(), end);
      if (!(task.get().state() instanceof TaskState.Submitted)) {
        return returned(task.get());
      }
      // Who waits for parts that only this agent would do would wait for ever.
      boolean isWhole = board.openPartsOf(task.get()).isEmpty();
      if (!isWhole || left.isNegative() || left.isZero()) {
        return handedIn;
      }
      call.desk().awaitBeyond(board.position(), left);
    }
  }

  private static Outcome done(Task task) {
    return Outcome.done(Fields.of("task", task.id()).with("status", task.status()));
  }

  private static Outcome returned(Task task) {
    String reason =
        task.attempts().isEmpty() ? "it was taken back" : task.attempts().getLast().reason();
    return new Outcome.NotDone(
        Outcome.Reason.REJECTED,
        "not_accepted",
        "task %s is %s: %s".formatted(task.id(), task.status().label(), reason),
        "claim it again and put right what is said there",
        Fields.of("task", task.id()).with("status", task.status()).map());
  }

  private static Operation fail() {
    return Operation.changes(
            "fail_task", Permission.WORK, "Says that you could not do it, and why.")
        .forWorkers()
        .aboutClaim()
        .needs("reason", Type.BODY, "why, for the next one who tries")
        .returns("task", "status", "retry_at?")
        .does(call ->
            new ClaimOperations(call.desk())
                .fail(call.claim(), call.arguments().text("reason"), call.caller()));
  }

  /// Gives a claim back, or takes a task from whoever holds it.
  static Outcome release(Invocation call) {
    String reason = call.arguments().optional("reason").orElse("released");
    if (call.arguments().has("fence")) {
      return new ClaimOperations(call.desk()).release(call.claim(), reason, call.caller());
    }
    call.require(Permission.STEER, "take a task from its holder");
    return new TaskOperations(call.desk()).requeue(call.task(), reason, call.caller());
  }
}
