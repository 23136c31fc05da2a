package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.process.ProcessIdentity;
import rowlock.process.Signal;

final class PaneActivityTest {
  @TempDir private Path folder;
  private TerminalRig rig = new TerminalRig(Path.of("/"), Reach.CONNECTION);
  private PaneActivity activity = rig.server.activity();

  @BeforeEach
  void serverOfItsOwn() {
    rig = new TerminalRig(folder, Reach.CONNECTION).begun();
    activity = rig.server.activity();
  }

  @AfterEach
  void nothingIsLeft() {
    rig.close();
  }

  @Test
  void aPaneThatPrintsIsToldAndOneThatDoesNotIsNot() {
    PaneId echo = echo("spec_1");
    PaneId other = echo("spec_2");
    settle(echo);
    settle(other);
    PaneActivity.Told before = activity.of(echo);
    PaneActivity.Told otherBefore = activity.of(other);

    rig.server.keyboard().type(echo, Paste.of("x".repeat(100)), Keyboard.Pasting.UNKNOWN);

    assertThat(activity.awaitChange(echo, before.mark(), TerminalRig.LONG)).isTrue();
    TerminalRig.await(() -> activity.of(echo).outputBytes() >= before.outputBytes() + 100);
    assertThat(activity.of(echo).quiet()).isPresent();
    assertThat(activity.of(other)).extracting("mark").isEqualTo(otherBefore.mark());
  }

  @Test
  void nothingIsAwaitedNoLongerThanTheLimit() {
    PaneId nowhere = new PaneId("%99");

    assertThat(activity.of(nowhere).mark()).isZero();
    assertThat(activity.awaitChange(nowhere, 0, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void theEndOfAProgramThatPrintsNothingIsTold() {
    rig.start("spec_1", "read -r _ </dev/tty; exit 3");
    PaneId pane = rig.pane("spec_1");
    settle(pane);
    rig.server.keyboard().press(pane, Key.ENTER);

    awaitMarks(pane, () -> rig.snapshot(pane).is(Snapshot.Mode.DEAD));
  }

  @Test
  void aPaneThatAUserClosesIsTold() {
    PaneId pane = echo("spec_1");
    settle(pane);

    user("kill-pane", "-t", pane.value());

    assertThat(activity.awaitChange(pane, -1, TerminalRig.LONG)).isTrue();
    TerminalRig.await(() -> rig.server.snapshot(pane, Snapshot.Escapes.WITHOUT).isEmpty());
    TerminalRig.await(() -> activity.of(pane).mark() == 0);
    assertThat(rig.server.panes()).isEmpty();
  }

  @Test
  void aLoudPaneIsHushedAndEverythingElseGoesOn() {
    rig.start("loud", "exec yes 'a line that is printed again and again and again and again'");
    PaneId loud = rig.pane("loud");
    PaneId echo = echo("spec_1");
    TerminalRig.await(() -> activity.of(loud).outputBytes() > 3L * PaneActivity.LOUD_BYTES);

    long mark = activity.of(echo).mark();
    rig.server.keyboard().type(echo, Paste.of("heard"), Keyboard.Pasting.UNKNOWN);

    assertThat(activity.awaitChange(echo, mark, TerminalRig.LONG)).isTrue();
    TerminalRig.await(() -> String.join("", rig.snapshot(echo).lines()).contains("heard"));
    // tmux took in far more than it told us of.
    assertThat(rig.server.capture(loud, TmuxServer.HISTORY_LINES)).contains("again and again");
    assertThat(activity.of(loud).outputBytes()).isLessThan(64L << 20);
  }

  @Test
  void aLostConnectionWakesWhoeverWaitsAndIsMadeAnew() {
    PaneId pane = echo("spec_1");
    settle(pane);
    long mark = activity.of(pane).mark();
    String client = user("list-clients", "-F", "#{client_pid}").strip();

    Signal.KILL.sendTo(ProcessIdentity.of(Long.parseLong(client)).orElseThrow());

    assertThat(activity.awaitChange(pane, mark, TerminalRig.LONG)).isTrue();
    TerminalRig.await(() -> !rig.server.panes().isEmpty() && rig.server.connections() == 2);
    settle(pane);
    long later = activity.of(pane).mark();
    rig.server.keyboard().type(pane, Paste.of("again"), Keyboard.Pasting.UNKNOWN);
    assertThat(activity.awaitChange(pane, later, TerminalRig.LONG)).isTrue();
    rig.server.disconnect();
    assertThat(rig.server.connect()).isTrue();
    rig = rig.counting(3);
  }

  private PaneId echo(String name) {
    rig.start(name, "printf ready; exec cat");
    PaneId pane = rig.pane(name);
    TerminalRig.await(() -> String.join("", rig.snapshot(pane).lines()).contains("ready"));
    return pane;
  }

  /// Waits until the subscription has told the first time, which it does for every pane.
  private void settle(PaneId pane) {
    long before = activity.of(pane).mark();
    while (activity.awaitChange(pane, before, Duration.ofMillis(1500))) {
      before = activity.of(pane).mark();
    }
  }

  private void awaitMarks(PaneId pane, BooleanSupplier condition) {
    long mark = activity.of(pane).mark();
    while (!condition.getAsBoolean()) {
      assertThat(activity.awaitChange(pane, mark, TerminalRig.LONG)).as("told").isTrue();
      mark = activity.of(pane).mark();
    }
  }

  private String user(String... words) {
    return new Client(rig.server.socket(), TerminalRig.LONG)
        .ask(Request.of(List.of(List.of(words))))
        .text("user");
  }
}
