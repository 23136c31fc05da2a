package rowlock.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.journal.JournalException;
import rowlock.sim.Interference;
import rowlock.sim.Interference.Moment;
import rowlock.sim.MemoryDisk;
import rowlock.sim.MemoryDisk.Space;
import rowlock.sim.MemoryDisk.TurnRule;
import rowlock.sim.VirtualClock;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;

/// The coordinator with its real thread, on a journal in memory.
@Timeout(60)
class CoordinatorTest {
  private static final AgentId AGENT = new AgentId("ann");
  private static final TaskId TASK = new TaskId("k0");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final VirtualClock clock = new VirtualClock();
  private final MemoryDisk disk = new MemoryDisk(clock, TurnRule.OPTIMISTIC);

  @Test
  void fiftyThreadsClaimingFiftyTasksGetOneEach() throws Exception {
    try (Coordinator coordinator = open(Interference.NONE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      addTasks(coordinator, 50);
      List<Future<Reply>> replies =
          IntStream.range(0, 50)
              .mapToObj(i -> threads.submit(() -> coordinator.submit(claim("agent-" + i))))
              .toList();
      List<TaskId> claimed = new ArrayList<>();
      for (Future<Reply> reply : replies) {
        claimed.add(answer(reply.get(), Answer.Claimed.class).task());
      }
      assertThat(claimed).doesNotHaveDuplicates().hasSize(50);
      assertThat(coordinator.board().counts()).containsEntry(TaskStatus.CLAIMED, 50);
    }
  }

  @Test
  void requestsHandedInTogetherAreCarriedOutInTheirOrder() {
    try (Coordinator coordinator = open(Interference.NONE)) {
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        requests.add(adding("b" + i));
      }
      requests.add(adding("b5"));

      List<Reply> replies = coordinator.submitAll(requests);

      assertThat(replies.subList(0, 1_000)).allMatch(Reply.Done.class::isInstance);
      assertThat(replies.subList(1_000, 1_001)).allMatch(Reply.Refused.class::isInstance);
    }
  }

