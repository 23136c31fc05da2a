package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/// What a board remembers besides tasks, team and mail: the goal, settings, answered requests, runs
/// and outages. Immutable.
///
/// @param goal what the project is for
/// @param masterPlan the plan in words
/// @param settings those that were changed
/// @param requests answered requests with keys
/// @param runs by name
/// @param outages what restarts left behind
record Ledger(
    String goal,
    String masterPlan,
    TreePMap<Setting, String> settings,
    Requests requests,
    TreePMap<String, Run> runs,
    Outages outages) {
  static final Ledger EMPTY =
      new Ledger(
          "",
          "",
          TreePMap.empty(),
          Requests.EMPTY,
          TreePMap.empty(),
          new Outages(Optional.empty(), 0));

  /// What restarts left behind.
  ///
  /// @param graceUntil no lease ends before
  /// @param fenceBase added to a position to make a fence
  record Outages(Optional<Instant> graceUntil, long fenceBase) {}

  /// Answered requests, by key and in the order they were answered. The newest [#MAX_KEPT] are
  /// remembered.
  record Requests(HashPMap<String, Long> byKey, TreePMap<Long, Contents.Answered> byNumber) {
    static final int MAX_KEPT = 100_000;
    static final Requests EMPTY = new Requests(HashTreePMap.empty(), TreePMap.empty());

    Optional<Contents.Answered> find(String key) {
      return Optional.ofNullable(byKey.get(key)).map(byNumber::get);
    }

    Requests plus(Contents.Answered answered) {
      long number = byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
      Requests next =
          new Requests(byKey.plus(answered.key(), number), byNumber.plus(number, answered));
      if (next.byNumber.size() <= MAX_KEPT) {
        return next;
      }
      String oldest = next.byNumber.firstEntry().getValue().key();
      return new Requests(next.byKey.minus(oldest), next.byNumber.minusFirstEntry());
    }
  }

  static Ledger of(Contents.OfLedger contents) {
    Requests requests = Requests.EMPTY;
    for (Contents.Answered answered : contents.requests()) {
      requests = requests.plus(answered);
    }
    TreePMap<String, Run> runs = TreePMap.empty();
    for (Run run : contents.runs()) {
      runs = runs.plus(run.id(), run);
    }
    return new Ledger(
        contents.goal(),
        contents.masterPlan(),
        TreePMap.from(contents.settings()),
        requests,
        runs,
        new Outages(contents.graceUntil(), contents.fenceBase()));
  }

  Contents.OfLedger contents() {
    return new Contents.OfLedger(
        goal,
        masterPlan,
        settings,
        List.copyOf(requests.byNumber().values()),
        List.copyOf(runs.values()),
        outages.graceUntil(),
        outages.fenceBase());
  }

  Duration duration(Setting setting) {
    return setting.duration(value(setting));
  }

  long count(Setting setting) {
    return setting.count(value(setting));
  }

  String value(Setting setting) {
    return settings.getOrDefault(setting, setting.initial());
  }

  Ledger apply(Event.OfBoard event) {
    return switch (event) {
      case Event.GoalSet set ->
          new Ledger(set.goal(), set.masterPlan(), settings, requests, runs, outages);
      case Event.SettingChanged changed ->
          new Ledger(
              goal,
              masterPlan,
              settings.plus(changed.setting(), changed.value()),
              requests,
              runs,
              outages);
      case Event.RequestAnswered answered ->
          with(
              requests.plus(
                  new Contents.Answered(
                      answered.key(), answered.fingerprint(), answered.answer())));
      case Event.RunOpened opened -> with(opened.run());
      case Event.RunClosed closed ->
          Optional.ofNullable(runs.get(closed.run()))
              .map(run -> with(run.closed(closed.outcome())))
              .orElse(this);
      case Event.GraceGranted granted ->
          with(new Outages(Optional.of(granted.until()), outages.fenceBase()));
      case Event.JournalRestored restored ->
          with(new Outages(outages.graceUntil(), restored.fenceBase()));
    };
  }

  private Ledger with(Requests next) {
    return new Ledger(goal, masterPlan, settings, next, runs, outages);
  }

  private Ledger with(Run run) {
    return new Ledger(goal, masterPlan, settings, requests, runs.plus(run.id(), run), outages);
  }

  private Ledger with(Outages next) {
    return new Ledger(goal, masterPlan, settings, requests, runs, next);
  }
}
