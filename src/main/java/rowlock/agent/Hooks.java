package rowlock.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Letter;
import rowlock.json.Json;
import rowlock.kind.Channels;
import rowlock.kind.HookAnswer;
import rowlock.kind.HookReader;
import rowlock.kind.Signal;
import rowlock.need.Choice;
import rowlock.need.NeedKind;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Delivery;

/// What the hub says to the hooks of its agents: whether something is allowed, and, at the end of a
/// turn, that there is more to do. Safe for any number of threads.
public final class Hooks {
  /// How often in a row the end of a turn is answered with more to do: agents take eight.
  static final int MAX_IN_A_ROW = 5;

  private static final String DENIED = "the person who operates the team does not allow it";

  private final Sessions sessions;
  private final Desk desk;
  private final Petition petition;
  private final Map<AgentId, Integer> inARow = new ConcurrentHashMap<>();
  private final Map<AgentId, List<String>> told = new ConcurrentHashMap<>();

  public Hooks(Sessions sessions) {
    this.sessions = sessions;
    this.desk = sessions.equipment().desk();
    this.petition = new Petition(desk);
  }

  /// Takes in what a hook of an agent posted, and says what it is to be answered. It may take
  /// minutes, until a person has decided.
  ///
  /// @return what the agent's program understands; empty if it is to go on as it would have
  public Map<String, Object> answer(AgentId agent, Map<String, Object> event)
      throws InterruptedException {
    Optional<Channels.HookForm> form = sessions.hooks(agent);
    Optional<Signal> signal = form.flatMap(known -> HookReader.read(known, event));
    if (signal.isEmpty()) {
      return HookAnswer.NOTHING;
    }
    confirm(agent);
    return answer(agent, form.get(), signal.get()).orElse(HookAnswer.NOTHING);
  }

  private Optional<Map<String, Object>> answer(AgentId agent, Channels.HookForm form, Signal signal)
      throws InterruptedException {
    return switch (signal.what()) {
      case Signal.Happening.PermissionAsked asked -> {
        sessions.tell(agent, signal);
        yield ask(agent, form, asked.call());
      }
      case Signal.Happening.Rested rested -> {
        Optional<Map<String, Object>> more =
            rested.helpers() > 0
                ? Optional.empty()
                : more(agent).flatMap(text -> HookAnswer.goOn(form, text));
        if (more.isEmpty()) {
          sessions.tell(agent, signal);
        }
        yield more;
      }
      case Signal.Happening.Prompted _ -> {
        inARow.remove(agent);
        sessions.tell(agent, signal);
        yield Optional.empty();
      }
      case Signal.Happening _ -> {
        sessions.tell(agent, signal);
        yield Optional.empty();
      }
    };
  }

  private Optional<Map<String, Object>> ask(
      AgentId agent, Channels.HookForm form, Signal.ToolCall call) throws InterruptedException {
    if (HookAnswer.permission(form, HookAnswer.Permission.ALLOW, "").isEmpty()) {
      // Its dialog is answered by keys.
      return Optional.empty();
    }
    Optional<String> need =
        petition.raise(
            NeedKind.PERMISSION,
            agent,
            "%s wants to use %s".formatted(agent, call.inWords()),
            Json.pretty(call.input()),
            Optional.of("hook " + call.tool()));
    if (need.isEmpty()) {
      return Optional.empty();
    }
    Optional<Choice> choice = petition.await(need.get(), () -> !sessions.houses(agent));
    if (choice.isEmpty()) {
      petition.withdraw(need.get(), "nobody waits for the answer any more");
      return Optional.empty();
    }
    return switch (choice.get()) {
      case Choice.Allow _ -> HookAnswer.permission(form, HookAnswer.Permission.ALLOW, "");
      case Choice.Deny _ -> HookAnswer.permission(form, HookAnswer.Permission.DENY, DENIED);
      case Choice.Words words ->
          HookAnswer.permission(form, HookAnswer.Permission.DENY, words.text());
    };
  }

  /// What an agent is told instead of ending its turn.
  private Optional<String> more(AgentId agent) {
    Optional<String> text =
        inARow.getOrDefault(agent, 0) >= MAX_IN_A_ROW ? Optional.empty() : next(agent);
    if (text.isPresent()) {
      inARow.merge(agent, 1, Integer::sum);
    } else {
      inARow.remove(agent);
    }
    return text;
  }

  private Optional<String> next(AgentId agent) {
    Board board = desk.board();
    List<Letter> letters =
        board.unreadBy(agent).stream()
            .filter(letter -> letter.deliveries().get(agent) instanceof Delivery.Accepted)
            .toList();
    if (!letters.isEmpty()) {
      letters.forEach(
          letter -> desk.give(new Command.DeliverMessage(letter.message().id(), agent)));
      told.put(agent, letters.stream().map(letter -> letter.message().id()).toList());
      return Optional.of(String.join("\n", letters.stream().map(Courier::text).toList()));
    }
    for (TaskId id : board.heldBy(agent)) {
      Optional<Lease> lease =
          board
              .task(id)
              .filter(task -> task.state() instanceof TaskState.Held)
              .flatMap(Task::lease);
      if (lease.isPresent()) {
        return Optional.of(Prompts.unfinished(new Command.Claim(agent, id, lease.get().fence())));
      }
    }
    return sessions.openings(agent).first(agent, board).map(task -> Prompts.moreWork());
  }

  /// A turn that goes on after messages were put into it has read them.
  private void confirm(AgentId agent) {
    List<String> read = told.remove(agent);
    if (read != null) {
      desk.give(new Command.ConfirmMessages(agent, read));
    }
  }
}
