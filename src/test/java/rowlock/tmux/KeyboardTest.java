package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rowlock.tmux.Keyboard.Pasting;
import rowlock.tmux.Keyboard.Typed;
import rowlock.tmux.TerminalRig.Recorder;

@ParameterizedClass
@EnumSource(Reach.class)
final class KeyboardTest {
  private static final String BRACKETS_ON = "\\033[?2004h";
  private static final String BEGIN = "\u001b[200~";
  private static final String END = "\u001b[201~";

  @Parameter private Reach reach = Reach.PROCESSES;
  @TempDir private Path folder;
  private TerminalRig rig = new TerminalRig(Path.of("/"), Reach.PROCESSES);
  private Keyboard keyboard = rig.server.keyboard();

  @BeforeEach
  void serverOfItsOwn() {
    rig = new TerminalRig(folder, reach).begun();
    keyboard = rig.server.keyboard();
  }

  @AfterEach
  void nothingIsLeft() {
    rig.close();
  }

  @Test
  void textIsTypedAsItIsWhateverTmuxOrAShellWouldMakeOfIt() {
    Recorder recorder = rig.recorder("spec_1", BRACKETS_ON);
    rig.recorder("victim", "");
    List<String> texts =
        List.of(
            "x;",
            "x\\;",
            ";",
            "x; kill-session -t =victim",
            "-t =victim",
            "--",
            "#{pid}",
            "#(touch CANARY)",
            "#{?1,#(touch CANARY),}",
            "$(touch CANARY)",
            "`touch CANARY`",
            "'; touch CANARY; '",
            "x;' run-shell 'touch CANARY'",
            "Enter",
            "C-c",
            "%1",
            "\ttabbed",
            "ünïcødé 漢字 \uD83D\uDEA3");

    StringBuilder expected = new StringBuilder();
    for (String text : texts) {
      assertThat(keyboard.type(recorder.pane(), Paste.of(text), Pasting.BRACKETED))
          .isEqualTo(Typing.DONE);
      expected.append(BEGIN).append(text).append(END);
    }

    recorder.awaitEnding(texts.getLast() + END);
    assertThat(recorder.sent()).isEqualTo(expected.toString());
    assertThat(folder.resolve("CANARY")).doesNotExist();
    assertThat(rig.snapshot(rig.pane("victim")).is(Snapshot.Mode.DEAD)).isFalse();
    assertThat(buffers()).isEmpty();
  }

  @Test
  void nothingInATextEndsThePasteOrIsAKey() {
    Recorder recorder = rig.recorder("spec_1", BRACKETS_ON);
    String hostile = "a\0b\u001b[201~c\u0003d\u009b201~e\u007ff\b\u0085g\uD800";

    keyboard.type(recorder.pane(), Paste.of(hostile), Pasting.BRACKETED);

    recorder.awaitEnding(END);
    assertThat(recorder.sent()).isEqualTo(BEGIN + "ab[201~cd201~efg" + END);
  }

  @Test
  void aShellRunsNothingOfAPasteBeforeEnter() {
    rig.start("spec_1", "PS1='ready> ' exec bash --norc --noprofile -i");
    PaneId pane = rig.pane("spec_1");
    awaitOnScreen(pane, "ready>");

    keyboard.type(
        pane, Paste.of("echo one\n\u001b[201~\ntouch CANARY\necho last\n"), Pasting.BRACKETED);

    awaitOnScreen(pane, "echo last");
    // An answer to a later key shows that what came before it was taken in.
    keyboard.press(pane, Key.CTRL_C);
    TerminalRig.await(() -> count(pane, "ready>") == 2);
    assertThat(folder.resolve("CANARY")).doesNotExist();
  }

  @Test
  void severalLinesGoOnlyToAProgramThatWantsThemBracketed() {
    Recorder unknown = rig.recorder("spec_1", "");

    Typing refused = keyboard.type(unknown.pane(), Paste.of("one\ntwo"), Pasting.UNKNOWN);
    Typing single = keyboard.type(unknown.pane(), Paste.of("single\n"), Pasting.UNKNOWN);

    assertThat(refused).isEqualTo(Typing.ONE_LINE_ONLY);
    assertThat(single).isEqualTo(Typing.DONE);
    unknown.awaitEnding("single");
    assertThat(unknown.sent()).isEqualTo("single");
    assertThat(buffers()).isEmpty();
  }

