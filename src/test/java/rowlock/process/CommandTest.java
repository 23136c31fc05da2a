package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;

  @Test
  void theStreamsAreKeptApart() {
    Result result = sh("echo one; echo two >&2; exit 3").run();

    assertThat(result.ending()).isEqualTo(new Result.Ending.Exited(3));
    assertThat(result.out().text()).isEqualTo("one\n");
    assertThat(result.err().text()).isEqualTo("two\n");
    assertThat(result.succeeded()).isFalse();
    assertThat(result.duration()).isPositive();
  }

  @Test
  void mergedStreamsKeepTheOrderOfWriting() {
    Result result = sh("echo 1; echo 2 >&2; echo 3").with(new Capture.Merged(100)).run();

    assertThat(result.out().text()).isEqualTo("1\n2\n3\n");
    assertThat(result.err().totalBytes()).isZero();
  }

  @Test
  void theInputArrivesWholeAndEnds() {
    byte[] input = "x\0y\n".repeat(1 << 19).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Result result = Command.of(folder, "cat").with(Input.of(input)).run();

    assertThat(result.out().bytes()).isEqualTo(input);
  }

  @Test
  void aProgramThatDoesNotReadItsInputEndsWell() {
    Result result = sh("exit 0").with(Input.of("x".repeat(1 << 20))).run();

    assertThat(result.succeeded()).isTrue();
  }

  @Test
  void ofAGibibyteOnlyTheBeginningIsKeptAndEverythingMeasured() throws IOException {
    Path log = folder.resolve("log");

    Result result =
        sh("head -c 1073741824 /dev/zero").with(new Capture.Logged(1000, log, 5000)).run();

    assertThat(result.succeeded()).isTrue();
    assertThat(result.out().totalBytes()).isEqualTo(1L << 30);
    assertThat(result.out().bytes()).hasSize(1000);
    assertThat(result.out().truncated()).isTrue();
    // sha256sum of 1 GiB of zeros.
    assertThat(result.out().sha256())
        .isEqualTo("49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14");
    assertThat(log).hasSize(5000);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLogThatCannotBeOpenedStartsNothing() {
    Command command =
        sh("touch started").with(new Capture.Logged(10, folder.resolve("no/log"), 10));

    assertThatThrownBy(command::run).isInstanceOf(java.io.UncheckedIOException.class);
    assertThat(folder.resolve("started")).doesNotExist();
  }

  @Test
  void atTheDeadlineTheWholeGroupIsEnded() throws IOException {
    Result result = sh("sleep 98761 & sleep 98762").within(SHORT).run();

    assertThat(result.ending()).isEqualTo(new Result.Ending.DeadlineReached(SHORT));
    assertThat(result.survivors()).isEmpty();
    assertThat(running("98761", "98762")).isEmpty();
  }

  @Test
  void aProgramThatIgnoresTermIsKilledAtTheDeadline() throws IOException {
    Result result = sh("trap '' TERM; while :; do sleep 98763; done").within(SHORT).run();

    assertThat(result.ending()).isInstanceOf(Result.Ending.DeadlineReached.class);
    assertThat(running("98763")).isEmpty();
  }

  @Test
  void aHaltedProgramIsEndedAtTheDeadline() {
    Result result = sh("kill -STOP $$").within(SHORT).run();

    assertThat(result.ending()).isInstanceOf(Result.Ending.DeadlineReached.class);
    assertThat(result.survivors()).isEmpty();
  }

  @Test
  void whatKeepsTheOutputOpenIsEndedWithTheCommand() throws IOException {
    Result result = sh("echo said; sleep 98764 &").run();

    assertThat(result.ending()).isEqualTo(new Result.Ending.Exited(0));
    assertThat(result.out().text()).isEqualTo("said\n");
    assertThat(result.out().complete()).isTrue();
    assertThat(running("98764")).isEmpty();
  }

  @Test
  void aDaemonOfALeashedCommandIsEndedWithIt() throws IOException {
    Command command = sh("setsid sh -c 'setsid sleep 98765 & setsid sleep 98766 &' >/dev/null");

    Result result = command.with(Environment.BASIC.leashed(Leash.random())).run();

    assertThat(result.ending()).isEqualTo(new Result.Ending.Exited(0));
    assertThat(result.survivors()).isEmpty();
    assertThat(running("98765", "98766")).isEmpty();
  }

  @Test
  void anInterruptedRunEndsItsProgram() throws Exception {
    SynchronousQueue<Throwable> thrown = new SynchronousQueue<>();
    Path fifo = folder.resolve("fifo");
    assertThat(Command.of(folder, "mkfifo", "fifo").run().succeeded()).isTrue();
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                sh("exec 3>fifo; sleep 98767").run();
              } catch (CancellationException e) {
                thrown.offer(e);
                put(thrown, e);
              }
            });
    // Opening returns when the program has opened the other end.
    try (var opened = Files.newInputStream(fifo)) {
      runner.interrupt();
      assertThat(thrown.take()).hasMessageContaining("ended");
      assertThat(opened.read()).isEqualTo(-1);
    }
    assertThat(running("98767")).isEmpty();
  }

  private static void put(SynchronousQueue<Throwable> queue, Throwable value) {
    Thread.interrupted();
    try {
      queue.put(value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onlyAllowedVariablesAreInherited() {
    Environment environment = new Environment(List.of("PATH"), Map.of("GIVEN", "a\nb"));

    Result result = Command.of(folder, "env", "-0").with(environment).run();

    Set<String> names =
        List.of(result.out().text().split("\0", 0)).stream()
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(Collectors.toSet());
    assertThat(names).containsExactlyInAnyOrder("PATH", "GIVEN");
    assertThat(result.out().text()).contains("GIVEN=a\nb\0");
  }

  @ParameterizedTest
  @MethodSource("rowlock.process.Hostile#strings")
  void aHostileArgumentArrivesAsItIsAndRunsNothing(String text) {
    Result result = Command.of(folder, "printf", "%s", text).run();

    assertThat(result.out().text()).isEqualTo(text);
    assertThat(folder.resolve(Hostile.CANARY)).doesNotExist();
  }

  @Test
  void aNulInAnArgumentIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Command.of(folder, "echo", "a\0b"));
  }

  @Test
  void whatCannotBeStartedSaysWhy() {
    assertReason(Command.of(folder, "no-such-program"), StartFailed.Reason.PROGRAM_MISSING);
    assertReason(Command.of(folder, "./no-such"), StartFailed.Reason.PROGRAM_MISSING);
    assertReason(Command.of(folder, "/"), StartFailed.Reason.PROGRAM_MISSING);
    assertReason(Command.of(folder.resolve("gone"), "true"), StartFailed.Reason.DIRECTORY_MISSING);
    assertReason(
        Command.of(folder, "echo", "x".repeat(1 << 20)), StartFailed.Reason.ARGUMENTS_TOO_LONG);
    List<String> many = new java.util.ArrayList<>(List.of("echo"));
    many.addAll(java.util.Collections.nCopies(100, "x".repeat(100_000)));
    assertReason(Command.of(folder, many), StartFailed.Reason.ARGUMENTS_TOO_LONG);
  }

  @Test
  void aProgramInTheWorkingDirectoryIsNotFoundByItsBareName() throws IOException {
    Path program = folder.resolve("planted");
    Files.writeString(program, "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Environment careless = new Environment(List.of(), Map.of("PATH", ".::/usr/bin"));

    assertReason(Command.of(folder, "planted").with(careless), StartFailed.Reason.PROGRAM_MISSING);
    assertThat(Command.of(folder, "./planted").with(careless).run().succeeded()).isTrue();
  }

  @Test
  void theLongestArgumentIsTaken() {
    String longest = "x".repeat(Arguments.MAX_ARGUMENT_BYTES);

    Result result = Command.of(folder, "printf", "%s", longest).run();

    assertThat(result.out().totalBytes()).isEqualTo(longest.length());
  }

  @Test
  void aFailingForkIsToldAsExhaustion() {
    var said = new IOException("Cannot run program \"x\": error=11, Resource temporarily ...");

    assertThat(StartFailed.because("x", said).retryable()).isTrue();
    assertThat(StartFailed.because("x", new IOException("Too many open files")).retryable())
        .isTrue();
  }

  @Test
  void descriptionsNameNoArgumentsAndNoValues() {
    Command command =
        Command.of(folder, "echo", "s3cret").with(Environment.BASIC.with("TOKEN", "s3cret"));

    assertThat(command.toString()).doesNotContain("s3cret");
    assertThat(command.environment().toString()).contains("TOKEN").doesNotContain("s3cret");
  }

  private void assertReason(Command command, StartFailed.Reason reason) {
    assertThatThrownBy(command::run)
        .isInstanceOfSatisfying(
            StartFailed.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private Command sh(String script) {
    return Command.of(folder, "sh", "-c", script);
  }

  /// The sleepers with these arguments, which no other test uses.
  private static List<String> running(String... seconds) throws IOException {
    return Running.withArguments(seconds);
  }
}
