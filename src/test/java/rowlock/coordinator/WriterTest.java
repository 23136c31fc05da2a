package rowlock.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.sim.Interference;
import rowlock.sim.Interference.Moment;
import rowlock.sim.MemoryDisk;
import rowlock.sim.MemoryDisk.Space;
import rowlock.sim.MemoryDisk.TurnRule;
import rowlock.sim.VirtualClock;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;

/// What the writer does when others write, too.
class WriterTest {
  private final VirtualClock clock = new VirtualClock();
  private final MemoryDisk disk = new MemoryDisk(clock, TurnRule.OPTIMISTIC);
  private final Writer other = Writer.open(disk.open(Interference.NONE), board -> "");

  @Test
  void whoeverLosesARaceDecidesAgainOnTheNewerBoard() {
    Writer writer = interrupted(1, () -> write(other, adding("same")));
    assertThat(write(writer, adding("same"))).isInstanceOf(Reply.Refused.class);
    assertThat(writer.board().tasks()).hasSize(1);
    assertThat(writer.board().position()).isEqualTo(disk.position());
  }

  @Test
  void aRenewalOnAFullDiskSurvivesALostRace() {
    write(other, adding("one"));
    write(other, adding("two"));
    Command.Claim mine = claim("ann");
    Command.Claim theirs = claim("bob");
    clock.advance(Duration.ofMinutes(1));
    disk.fill(Space.NONE);
    // The first append is refused for want of space; the renewal goes alone, and meets the other.
    Writer writer = interrupted(2, () -> write(other, renewal(theirs)));
    List<Reply> replies = writer.write(List.of(adding("three"), renewal(mine)));
    assertThat(replies.getFirst()).isInstanceOf(Reply.Failed.class);
    assertThat(replies.getLast()).isInstanceOf(Reply.Done.class);
    assertThat(writer.board().position()).isEqualTo(disk.position());
  }

  @Test
  void aGraceThatIsThereAlreadyIsNotGrantedAgainLater() {
    write(other, adding("one"));
    disk.restartClock();
    write(other, adding("two"));
    assertThat(other.board().graceUntil()).contains(clock.now().plusSeconds(30));
    Writer hub = Writer.open(disk.open(Interference.NONE), board -> "");
    hub.wantGrace();
    write(hub, Request.bySystem(new Command.GrantGrace()));
    clock.advance(Duration.ofMinutes(5));
    write(hub, adding("three"));
    assertThat(hub.board().graceUntil()).contains(clock.now().minusSeconds(270));
  }

  /// A writer whose n-th append is preceded by something else.
  private Writer interrupted(int append, Runnable body) {
    AtomicInteger appends = new AtomicInteger();
    Interference interference =
        moment -> {
          if (moment == Moment.APPEND && appends.incrementAndGet() == append) {
            body.run();
          }
        };
    return Writer.open(disk.open(interference), board -> "");
  }

  private Command.Claim claim(String agent) {
    AgentId id = new AgentId(agent);
    Command command = new Command.ClaimTask(id, Optional.empty(), Optional.empty());
    Reply reply = write(other, Request.by(agent, command));
    assertThat(reply).isInstanceOf(Reply.Done.class);
    Answer.Claimed answer = (Answer.Claimed) ((Reply.Done) reply).answer();
    return new Command.Claim(id, answer.task(), answer.fence());
  }

  private static Request renewal(Command.Claim claim) {
    return Request.by(claim.agent().value(), new Command.RenewLease(claim, Optional.empty()));
  }

  private static Request adding(String name) {
    NewTask task = NewTask.named(name, TaskSpec.titled(name));
    return Request.by(Request.OPERATOR, new Command.AddTasks(List.of(task)));
  }

  private static Reply write(Writer writer, Request request) {
    return writer.write(List.of(request)).getFirst();
  }
}
