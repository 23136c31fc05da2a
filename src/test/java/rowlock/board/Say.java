package rowlock.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.task.AgentId;
import rowlock.task.Evidence;
import rowlock.task.Priority;
import rowlock.task.Submission;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Importance;
import rowlock.team.Recipient;
import rowlock.team.Role;

/// Commands in few words.
final class Say {
  static final Duration LEASE = Duration.ofMinutes(10);

  private Say() {}

  static AgentId agent(String id) {
    return new AgentId(id);
  }

  static TaskId id(String id) {
    return new TaskId(id);
  }

  static List<TaskId> ids(String... ids) {
    return Stream.of(ids).map(TaskId::new).toList();
  }

  static Command add(Wanted... tasks) {
    return new Command.AddTasks(Stream.of(tasks).map(Wanted::build).toList());
  }

  static Command group(String name) {
    return new Command.CreateGroup(name, name, Optional.empty());
  }

  static Command group(String name, Wanted barrier) {
    return new Command.CreateGroup(name, name, Optional.of(barrier.build()));
  }

  static Command claim(String agent) {
    return new Command.ClaimTask(agent(agent), Optional.empty(), Optional.empty());
  }

  static Command claim(String agent, String task) {
    return new Command.ClaimTask(agent(agent), Optional.of(id(task)), Optional.empty());
  }

  static Command claim(String agent, String task, Duration lease) {
    return new Command.ClaimTask(agent(agent), Optional.of(id(task)), Optional.of(lease));
  }

  static Command start(Command.Claim claim) {
    return new Command.StartTask(claim);
  }

  static Command renew(Command.Claim claim) {
    return new Command.RenewLease(claim, Optional.empty());
  }

  static Command renew(Command.Claim claim, Duration lease) {
    return new Command.RenewLease(claim, Optional.of(lease));
  }

  static Command submit(Command.Claim claim) {
    return new Command.SubmitTask(claim, Submission.saying("done"));
  }

  static Command fail(Command.Claim claim) {
    return new Command.FailTask(claim, FailureCause.REPORTED, "no luck");
  }

  static Command release(Command.Claim claim) {
    return new Command.ReleaseClaim(claim, "not mine");
  }

  static Command accept(Command.Claim claim) {
    return new Command.AcceptTask(claim, proof());
  }

  static Evidence.Proof proof() {
    return new Evidence.Proof(
        "abc", "def", List.of(new Evidence.CheckRun("true", 0, Duration.ofMillis(3), "00ff")));
  }

  static Command back(Command.Claim claim) {
    return new Command.ReturnTask(claim, FailureCause.CHECK_FAILED, "red");
  }

  static Command requeue(String task) {
    return new Command.RequeueTask(id(task), "again");
  }

  static Command cancel(String task) {
    return new Command.CancelTask(id(task), "not wanted");
  }

  static Command retry(String task) {
    return new Command.RetryTask(id(task));
  }

  static Command priority(String task, int level) {
    return new Command.ChangePriority(id(task), new Priority(level));
  }

  static Command register(String agent, String kind, String... capabilities) {
    return new Command.RegisterAgent(worker(agent, kind, capabilities));
  }

  static Agent worker(String agent, String kind, String... capabilities) {
    return new Agent(
        agent(agent),
        kind,
        Role.WORKER,
        Text.labels("capabilities", List.of(capabilities)),
        Optional.empty(),
        Optional.empty());
  }

  static Command retire(String agent) {
    return new Command.RetireAgent(agent(agent), "over");
  }

  static Command send(String from, Recipient to, String body) {
    return new Command.SendMessage(agent(from), to, Importance.NORMAL, body, Optional.empty());
  }

  static Recipient to(String agent) {
    return new Recipient.One(agent(agent));
  }

  static Command confirm(String agent, String... messages) {
    return new Command.ConfirmMessages(agent(agent), List.of(messages));
  }

  static Command set(Setting setting, String value) {
    return new Command.ChangeSetting(setting, value);
  }

  static Command tick() {
    return new Command.Tick();
  }
}
