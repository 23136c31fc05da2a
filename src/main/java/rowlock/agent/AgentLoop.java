package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.kind.AgentKind;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobState;
import rowlock.process.StartFailed;
import rowlock.task.Lease;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// The life of one claim: a place is made, the program started, watched and its work handed in.
///
/// Every step can be the last one before a crash; whoever finds the claim afterwards calls
/// [#carryOut] again and goes on from what the attempt's folder tells.
final class AgentLoop {
  /// How long a program may take to end after it was asked to.
  static final Duration GRACE = Duration.ofSeconds(5);

  /// How often a running claim is compared with the board.
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Crew.Equipment equipment;
  private final Crew.Stopping stopping;
  private final Purse purse;

  AgentLoop(Crew.Equipment equipment, Crew.Stopping stopping, Purse purse) {
    this.equipment = equipment;
    this.stopping = stopping;
    this.purse = purse;
  }

  /// Works on a claim until it is handed in, failed, lost or given back.
  void carryOut(Command.Claim claim, AgentKind kind) throws InterruptedException {
    Attempt attempt = Attempt.of(equipment.attempts(), claim);
    Task task = equipment.desk().board().task(claim.task()).orElseThrow();
    try {
      if (begin(attempt, kind, task)) {
        watch(attempt, kind);
      } else {
        purse.giveBack(claim.agent(), claim.task(), "the claim was over before it began");
      }
    } catch (StartFailed failed) {
      purse.giveBack(claim.agent(), claim.task(), "it could not be started");
      fail(
          claim, FailureCause.REPORTED, "cannot start " + kind.name() + ": " + failed.getMessage());
    }
  }

  /// Starts the program unless it was started before.
  ///
  /// @return whether there is something to watch
  private boolean begin(Attempt attempt, AgentKind kind, Task task) {
    Command.Claim claim = attempt.claim();
    if (!(attempt.job().state() instanceof JobState.NotStarted)) {
      return true;
    }
    Workplace.Place place = equipment.workplace().prepare(claim, task);
    place.notices().forEach(equipment.desk()::notice);
    if (!equipment.desk().give(new Command.StartTask(claim))) {
      return false;
    }
    String brief = equipment.briefs().of(claim, task, place.folder());
    JobName name = new JobName(claim.agent().value());
    equipment
        .host()
        .start(
            name,
            attempt.prepare(
                kind,
                task,
                new Attempt.Told(brief, place.folder(), equipment.choices()),
                equipment.passes()));
    return true;
  }

  private void watch(Attempt attempt, AgentKind kind) throws InterruptedException {
    Job job = attempt.job();
    while (true) {
      Optional<JobState> end = equipment.ends().await(job, LOOK);
      if (end.isPresent()) {
        // What the program left running in the background must not go on writing.
        job.end(Duration.ZERO);
        settle(attempt, kind);
        handIn(attempt, kind, end.get());
        return;
      }
      if (!isCurrent(attempt.claim())) {
        equipment.host().end(job, GRACE);
        settle(attempt, kind);
        return;
      }
      if (stopping.isWanted()) {
        equipment.host().end(job, GRACE);
        settle(attempt, kind);
        equipment.desk().give(new Command.ReleaseClaim(attempt.claim(), "the run was stopped"));
        return;
      }
      renewIfDue(attempt.claim());
    }
  }

  /// What it cost is said first: afterwards nobody would come back to say it.
  private void settle(Attempt attempt, AgentKind kind) {
    Command.Claim claim = attempt.claim();
    purse.settle(claim.agent(), claim.task(), Bill.of(kind, attempt.job()));
  }

  private boolean isCurrent(Command.Claim claim) {
    return lease(equipment.desk().board(), claim).isPresent();
  }

  private static Optional<Lease> lease(Board board, Command.Claim claim) {
    return board
        .task(claim.task())
        .flatMap(Task::lease)
        .filter(lease -> lease.fence() == claim.fence());
  }

  /// Renews when a third of the lease is over: a running program is evidence of work.
  private void renewIfDue(Command.Claim claim) {
    Optional<Lease> lease = lease(equipment.desk().board(), claim);
    Instant now = equipment.desk().now();
    if (lease.isPresent()
        && now.plus(lease.get().length().multipliedBy(2).dividedBy(3))
            .isAfter(lease.get().until())) {
      equipment.desk().give(new Command.RenewLease(claim, Optional.empty()));
    }
  }

  private void handIn(Attempt attempt, AgentKind kind, JobState end) {
    Command.Claim claim = attempt.claim();
    switch (Result.of(kind, attempt.job(), end)) {
      case Result.Lost lost -> fail(claim, FailureCause.AGENT_GONE, lost.reason());
      case Result.Failure failure -> fail(claim, FailureCause.REPORTED, failure.reason());
      case Result.Success success -> {
        Task task = equipment.desk().board().task(claim.task()).orElseThrow();
        switch (equipment.workplace().collect(claim, task)) {
          case Workplace.Harvest.Refused refused ->
              fail(claim, FailureCause.REFUSED, refused.reason());
          case Workplace.Harvest.Taken taken ->
              equipment
                  .desk()
                  .give(
                      new Command.SubmitTask(
                          claim, new Submission(success.output(), taken.commit(), taken.files())));
        }
      }
    }
  }

  private void fail(Command.Claim claim, FailureCause cause, String reason) {
    boolean held =
        equipment
            .desk()
            .board()
            .task(claim.task())
            .filter(task -> task.state() instanceof TaskState.Held)
            .isPresent();
    if (held) {
      equipment.desk().give(new Command.FailTask(claim, cause, reason));
    }
  }
}
