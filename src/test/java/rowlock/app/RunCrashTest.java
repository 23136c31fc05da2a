package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.app.KillPoint.Step;
import rowlock.operation.RunOrder.Terminal;

/// Runs that are killed between any two steps and conducted again until they end.
///
/// In the usual suite the moments are a sample; `-Drowlock.crash=all` takes all there are.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class RunCrashTest {
  private static final int AT_ONCE = 2;
  private static final int MOST_STARTS = 300;
  private static final List<Step> STEPS =
      List.of(Step.APPEND_BEFORE, Step.APPEND_AFTER, Step.GIT_BEFORE, Step.GIT_AFTER);
  private static final boolean ALL = "all".equals(System.getProperty("rowlock.crash"));

  /// Every how manieth step of a sample is one to be killed at.
  private static final int STRIDE = ALL ? 1 : 17;

  @TempDir Path folder;

  @Test
  void aRunKilledOnceBetweenTwoStepsEndsAsIfNothingHadBeen() {
    ChildJvm jvm = practised();
    for (Step step : STEPS) {
      AtomicInteger next = new AtomicInteger(1 + STEPS.indexOf(step) * STRIDE / 4);
      List<Integer> kills =
          AtOnce.each(
              AT_ONCE,
              thread ->
                  () -> {
                    int killed = 0;
                    while (killOnce(jvm, new KillPoint(step, next.getAndAdd(STRIDE)))) {
                      killed++;
                    }
                    return killed;
                  });
      assertThat(kills.stream().mapToInt(Integer::intValue).sum()).as(step.name()).isPositive();
    }
  }

  private boolean killOnce(ChildJvm jvm, KillPoint point) {
    try (CrashSite site = site("once-" + point.step() + point.nth(), jvm, Terminal.PLAIN)) {
      boolean killed = site.conduct(point);
      assertThat(site.conduct(KillPoint.NEVER)).isFalse();
      site.requireEnd(List.of(point));
      return killed;
    }
  }

  @Test
  void aRunKilledAgainAndAgainStillEnds() {
    ChildJvm jvm = practised();
    AtOnce.each(AT_ONCE, thread -> () -> conductThroughKills(jvm, thread, Terminal.PLAIN));
  }

  @Test
  void aRunInTmuxKilledAgainAndAgainStillEnds() {
    ChildJvm jvm = practised();
    AtOnce.each(
        AT_ONCE, thread -> () -> conductThroughKills(jvm, 100 + thread, Terminal.TMUX_IF_PRESENT));
  }

  /// Kills a run at moments of chance, farther and farther from its start, until it ends.
  private int conductThroughKills(ChildJvm jvm, int seed, Terminal terminal) {
    Random chance = new Random(seed);
    List<KillPoint> points = new ArrayList<>();
    try (CrashSite site = site("often-" + seed, jvm, terminal)) {
      boolean killed = true;
      while (killed) {
        assertThat(points).hasSizeLessThan(MOST_STARTS);
        KillPoint point =
            new KillPoint(
                STEPS.get(chance.nextInt(STEPS.size())), 1 + chance.nextInt(12 + points.size()));
        points.add(point);
        killed = site.conduct(point);
      }
      site.requireEnd(points);
    }
    return points.size();
  }

  private ChildJvm practised() {
    ChildJvm jvm = new ChildJvm(folder.resolve("jvm"));
    try (CrashSite site = site("practice", jvm, Terminal.PLAIN)) {
      site.practise();
      site.requireEnd(List.of());
    }
    return jvm;
  }

  private CrashSite site(String name, ChildJvm jvm, Terminal terminal) {
    return new CrashSite(folder.resolve(name), jvm, terminal);
  }
}
