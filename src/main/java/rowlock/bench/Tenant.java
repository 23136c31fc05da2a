package rowlock.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import rowlock.bench.KeyTimes.Arrival;
import rowlock.bench.Venue.Guest;

/// An agent that lives in a terminal of a hub, as a benchmark deals with it: it reports as its
/// hooks would, and is sent messages. For one thread at a time.
final class Tenant {
  private static final String WORKING = "working";
  private static final String IDLE = "idle";

  private final String name;
  private final TeamWatch watch;
  private final KeyTimes keys;
  private final Venue.Hooks hooks;
  private boolean isWorking;

  /// How long the way of one message took, in milliseconds after it was accepted.
  ///
  /// @param typed until the text was in the agent's input
  /// @param entered until Enter was
  record Way(double typed, double entered) {}

  /// @param watch what others see of it
  /// @param keys what reaches its program
  /// @param hooks how it reports
  Tenant(String name, TeamWatch watch, KeyTimes keys, Venue.Hooks hooks) {
    this.name = name;
    this.watch = watch;
    this.keys = keys;
    this.hooks = hooks;
  }

  /// Reports the other one of "a turn began" and "it ended", and waits until another client of the
  /// hub knows.
  ///
  /// @return the milliseconds from before the report until then
  double report() {
    isWorking = !isWorking;
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("hook_event_name", isWorking ? "UserPromptSubmit" : "Stop");
    event.put("prompt", "Go on");
    event.put("stop_hook_active", false);
    String wanted = isWorking ? WORKING : IDLE;
    long before = System.nanoTime();
    hooks.report(event);
    return (watch.await(name, sight -> sight.is(wanted)).nanos() - before) / Agents.NANOS_PER_MILLI;
  }

  /// Is idle again.
  void rest() {
    if (isWorking) {
      report();
    }
  }

  /// Waits until it is idle.
  void awaitRest() {
    watch.await(name, sight -> sight.is(IDLE));
  }

  /// Is sent a message, which it takes and answers with a short turn.
  Way take(Guest sender) {
    keys.forget();
    sender.call("send_message", Map.of("to", name, "body", "Go on"));
    Instant accepted = Instant.now();
    Instant typed = keys.next(Arrival.TEXT);
    Instant entered = keys.next(Arrival.ENTER);
    watch.await(name, sight -> sight.is(IDLE) && sight.at().isAfter(entered));
    return new Way(Agents.millis(accepted, typed), Agents.millis(accepted, entered));
  }

  /// One report after the other, with a pause between.
  static Crowd.Worker reporting(List<Tenant> team, Duration pause) {
    return new Turns(team, pause) {
      @Override
      void act(Tenant next) {
        next.report();
      }
    };
  }

  /// One message after the other.
  ///
  /// @param ways where it is noted how long they took
  static Crowd.Worker taking(List<Tenant> team, Guest sender, List<Way> ways) {
    List<Way> noted = ways;
    return new Turns(team, Duration.ZERO) {
      @Override
      void act(Tenant next) {
        Way way = next.take(sender);
        synchronized (noted) {
          noted.add(way);
        }
      }
    };
  }

  /// Something that all of a team do in turn.
  private abstract static class Turns implements Crowd.Worker {
    private final List<Tenant> team;
    private final Duration pause;
    private int turn;

    Turns(List<Tenant> team, Duration pause) {
      this.team = new ArrayList<>(team);
      this.pause = pause;
    }

    abstract void act(Tenant next);

    @Override
    public void act() {
      act(team.get(turn++ % team.size()));
    }

    @Override
    public void clear() {
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