  @Test
  void noAnswerLeavesBeforeItIsDurable() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch synced = new CountDownLatch(1);
    Interference gate =
        at(
            Moment.SYNC,
            () -> {
              written.countDown();
              await(synced);
            });
    try (Coordinator coordinator = open(gate);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> durable =
          threads.submit(() -> {
            addTasks(coordinator, 1);
            return disk.position();
          });
      await(written);
      assertThat(coordinator.board().position()).isZero();
      assertThat(durable.isDone()).isFalse();
      synced.countDown();
      assertThat(durable.get()).isEqualTo(1);
    }
  }

  @Test
  void whatWaitsGoesTogetherInOneAppend() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch synced = new CountDownLatch(1);
    AtomicInteger appends = new AtomicInteger();
    Interference gate =
        at(
            Moment.SYNC,
            () -> {
              appends.incrementAndGet();
              written.countDown();
              await(synced);
            });
    try (Coordinator coordinator = open(gate)) {
      List<Thread> threads = new ArrayList<>();
      threads.add(Thread.ofPlatform().start(() -> addTask(coordinator, "first")));
      await(written);
      for (int i = 0; i < 20; i++) {
        String name = "then-" + i;
        threads.add(Thread.ofPlatform().start(() -> addTask(coordinator, name)));
      }
      threads.forEach(CoordinatorTest::awaitWaiting);
      synced.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(coordinator.board().tasks()).hasSize(21);
      assertThat(appends).hasValue(2);
    }
  }

  @Test
  void closingCarriesOutWhatIsQueued() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch synced = new CountDownLatch(1);
    Interference gate =
        at(
            Moment.SYNC,
            () -> {
              written.countDown();
              await(synced);
            });
    Coordinator coordinator = open(gate);
    Thread busy = Thread.ofPlatform().start(() -> addTask(coordinator, "first"));
    await(written);
    Thread queued = Thread.ofPlatform().start(() -> addTask(coordinator, "queued"));
    awaitWaiting(queued);
    Thread closing = Thread.ofPlatform().start(coordinator::close);
    awaitWaiting(closing);
    synced.countDown();
    closing.join();
    busy.join();
    queued.join();
    assertThat(disk.position()).isEqualTo(2);
  }

  @Test
  void aClosedCoordinatorRefusesClearly() {
    Coordinator coordinator = open(Interference.NONE);
    coordinator.close();
    assertThatThrownBy(() -> coordinator.submit(claim("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the coordinator is closed");
  }

  @Test
  void aJournalThatStopsEndsItForEverybodyAndNobodyHangs() {
    AtomicInteger syncs = new AtomicInteger();
    Interference failing =
        at(
            Moment.SYNC,
            () -> {
              if (syncs.incrementAndGet() == 5) {
                throw new JournalException.Stopped("the sync failed");
              }
            });
    ConcurrentHashMap<String, String> ends = new ConcurrentHashMap<>();
    try (Coordinator coordinator = open(failing)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 30; i++) {
          String name = "worker-" + i;
          threads.execute(() -> ends.put(name, addUntilRefused(coordinator, name)));
        }
      }
      assertThat(ends).hasSize(30);
      assertThat(ends.values()).allMatch(end -> end.contains("the sync failed"));
      assertThat(coordinator.board().position()).isEqualTo(disk.position());
    }
  }

  @Test
  void onAFullDiskRenewalsStillGoThrough() {
    try (Coordinator coordinator = open(Interference.NONE)) {
      addTasks(coordinator, 1);
      Command.Claim claim = claimed(coordinator.submit(claim("ann")));
      disk.fill(Space.NONE);
      clock.advance(Duration.ofMinutes(1));
      assertThat(coordinator.submit(claim("bob"))).isInstanceOf(Reply.Refused.class);
      assertThat(coordinator.submit(adding("more"))).isInstanceOf(Reply.Failed.class);
      assertThat(coordinator.submit(renewal(claim))).isInstanceOf(Reply.Done.class);
      disk.fill(Space.ENOUGH);
      assertThat(coordinator.submit(adding("more"))).isInstanceOf(Reply.Done.class);
    }
  }

  @Test
  void aLeaseThatIsOverEndsByItself() throws Exception {
    try (Coordinator coordinator = open(Interference.NONE)) {
      addTasks(coordinator, 1);
      Command.Claim claim = claimed(coordinator.submit(claim("ann")));
      long before = coordinator.board().position();
      clock.advance(Duration.ofMinutes(11));
      Board after = coordinator.awaitBeyond(before, LONG);
      assertThat(after.task(TASK).map(Task::status)).contains(TaskStatus.AVAILABLE);
      assertThat(coordinator.submit(renewal(claim)))
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.StaleFence.class));
    }
  }

  @Test
  void whatOtherProcessesAppendIsNoticed() throws Exception {
    try (Coordinator one = open(Interference.NONE);
        Coordinator other = open(Interference.NONE)) {
      addTasks(other, 3);
      assertThat(one.awaitBeyond(0, LONG).tasks()).hasSize(3);
    }
  }

  @Test
  void manyEventsLeaveASnapshotForTheNextStart() {
    try (Coordinator coordinator = open(Interference.NONE)) {
      addTasks(coordinator, Snapshots.LEAST_EVENTS - 1);
      addTask(coordinator, "last");
    }
    assertThat(disk.open(Interference.NONE).latest())
        .hasValueSatisfying(
            contents -> assertThat(contents.position()).isEqualTo(Snapshots.LEAST_EVENTS));
    AtomicInteger reads = new AtomicInteger();
    try (Coordinator next = open(at(Moment.READ, reads::incrementAndGet))) {
      assertThat(next.board().tasks()).hasSize(Snapshots.LEAST_EVENTS);
      assertThat(reads).hasValue(0);
    }
  }

  @Test
  void fewEventsLeaveNoSnapshot() {
    try (Coordinator coordinator = open(Interference.NONE)) {
      addTasks(coordinator, 100);
    }
    assertThat(disk.open(Interference.NONE).latest()).isEmpty();
  }

  @Test
  void aHubThatStartsSparesTheLeasesNobodyCouldRenew() {
    Command.Claim claim;
    try (Coordinator coordinator = open(Interference.NONE)) {
      addTasks(coordinator, 1);
      claim = claimed(coordinator.submit(claim("ann")));
    }
    clock.advance(Duration.ofHours(1));
    try (Coordinator hub = Coordinator.openHub(disk.open(Interference.NONE), board -> "")) {
      assertThat(hub.board().graceUntil()).contains(clock.now().plusSeconds(30));
      assertThat(hub.submit(renewal(claim))).isInstanceOf(Reply.Done.class);
    }
  }

  private Coordinator open(Interference interference) {
    return Coordinator.open(disk.open(interference), board -> "");
  }

  private static Interference at(Moment wanted, Runnable body) {
    return moment -> {
      if (moment == wanted) {
        body.run();
      }
    };
  }

  private static void addTasks(Coordinator coordinator, int count) {
    List<NewTask> tasks =
        IntStream.range(0, count)
            .mapToObj(i -> NewTask.named("k" + i, TaskSpec.titled("task " + i)))
            .toList();
    Request request = Request.by(Request.OPERATOR, new Command.AddTasks(tasks));
    assertThat(coordinator.submit(request)).isInstanceOf(Reply.Done.class);
  }

  private static void addTask(Coordinator coordinator, String name) {
    assertThat(coordinator.submit(adding(name))).isInstanceOf(Reply.Done.class);
  }

  private static Request adding(String name) {
    NewTask task = NewTask.named(name, TaskSpec.titled(name));
    return Request.by(Request.OPERATOR, new Command.AddTasks(List.of(task)));
  }

  private static String addUntilRefused(Coordinator coordinator, String name) {
    for (int i = 0; ; i++) {
      try {
        Reply reply = coordinator.submit(adding(name + "-" + i));
        if (reply instanceof Reply.Failed failed) {
          return String.valueOf(failed.cause().getMessage());
        }
      } catch (IllegalStateException ended) {
        return String.valueOf(ended.getMessage());
      }
    }
  }

  private static Request claim(String agent) {
    Command claim = new Command.ClaimTask(new AgentId(agent), Optional.empty(), Optional.empty());
    return Request.by(agent, claim);
  }

  private static Command.Claim claimed(Reply reply) {
    Answer.Claimed answer = answer(reply, Answer.Claimed.class);
    return new Command.Claim(AGENT, answer.task(), answer.fence());
  }

  private static Request renewal(Command.Claim claim) {
    return Request.by("ann", new Command.RenewLease(claim, Optional.empty()));
  }

  private static <T extends Answer> T answer(Reply reply, Class<T> kind) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return kind.cast(((Reply.Done) reply).answer());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