  @Test
  void aProgramThatWantsBracketsGetsAllLinesAtOnce() {
    Recorder known = rig.recorder("spec_1", BRACKETS_ON);

    keyboard.type(known.pane(), Paste.of("one\r\ntwo\rthree\n"), Pasting.BRACKETED);

    known.awaitEnding(END);
    assertThat(known.sent()).isEqualTo(BEGIN + "one\rtwo\rthree" + END);
  }

  @Test
  void theLongestTextArrivesWholeAndALongerOneIsRefused() {
    Recorder recorder = rig.recorder("spec_1", BRACKETS_ON);
    String longest = "0123456789abcdef".repeat(Paste.MAX_BYTES / 16);

    keyboard.type(recorder.pane(), Paste.of(longest), Pasting.BRACKETED);

    recorder.awaitEnding(END);
    assertThat(recorder.sent()).isEqualTo(BEGIN + longest + END);
    String mebibyte = "x".repeat(1 << 20);
    assertThatThrownBy(() -> Paste.of(mebibyte))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> Paste.of("\u001b\n")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsTypedWhileAUserScrolls() {
    Recorder recorder = rig.recorder("spec_1", "");
    Client user = new Client(rig.server.socket(), TerminalRig.LONG);
    user.ask("copy-mode", "-t", recorder.pane().value()).text("copy mode");

    assertThat(rig.snapshot(recorder.pane()).is(Snapshot.Mode.COPY_MODE)).isTrue();
    assertThat(keyboard.type(recorder.pane(), Paste.of("early"), Pasting.BRACKETED))
        .isEqualTo(Typing.COPY_MODE);
    assertThat(keyboard.press(recorder.pane(), Key.Y)).isEqualTo(Typing.COPY_MODE);

    keyboard.leaveCopyMode(recorder.pane());
    keyboard.leaveCopyMode(recorder.pane());
    assertThat(keyboard.press(recorder.pane(), Key.N)).isEqualTo(Typing.DONE);
    recorder.awaitEnding("n");
    assertThat(recorder.sent()).isEqualTo("n");
  }

  @Test
  void typingIntoAnEndedProgramIsRefusedAndTheServerLivesOn() {
    rig.start("spec_1", "exit 0");
    PaneId pane = rig.pane("spec_1");
    rig.awaitMode(pane, Snapshot.Mode.DEAD);
    ServerState before = rig.server.state();

    assertThat(keyboard.type(pane, Paste.of("late"), Pasting.BRACKETED)).isEqualTo(Typing.ENDED);
    assertThat(keyboard.press(pane, Key.ENTER)).isEqualTo(Typing.ENDED);

    assertThat(rig.server.state()).isEqualTo(before);
    assertThat(buffers()).isEmpty();
  }

  @Test
  void aPaneThatIsNotThereIsGone() {
    PaneId nowhere = new PaneId("%99");
    assertThat(keyboard.type(nowhere, Paste.of("x"), Pasting.BRACKETED)).isEqualTo(Typing.GONE);
    rig.start("spec_1", "exec sleep 1000");

    assertThat(keyboard.type(nowhere, Paste.of("x"), Pasting.BRACKETED)).isEqualTo(Typing.GONE);
    assertThat(keyboard.press(nowhere, Key.ENTER)).isEqualTo(Typing.GONE);
    keyboard.leaveCopyMode(nowhere);
    assertThat(rig.server.snapshot(nowhere, Snapshot.Escapes.WITHOUT)).isEmpty();
    assertThat(buffers()).isEmpty();
  }

  @Test
  void paneOneGetsNothingMeantForPaneTen() {
    Recorder ten = rig.recorder("spec_10", "");
    Recorder one = rig.recorder("spec_1", "");

    keyboard.type(one.pane(), Paste.of("for one"), Pasting.UNKNOWN);
    keyboard.type(ten.pane(), Paste.of("for ten"), Pasting.UNKNOWN);

    one.awaitEnding("for one");
    ten.awaitEnding("for ten");
    assertThat(one.sent()).isEqualTo("for one");
    assertThat(ten.sent()).isEqualTo("for ten");
  }

  @Test
  void ofManyTextsEachGoesToItsPaneAndOneThatIsRefusedKeepsNoOther() {
    Recorder one = rig.recorder("spec_1", BRACKETS_ON);
    Recorder two = rig.recorder("spec_2", "");
    rig.start("dead", "exit 0");
    PaneId dead = rig.pane("dead");
    rig.awaitMode(dead, Snapshot.Mode.DEAD);
    PaneId nowhere = new PaneId("%99");

    List<Typing> typed =
        keyboard.typeAll(
            List.of(
                new Typed(one.pane(), Paste.of("a;"), Pasting.BRACKETED),
                new Typed(nowhere, Paste.of("b"), Pasting.BRACKETED),
                new Typed(dead, Paste.of("c"), Pasting.BRACKETED),
                new Typed(two.pane(), Paste.of("d\ne"), Pasting.UNKNOWN),
                new Typed(two.pane(), Paste.of("%end 1 2 1"), Pasting.UNKNOWN),
                new Typed(one.pane(), Paste.of("f"), Pasting.BRACKETED)));
    List<Typing> pressed =
        keyboard.pressAll(List.of(one.pane(), nowhere, dead, two.pane()), Key.ENTER);

    assertThat(typed)
        .containsExactly(
            Typing.DONE, Typing.GONE, Typing.ENDED, Typing.ONE_LINE_ONLY, Typing.DONE, Typing.DONE);
    assertThat(pressed).containsExactly(Typing.DONE, Typing.GONE, Typing.ENDED, Typing.DONE);
    one.awaitEnding("\r");
    two.awaitEnding("\r");
    assertThat(one.sent()).isEqualTo(BEGIN + "a;" + END + BEGIN + "f" + END + "\r");
    assertThat(two.sent()).isEqualTo("%end 1 2 1\r");
    assertThat(buffers()).isEmpty();
  }

  @Test
  void ofManyPanesThoseThatAreThereAreRead() {
    Recorder one = rig.recorder("spec_1", "");
    Recorder two = rig.recorder("spec_2", "");
    List<PaneId> panes = List.of(two.pane(), new PaneId("%99"), one.pane());

    assertThat(rig.server.snapshots(panes, Snapshot.Escapes.WITH))
        .containsOnlyKeys(two.pane(), one.pane())
        .containsEntry(one.pane(), rig.snapshot(one.pane()));
    assertThat(rig.server.captures(panes, 10))
        .containsOnlyKeys(two.pane(), one.pane())
        .allSatisfy((_, text) -> assertThat(text).startsWith("ready"));
  }

  @Test
  void everyKeyArrives() {
    Recorder recorder = rig.recorder("spec_1", "");
    for (Key key : Key.values()) {
      assertThat(keyboard.press(recorder.pane(), key)).isEqualTo(Typing.DONE);
    }

    recorder.awaitEnding("yn");
    assertThat(recorder.sent())
        .isEqualTo(
            "\r\u001b\t\u001b[Z \u007f\u001b[A\u001b[B\u001b[D\u001b[C"
                + "\u0003\u0004\u0015\u000b123456789yn");
    assertThat(Key.digit(9)).isEqualTo(Key.DIGIT_9);
    assertThatThrownBy(() -> Key.digit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private String buffers() {
    return new Client(rig.server.socket(), TerminalRig.LONG).ask("list-buffers").text("buffers");
  }

  private void awaitOnScreen(PaneId pane, String text) {
    TerminalRig.await(() -> count(pane, text) > 0);
  }

  private long count(PaneId pane, String text) {
    return rig.snapshot(pane).lines().stream().filter(line -> line.contains(text)).count();
  }
}
