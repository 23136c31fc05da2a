package rowlock.registry;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.operation.MailOperations;
import rowlock.operation.Outcome;
import rowlock.operation.PerformanceOperations;
import rowlock.operation.TeamSize;
import rowlock.operation.Tunable;
import rowlock.operation.TuningOperations;
import rowlock.team.Permission;

/// Operations about how fast a project goes, and how it could go faster.
final class TuningCalls {
  private static final String PRESET = "preset";
  private static final String IMMEDIATE = "immediate";

  private TuningCalls() {}

  static List<Operation> all() {
    return List.of(performance(), tune(), sendBatch());
  }

  private static Operation performance() {
    return Operation.reads(
            "get_performance", "Tells how fast it goes: figures with sources, score, advice.")
        .returns("score:integer?", "alerts:array", "recommendations:array", "work:array")
        .does(call ->
            new PerformanceOperations(call.desk(), call.office().premises().meters()).report());
  }

  private static Operation tune() {
    return Operation.changes(
            "optimize_settings",
            Permission.ADMINISTER,
            "Changes how much happens at once and is kept ready; without parameters shows it.")
        .takes(PRESET, new Type.Choice(TeamSize.labels()), "a team size, for what is not given")
        .takes(Arrays.stream(Tunable.values()).map(TuningCalls::parameter).toList())
        .returns("settings:array")
        .does(TuningCalls::tune);
  }

  private static Parameter parameter(Tunable one) {
    return Parameter.optional(
        one.wire(), new Type.Whole(one.setting().least(), one.setting().most()), one.meaning());
  }

  private static Outcome tune(Invocation call) {
    Map<Tunable, Long> wanted = new EnumMap<>(Tunable.class);
    for (Tunable one : Tunable.values()) {
      call.arguments().whole(one.wire()).ifPresent(value -> wanted.put(one, value));
    }
    Optional<TeamSize> size = call.arguments().optional(PRESET).map(TeamSize::named);
    return new TuningOperations(call.desk()).tune(wanted, size, call.caller());
  }

  private static Operation sendBatch() {
    return Operation.changes(
            "send_batch", Permission.TALK, "Sends many messages, each as send_message does.")
        .needs(
            "messages",
            new Type.Several(
                new Type.Compound(TeamCalls.LETTER, "send_message"), MailOperations.MAX_BATCH),
            "in this order")
        .takes(IMMEDIATE, Type.FLAG, "do not wait for more to the same agent")
        .returns("sent:integer", "refused:integer", "results:array")
        .does(TuningCalls::sendBatch);
  }

  private static Outcome sendBatch(Invocation call) {
    List<Command.SendMessage> messages =
        call.arguments().objects("messages").stream()
            .map(letter -> TeamCalls.letter(letter, call))
            .toList();
    MailOperations.Pace pace =
        call.arguments().isSet(IMMEDIATE)
            ? MailOperations.Pace.IMMEDIATE
            : MailOperations.Pace.BATCHED;
    return new MailOperations(call.desk(), call.office().premises())
        .send(messages, pace, call.caller());
  }
}
