package rowlock.sim;

import java.util.Optional;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.journal.JournalException;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;
import rowlock.team.Message;

/// Whether what was told is so, judged by the journal alone.
///
/// @param desk the board of the process that replied, right after its replies
/// @param from the position before the batch that the replies are about
/// @param alone whether there was one request only, so that nothing else happened in between
record ReplyCheck(Referee referee, Board desk, long from, boolean alone) {

  void run(Request request, Reply reply) {
    switch (reply) {
      case Reply.Done done -> done(request, done);
      case Reply.Refused refused -> refused(request, refused.rejection());
      case Reply.Failed failed -> failed(request, failed.cause());
    }
  }

  private void done(Request request, Reply.Done done) {
    Violation.require(
        done.board().position() <= referee.disk().position(),
        "D1",
        request.command() + " was answered before it was durable");
    Violation.require(
        !referee.isTaken(request), "T10", "the key of another request was taken: " + request);
    Optional<Answer> before = referee.toldBefore(request);
    if (before.isPresent()) {
      Violation.require(
          before.get().equals(done.answer()),
          "T10",
          "%s: first %s, then %s".formatted(request, before.get(), done.answer()));
      return;
    }
    if (request.key().isPresent()) {
      Optional<Answer> stored = stored(request).map(History.Answered::answer);
      Violation.require(
          stored.isPresent() && stored.get().equals(done.answer()),
          "D1",
          "%s was told %s, stored is %s".formatted(request, done.answer(), stored));
    }
    effect(request.command(), done.answer());
    if (request.command() instanceof Command.OfClaim about && isFirst(request)) {
      claim(about);
    }
  }

  /// Whether it was carried out just now, and not earlier by a process that died before it told.
  private boolean isFirst(Request request) {
    return request.key().isEmpty() || stored(request).orElseThrow().position() > from;
  }

  private Optional<History.Answered> stored(Request request) {
    return request.key().flatMap(referee.history()::answerTo);
  }

  private void effect(Command command, Answer answer) {
    switch (answer) {
      case Answer.Added added ->
          added.tasks().forEach(id -> require(exists(id), "D1", "task " + id + " was lost"));
      case Answer.Claimed claimed -> claimed(command, claimed);
      case Answer.Renewed renewed -> renewed(command, renewed);
      case Answer.Sent sent -> sent(command, sent);
      case Answer.Created created -> created(command, created);
      case Answer.Moved moved ->
          require(exists(moved.task()), "D1", "task " + moved.task() + " was lost");
      case Answer.Accepted accepted -> {
        // Says nothing that could be checked.
      }
    }
  }

  private boolean exists(TaskId id) {
    return referee.truth().task(id).isPresent() || referee.truth().isArchived(id);
  }

  private void claimed(Command command, Answer.Claimed answer) {
    Optional<History.Grant> grant = referee.history().grant(answer.task(), answer.fence());
    require(grant.isPresent(), "D1", answer + " is not in the journal");
    if (command instanceof Command.ClaimTask asked) {
      require(
          grant.get().agent.equals(asked.agent()),
          "T1",
          answer + " was told to " + asked.agent() + ", but given to " + grant.get().agent);
      boolean fresh = grant.get().position > from;
      if (alone && fresh && asked.task().isEmpty()) {
        mostUrgent(asked.agent(), grant.get());
      }
    }
  }

  private void mostUrgent(AgentId id, History.Grant grant) {
    Agent agent = desk.agent(id).orElseThrow();
    for (Task other : desk.tasks()) {
      if (other.state() instanceof TaskState.Available available
          && agent.satisfies(other.spec().requirement())) {
        require(
            !History.rank(desk, other, available.since()).isBefore(grant.rank),
            "S1",
            other.id() + " waited longer than " + grant.task);
      }
    }
  }

  private void renewed(Command command, Answer.Renewed answer) {
    if (command instanceof Command.RenewLease renew) {
      Command.Claim claim = renew.claim();
      Optional<Lease> lease =
          referee
              .truth()
              .task(claim.task())
              .flatMap(Task::lease)
              .filter(now -> now.fence() == claim.fence());
      require(
          lease.isEmpty() || !lease.get().until().isBefore(answer.leaseUntil()),
          "L2",
          renew + " was told " + answer + ", but the lease is " + lease);
    }
  }

  private void sent(Command command, Answer.Sent answer) {
    Optional<Message> message = referee.history().message(answer.message());
    require(message.isPresent(), "M1", "message " + answer.message() + " was lost");
    require(
        message.get().recipients().equals(answer.recipients()),
        "M1",
        answer + " goes to " + message.get().recipients());
    if (command instanceof Command.SendMessage send) {
      require(message.get().body().equals(send.body()), "M1", "a message says something else");
    }
  }

  private void created(Command command, Answer.Created answer) {
    switch (command) {
      case Command.CreateGroup group ->
          require(
              referee.truth().groups().stream().anyMatch(known -> known.id().equals(group.group())),
              "D1",
              "group " + answer.id() + " was lost");
      case Command.AddDiscovery discovery ->
          require(
              referee.truth().discoveries().stream()
                  .anyMatch(known -> known.id().equals(answer.id())),
              "D1",
              "discovery " + answer.id() + " was lost");
      case Command.OfNeed _, Command.OfBudget _ ->
          require(referee.history().audit().knows(answer.id()), "D1", answer.id() + " was lost");
      default -> {
        // Agents may have been described anew, or have left, since.
      }
    }
  }

  /// The fence shown must be that of a claim which was alive when the batch began.
  private void claim(Command.OfClaim command) {
    Command.Claim shown = command.claim();
    Optional<History.Grant> grant = referee.history().grant(shown.task(), shown.fence());
    require(
        grant.isPresent() && grant.get().agent.equals(shown.agent()),
        "T3",
        command + " shows a claim that never was, and was obeyed");
    require(
        grant.get().endedAt > from, "T3", command + " shows a claim that is over, and was obeyed");
    boolean newer =
        referee.history().last(shown.task()).filter(last -> last.position <= from).stream()
            .anyMatch(last -> last.fence > shown.fence());
    require(!newer, "T3", command + " shows an older claim than the last, and was obeyed");
  }

  private void refused(Request request, Rejection rejection) {
    Violation.require(
        referee.toldBefore(request).isEmpty(),
        "T10",
        "%s was carried out before, and is refused now: %s"
            .formatted(request, rejection.message()));
    if (rejection instanceof Rejection.NothingAvailable nothing && alone) {
      Optional<Agent> agent = desk.agent(nothing.agent());
      boolean idle =
          agent.isPresent()
              && desk.tasks().stream()
                  .anyMatch(task ->
                      task.state() instanceof TaskState.Available
                          && agent.get().satisfies(task.spec().requirement()));
      require(!idle, "S1", nothing.agent() + " was sent away though there was work for it");
    }
  }

  private void failed(Request request, JournalException cause) {
    referee.checkMissed(request);
    switch (cause) {
      case JournalException.Full full ->
          require(
              !(request.command() instanceof Command.RenewLease && request.key().isEmpty()),
              "F4",
              request.command() + " was refused because the disk is full");
      case JournalException.Broken broken -> throw new Violation("D3", broken.toString());
      case JournalException.Unusable unusable -> throw new Violation("D3", unusable.toString());
      case JournalException.Busy busy -> {
        // Trying again later helps.
      }
      case JournalException.Stopped stopped -> {
        // The process starts anew and decides from what is stored.
      }
    }
  }

  private static void require(boolean holds, String invariant, String otherwise) {
    Violation.require(holds, invariant, otherwise);
  }
}
