package rowlock.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.journal.JournalException;
import rowlock.sim.Crash.Scope;
import rowlock.sim.Crash.Unsynced;
import rowlock.sim.Interference.Moment;

/// What goes wrong in a world, and how often; each seed draws its own mix.
final class Chaos {
  private static final int DEEPEST = 2;

  private final World world;
  private final Chance chance;
  private final int kills;
  private final int cuts;
  private final int failedSyncs;
  private final int meetings;
  private int depth;
  private boolean calm;
  private Optional<MemoryDisk.Backup> backup = Optional.empty();

  Chaos(World world) {
    this.world = world;
    this.chance = world.chance();
    this.kills = chance.pick(List.of(0, 40, 150, 600));
    this.cuts = chance.pick(List.of(0, 400, 2_000));
    this.failedSyncs = chance.pick(List.of(0, 100, 500));
    this.meetings = chance.pick(List.of(0, 2, 6, 20));
  }

  /// Plans what goes wrong.
  void begin() {
    plan(Duration.ofSeconds(20), Duration.ofMinutes(4), this::storeSnapshot);
    plan(Duration.ofMinutes(1), Duration.ofMinutes(20), this::killOne);
    plan(Duration.ofMinutes(2), Duration.ofMinutes(20), this::fillDisk);
    plan(Duration.ofMinutes(1), Duration.ofMinutes(10), this::jumpWall);
    plan(Duration.ofMinutes(2), Duration.ofMinutes(30), this::fallAsleep);
    plan(
        Duration.ofSeconds(20),
        Duration.ofMinutes(3),
        () -> backup = Optional.of(world.disk().backup()));
    plan(Duration.ofMinutes(1), Duration.ofMinutes(10), this::restore);
  }

  /// Some kinds of trouble are left out of some worlds, so that they do not hide one another.
  private void plan(Duration shortest, Duration longest, Runnable trouble) {
    if (!chance.oneIn(3)) {
      world.every(
          shortest,
          longest,
          () -> {
            if (!calm) {
              trouble.run();
            }
          });
    }
  }

  /// From now on nothing goes wrong.
  void calm() {
    calm = true;
    world.disk().fill(MemoryDisk.Space.ENOUGH);
  }

  /// Does to a process what this moment brings.
  void interfere(Hub hub, Moment moment) {
    if (calm) {
      return;
    }
    if (chance.oneIn(kills)) {
      throw new Crash(Scope.PROCESS, unsynced());
    }
    if (chance.oneIn(cuts)) {
      throw new Crash(Scope.MACHINE, unsynced());
    }
    if (moment == Moment.SYNC) {
      if (chance.oneIn(failedSyncs)) {
        throw new JournalException.Stopped("the simulated sync failed");
      }
    } else if (depth < DEEPEST && chance.oneIn(meetings)) {
      letAnotherAct(hub);
    }
  }

  private Unsynced unsynced() {
    return chance.oneIn(2) ? Unsynced.KEPT : Unsynced.LOST;
  }

  private void letAnotherAct(Hub hub) {
    List<Hub> others =
        world.hubs().stream().filter(other -> other != hub && other.isIdle()).toList();
    if (others.isEmpty()) {
      return;
    }
    depth++;
    try {
      Hub other = chance.pick(others);
      if (chance.oneIn(4)) {
        other.tick();
      } else {
        other.serve();
      }
    } finally {
      depth--;
    }
  }

  private void storeSnapshot() {
    if (chance.oneIn(6)) {
      world.disk().forgetSnapshot();
      return;
    }
    chance.pick(world.hubs()).storeSnapshot();
  }

  private void killOne() {
    Hub hub = chance.pick(world.hubs());
    hub.end();
    hub.restartLater();
  }

  private void fillDisk() {
    world.disk().fill(MemoryDisk.Space.NONE);
    world.after(
        chance.upTo(Duration.ofMinutes(3)), () -> world.disk().fill(MemoryDisk.Space.ENOUGH));
  }

  private void jumpWall() {
    boolean back = chance.oneIn(2);
    Duration step = chance.upTo(Duration.ofDays(1));
    world.clock().jumpWall(back ? step.negated() : step);
  }

  /// The machine sleeps; processes live on without noticing.
  private void fallAsleep() {
    world.disk().restartClock();
    world.referee().clockRestarted();
    world.clock().advance(chance.upTo(Duration.ofHours(2)));
  }

  /// An older state comes back, as `journal restore` brings it: with every process ended, and
  /// marked before anybody else gets to it.
  private void restore() {
    if (backup.isEmpty()) {
      return;
    }
    world.log().note("restore");
    world.disk().fill(MemoryDisk.Space.ENOUGH);
    world.hubs().forEach(Hub::end);
    long highest = world.referee().highestReach();
    world.disk().restore(backup.get());
    world.referee().rewind();
    while (!isMarked(highest)) {
      world.log().note("restore is tried again");
    }
    world.hubs().forEach(Hub::restartLater);
  }

  private boolean isMarked(long highest) {
    Interference trouble =
        moment -> {
          if (chance.oneIn(10)) {
            throw new Crash(Scope.PROCESS, unsynced());
          }
        };
    try {
      Desk desk = world.options().opening().on(world.disk().open(trouble));
      Request mark = Request.bySystem(new Command.MarkRestored(highest));
      boolean done = desk.write(List.of(mark)).getFirst() instanceof Reply.Done;
      world.referee().watch();
      return done;
    } catch (Crash crash) {
      world.referee().watch();
      return false;
    }
  }
}
