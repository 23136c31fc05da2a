package rowlock.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import rowlock.agent.Birth;
import rowlock.agent.Resident;
import rowlock.agent.Sessions;
import rowlock.operation.Fields;
import rowlock.operation.Hiring;
import rowlock.operation.Outcome;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;

/// Where agents are hired: names are given and rooms kept by one caller at a time, so that nobody
/// is half hired; then all wait together. What was wished under a key is done once, as long as this
/// process lives.
final class HiringOffice {
  /// How many keys are remembered, the newest ones.
  static final int MAX_KEYS = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Application> keyed = new LinkedHashMap<>();

  /// A wish and what is to be waited for.
  private record Application(Hiring wish, Optional<Birth> birth, Outcome refusal) {
    static Application refused(Hiring wish, Outcome refusal) {
      return new Application(wish, Optional.empty(), refusal);
    }

    boolean isVain() {
      return birth.isEmpty();
    }
  }

  /// Hires agents.
  List<Outcome> hire(List<Hiring> wishes, Sessions sessions, Household.Staffing staff)
      throws InterruptedException {
    List<Application> applications;
    lock.lockInterruptibly();
    try {
      applications = apply(wishes, sessions, staff);
    } finally {
      lock.unlock();
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Application one : applications) {
      outcomes.add(outcome(one));
    }
    return outcomes;
  }

  private List<Application> apply(
      List<Hiring> wishes, Sessions sessions, Household.Staffing staff) {
    Map<Integer, Application> settled = new LinkedHashMap<>();
    Map<Integer, Resident> wanted = new LinkedHashMap<>();
    Set<AgentId> taken = new HashSet<>(sessions.all());
    for (int i = 0; i < wishes.size(); i++) {
      Hiring wish = wishes.get(i);
      Optional<Application> known = wish.key().map(keyed::get);
      if (known.isPresent()) {
        settled.put(i, repeated(wish, known.get()));
        continue;
      }
      try {
        Resident who = staff.find(wish, taken);
        taken.add(who.id());
        wanted.put(i, who);
      } catch (Workshop.Refusal refusal) {
        settled.put(i, Application.refused(wish, refused(refusal)));
      }
    }
    List<Birth> births = sessions.hire(List.copyOf(wanted.values()));
    int next = 0;
    for (int i : wanted.keySet()) {
      Hiring wish = wishes.get(i);
      Application made =
          new Application(wish, Optional.of(births.get(next++)), Outcome.done(Fields.none()));
      wish.key().ifPresent(key -> remember(key, made));
      settled.put(i, made);
    }
    return settled.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Application repeated(Hiring wish, Application known) {
    return known.wish().equals(wish)
        ? known
        : Application.refused(
            wish,
            new Outcome.NotDone(
                Outcome.Reason.INPUT,
                "key_reused",
                "the key stands for another agent",
                "choose a key for each agent, and keep it only to ask again",
                Map.of()));
  }

  private void remember(String key, Application made) {
    keyed.put(key, made);
    if (keyed.size() > MAX_KEYS) {
      keyed.remove(keyed.keySet().iterator().next());
    }
  }

  private Outcome outcome(Application one) throws InterruptedException {
    if (one.isVain()) {
      return one.refusal();
    }
    return switch (one.birth().orElseThrow().await()) {
      case Birth.Hired.Ready(Resident who) ->
          Outcome.done(
              Fields.of("agent", who.id())
                  .with("kind", who.kind().name())
                  .with("role", who.role()));
      case Birth.Hired.Refused(Birth.Hired.Cause cause, String reason) -> {
        // Nothing was done under the key, so asking again tries again.
        one.wish().key().ifPresent(this::forget);
        yield refused(cause, reason);
      }
    };
  }

  private void forget(String key) {
    lock.lock();
    try {
      keyed.remove(key);
    } finally {
      lock.unlock();
    }
  }

  private static Outcome refused(Birth.Hired.Cause cause, String reason) {
    return switch (cause) {
      case TAKEN -> no(Outcome.Reason.INPUT, "agent_exists", reason, "choose another name");
      case LIMIT ->
          no(
              Outcome.Reason.REJECTED,
              "agent_limit",
              reason,
              "end an agent first, or raise the setting max_agents");
      case MACHINE ->
          no(Outcome.Reason.ENVIRONMENT, "no_room", reason, "end something, or try it later");
      case START ->
          no(
              Outcome.Reason.ENVIRONMENT,
              "not_started",
              reason,
              "see `rowlock doctor --agents`; nothing of it is left");
    };
  }

  private static Outcome refused(Workshop.Refusal refusal) {
    Outcome.Reason reason =
        switch (refusal.kind()) {
          case INPUT -> Outcome.Reason.INPUT;
          case ENVIRONMENT -> Outcome.Reason.ENVIRONMENT;
        };
    String code = reason == Outcome.Reason.INPUT ? "invalid_input" : "environment";
    return no(reason, code, String.valueOf(refusal.getMessage()), refusal.hint());
  }

  private static Outcome no(Outcome.Reason reason, String code, String message, String hint) {
    return new Outcome.NotDone(reason, code, message, hint, Map.of());
  }
}
