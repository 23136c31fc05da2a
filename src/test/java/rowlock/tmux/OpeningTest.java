package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import rowlock.process.JobSpec;
import rowlock.process.JobState;

@ParameterizedClass
@EnumSource(Reach.class)
final class OpeningTest {
  private static final JobName SPEC_1 = new JobName("spec_1");
  private static final JobName SPEC_10 = new JobName("spec_10");

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
  void jobsThatStartTogetherDoNotKeepEachOther() {
    JobName again = new JobName("again");
    rig.host.start(again, sh("zero", "exit 0"));
    rig.awaitMode(rig.pane("again"), Snapshot.Mode.DEAD);
    Job busy = rig.host.start(SPEC_10, sh("ten", "exec sleep 1000"));
    JobSpec other = sh("other", "echo $ONLY_HERE; exec sleep 1000");

    List<Opening.Outcome> outcomes =
        rig.host.startAll(
            List.of(
                new Opening(SPEC_1, sh("one", "exec sleep 1000")),
                new Opening(SPEC_10, sh("refused", "touch ran")),
                new Opening(new JobName("spec_2"), sh("ten", "touch ran")),
                new Opening(again, sh("again", "exec sleep 1000")),
                new Opening(
                    new JobName("other"),
                    other.with(new Environment(List.of("PATH"), Map.of("ONLY_HERE", "here")))),
                new Opening(SPEC_1, sh("twice", "touch ran"))));

    assertThat(outcomes)
        .extracting(one -> one instanceof Opening.Outcome.Started)
        .containsExactly(true, false, false, true, true, false);
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(busy.state()).isInstanceOf(JobState.Running.class);
    assertThat(rig.server.panes())
        .extracting(pane -> pane.name().value())
        .containsExactlyInAnyOrder("again", "spec_10", "spec_1", "other");
    for (Opening.Outcome outcome : outcomes) {
      if (outcome instanceof Opening.Outcome.Started(Job job)) {
        assertThat(job.state()).isInstanceOf(JobState.Running.class);
        assertThat(rig.host.end(job, TerminalRig.LONG)).isEmpty();
      }
    }
    assertThat(rig.host.end(busy, TerminalRig.LONG)).isEmpty();
  }

  private JobSpec sh(String job, String script) {
    return JobSpec.of(folder.resolve(job), folder, List.of("sh", "-c", script));
  }
}
