package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessIdentityTest {
  @Test
  void weAreAlive() {
    assertThat(ProcessIdentity.current().liveness()).isEqualTo(Liveness.ALIVE);
  }

  @Test
  void aNumberGivenToALaterProcessIsGone() {
    ProcessIdentity me = ProcessIdentity.current();

    assertThat(new ProcessIdentity(me.pid(), me.startTicks() - 1, me.boot()).liveness())
        .isEqualTo(Liveness.GONE);
    assertThat(new ProcessIdentity(me.pid(), me.startTicks(), "other-boot").liveness())
        .isEqualTo(Liveness.GONE);
  }

  @Test
  void aZombieIsGone() throws Exception {
    // The shell becomes a program that waits for nobody, so its child stays a zombie.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 1000").start();
    try {
      long child = Long.parseLong(parent.inputReader().readLine());
      Patience patience = new Patience(Duration.ofSeconds(30));
      while (!isZombie(child)) {
        assertThat(patience.pause()).isTrue();
      }

      assertThat(ProcessIdentity.of(child)).isEmpty();
      assertThat(new LinuxProcessTable().all()).noneMatch(entry -> entry.pid() == child);
    } finally {
      parent.destroyForcibly();
    }
  }

  private static boolean isZombie(long pid) throws java.io.IOException {
    return java.nio.file.Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
  }

  @Test
  void withoutDescriptorsTheAnswerIsUnknown() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");

    Result result =
        Command.of(Path.of("/"), List.of(java, "-cp", classes, WithoutDescriptors.class.getName()))
            .run();

    assertThat(result.out().text()).isEqualTo("UNKNOWN ALIVE\n");
  }

  @Test
  void whatIsWrittenIsRead() {
    ProcessIdentity me = ProcessIdentity.current();

    assertThat(ProcessIdentity.parse(me.text() + "\n")).contains(me);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1 2", "0 1 b", "-5 1 b", "1 2 b c", "99999999999 1 b", "never\n"})
  void whatIsNoIdentityIsNotReadAsOne(String text) {
    assertThat(ProcessIdentity.parse(text)).isEmpty();
  }

  @Test
  void thePortableTableKnowsTheSameProcesses() {
    PortableProcessTable table = new PortableProcessTable();
    ProcessIdentity me = table.identify(ProcessHandle.current().pid()).orElseThrow();

    assertThat(table.liveness(me)).isEqualTo(Liveness.ALIVE);
    assertThat(table.liveness(new ProcessIdentity(me.pid(), me.startTicks() - 60, me.boot())))
        .isEqualTo(Liveness.GONE);
    assertThat(table.all()).anyMatch(entry -> entry.identity().equals(me));
  }

  @Test
  void signalsThatWouldReachUsOrEverybodyAreRefused() {
    for (long pid : new long[] {-1, 0, 1, ProcessHandle.current().pid(), 1L << 40}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Signal.TERM.sendTo(pid));
      assertThatIllegalArgumentException().isThrownBy(() -> Signal.TERM.sendToGroup(pid));
    }
  }
}
