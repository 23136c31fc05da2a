package rowlock.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowlock.operation.Outcome;
import rowlock.operation.TeamSize;
import rowlock.operation.Tunable;

/// Commands about how fast a project goes. The hub answers where one runs: it has the figures.
final class TuningVerbs {
  private TuningVerbs() {}

  static List<Verb> all() {
    return List.of(performance(), tune());
  }

  private static Verb performance() {
    return Verb.named("performance", "Shows how fast it goes, and what could be set differently.")
        .says("What was not measured is absent with the reason; docs/performance.md explains all.")
        .example("rowlock performance")
        .does(call -> CallVerbs.ask(call, "get_performance", Map.of()))
        .shows(PerformanceText::show);
  }

  private static Verb tune() {
    return Verb.named("tune", "Shows or changes how much happens at once and is kept ready.")
        .says("Changes are in the journal and count at once. Names are those of the operation")
        .says("optimize_settings or of `rowlock settings`; times are in ms, or written like 2s.")
        .mayTakeMany("KEY=VALUE", "new values; otherwise all are shown")
        .option(
            "--preset",
            "SIZE",
            String.join(", ", TeamSize.labels()) + ": values for this machine and such a team")
        .option("--key", "KEY", "repeating the command with the same key does it once")
        .example("rowlock tune maxConcurrentGitOps=8 messageBatchDelay=200ms")
        .example("rowlock tune --preset large")
        .does(TuningVerbs::tune)
        .shows(PerformanceText::showSettings);
  }

  private static Outcome tune(Call call) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    call.optional("--preset").map(TeamSize::named).ifPresent(s -> wanted.put("preset", s.label()));
    for (String word : call.words("KEY=VALUE")) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            "KEY=VALUE is wanted here, like maxConcurrentGitOps=8, not " + word);
      }
      Tunable one = Tunable.named(word.substring(0, at));
      if (wanted.put(one.wire(), one.parse(word.substring(at + 1))) != null) {
        throw new IllegalArgumentException(one.wire() + ": is there twice");
      }
    }
    return CallVerbs.ask(call, "optimize_settings", wanted);
  }
}
