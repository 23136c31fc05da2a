package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rowlock.process.Environment;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobState;
import rowlock.process.Liveness;
import rowlock.process.ProcessIdentity;
import rowlock.tmux.TerminalRig.Recorder;

@ParameterizedClass
@EnumSource(Reach.class)
final class TerminalJobTest {
  @Parameter private Reach reach = Reach.PROCESSES;
  @TempDir private Path folder;
  private TerminalRig rig = new TerminalRig(Path.of("/"), Reach.PROCESSES);

  @BeforeEach
  void serverOfItsOwn() {
    rig = new TerminalRig(folder, reach).begun();
  }

  @AfterEach
  void nothingIsLeft() {
    rig.close();
  }

  @Test
  void theProgramHasTheTerminalAndItsEndIsRecorded() {
    Job job =
        rig.start("spec_1", "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && stty size && echo hello; exit 7");

    TerminalRig.await(() -> job.state().over());
    assertThat(job.state()).isEqualTo(new JobState.Exited(7, ""));
    assertThat(job.log()).doesNotExist();
    PaneId pane = rig.pane("spec_1");
    rig.awaitMode(pane, Snapshot.Mode.DEAD);
    // The notice of the end may have pushed a line out of the screen.
    assertThat(rig.server.capture(pane, 10)).startsWith("50 200\nhello\n");
  }

  @Test
  void controlCReachesTheProgramAndNotTheScript() {
    Job job = rig.start("spec_1", "echo begun; exec sleep 1000");
    PaneId pane = rig.pane("spec_1");
    TerminalRig.await(() -> rig.snapshot(pane).lines().contains("begun"));

    rig.server.keyboard().press(pane, Key.CTRL_C);

    TerminalRig.await(() -> job.state().over());
    assertThat(job.state()).isEqualTo(new JobState.Exited(130, ""));
  }

  @Test
  void itEndsWithEverythingThatDescendsFromItAndItsScreenIsKept() throws Exception {
    String daemon = "setsid sh -c 'echo $$ >daemon; exec sleep 1000' & ";
    Job job =
        rig.start("spec_1", daemon + "printf '\\033[31mlast words\\033[0m\\n'; exec sleep 1000");
    PaneId pane = rig.pane("spec_1");
    TerminalRig.await(() -> rig.snapshot(pane).lines().contains("last words"));
    ProcessIdentity left = awaitProcess(folder.resolve("daemon"));

    assertThat(rig.host.end(job, TerminalRig.LONG)).isEmpty();

    assertThat(left.liveness()).isEqualTo(Liveness.GONE);
    assertThat(Files.readString(job.screen())).startsWith("last words\n");
    assertThat(rig.server.panes()).isEmpty();
  }

  @Test
  void aClosedTerminalTellsTheProgram() throws Exception {
    Job job = rig.start("spec_1", "trap 'echo told >told; exit' HUP; echo $$ >pid; sleep 1000");
    ProcessIdentity program = awaitProcess(folder.resolve("pid"));

    rig.server.close(rig.pane("spec_1"));

    TerminalRig.await(() -> program.liveness() == Liveness.GONE);
    TerminalRig.await(() -> job.state().over());
    assertThat(job.state()).isInstanceOf(JobState.Vanished.class);
    assertThat(job.end(TerminalRig.LONG)).isEmpty();
  }

  @Test
  void itGetsOurVariablesAndFilesAndNothingElseIsReadable() throws Exception {
    Path given =
        Job.give(folder.resolve("job-spec_1"), "token", "s3cret".getBytes(StandardCharsets.UTF_8));
    Environment environment = new Environment(List.of("PATH"), Map.of("GIVEN", given.toString()));
    Job job =
        rig.host.start(
            new JobName("spec_1"),
            rig.spec("spec_1", "env >variables; cat \"$GIVEN\" >read").with(environment));

    TerminalRig.await(() -> job.state().over());

    assertThat(folder.resolve("read")).hasContent("s3cret");
    assertThat(Files.readAllLines(folder.resolve("variables")))
        .extracting(line -> line.replaceAll("=.*", ""))
        .contains("PATH", "GIVEN", "ROWLOCK_LEASH")
        .doesNotContain("HOME", "TMUX", "TMUX_PANE");
    try (var files = Files.walk(job.directory())) {
      assertThat(files).allSatisfy(file -> assertThat(permissions(file)).matches("rw[x-]------"));
    }
  }

  @Test
  void aSnapshotTellsHowThePaneStands() {
    Recorder recorder =
        rig.recorder(
            "spec_1",
            "\\033]2;#(touch CANARY) ✳ Title\\007\\033[?1049h\\033[H\\033[?25l"
                + "\\033[31mred\\033[0m\\r\\n\\r\\n\\033[Aready");

    Snapshot snapshot = rig.snapshot(recorder.pane());

    assertThat(snapshot.title()).isEqualTo("#(touch CANARY) ✳ Title");
    assertThat(snapshot.lines()).hasSize(50).startsWith("red", "readyready");
    assertThat(snapshot.cursor()).isEqualTo(new Snapshot.Cursor(10, 1));
    assertThat(snapshot.size()).isEqualTo(new Snapshot.Size(200, 50));
    assertThat(snapshot.modes())
        .contains(Snapshot.Mode.ALTERNATE_SCREEN, Snapshot.Mode.CURSOR_HIDDEN)
        .doesNotContain(Snapshot.Mode.DEAD, Snapshot.Mode.COPY_MODE);
    assertThat(
            rig.server
                .snapshot(recorder.pane(), Snapshot.Escapes.WITH)
                .orElseThrow()
                .lines()
                .getFirst())
        .startsWith("\u001b[31mred");
    assertThat(folder.resolve("CANARY")).doesNotExist();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static ProcessIdentity awaitProcess(Path file) throws Exception {
    TerminalRig.await(() -> Files.exists(file) && file.toFile().length() > 0);
    return ProcessIdentity.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }
}
