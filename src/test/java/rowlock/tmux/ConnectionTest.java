package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.process.Liveness;
import rowlock.process.Patience;
import rowlock.process.ProcessIdentity;
import rowlock.process.RuntimeDirectory;
import rowlock.process.Signal;

final class ConnectionTest {
  @TempDir private Path folder;
  private TerminalRig rig = new TerminalRig(Path.of("/"), Reach.CONNECTION);
  private Link link = new Link(new Client(Path.of("/"), Duration.ZERO), "none");

  @BeforeEach
  void connectionOfItsOwn() {
    rig = new TerminalRig(folder, Reach.PROCESSES);
    rig.server.start();
    link = new Link(new Client(rig.server.socket(), TerminalRig.LONG), TmuxServer.SESSION);
    assertThat(link.connect()).isTrue();
  }

  @AfterEach
  void nothingIsLeft() {
    link.disconnect();
    rig.close();
  }

  @Test
  void answersComeToTheThreadThatAsked() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Answer>>> tasks =
          IntStream.range(0, 50)
              .<Callable<List<Answer>>>mapToObj(i ->
                  () ->
                      link.askAll(IntStream.range(0, 40).mapToObj(j -> echo(i + "." + j)).toList()))
              .toList();
      List<Future<List<Answer>>> all = threads.invokeAll(tasks);
      for (int i = 0; i < all.size(); i++) {
        int thread = i;
        assertThat(all.get(i).get())
            .isEqualTo(
                IntStream.range(0, 40)
                    .<Answer>mapToObj(j -> new Answer.Done(thread + "." + j + "\n"))
                    .toList());
      }
    }
    assertThat(link.number()).isEqualTo(1);
  }

  @Test
  void oneRefusedRequestDoesNotKeepTheOthers() {
    List<Answer> answers =
        link.askAll(
            List.of(
                Request.of(
                    List.of(
                        List.of("display-message", "-p", "before"),
                        List.of("kill-pane", "-t", "%99"),
                        List.of("set-option", "-s", "@never", "1"))),
                Request.of("no-such-command"),
                Request.of("show-options", "-sv", "@never"),
                echo("after")));

    assertThat(answers.get(0)).isEqualTo(new Answer.Refused("can't find pane: %99"));
    assertThat(answers.get(1)).isInstanceOf(Answer.Refused.class);
    assertThat(answers.get(2)).isInstanceOf(Answer.Refused.class);
    assertThat(answers.get(3)).isEqualTo(new Answer.Done("after\n"));
  }

  @Test
  void requestsThatWereSentToAServerThatIsKilledAreUnclearOrAnswered() {
    ProcessIdentity server = running();
    List<Request> requests =
        IntStream.range(0, 300)
            .mapToObj(i -> i == 150 ? Request.of("run-shell", "kill -9 " + server.pid()) : set(i))
            .toList();

    List<Answer> answers = link.askAll(requests);

    // What was done and not yet told when the server died cannot be known either.
    long done = answers.stream().takeWhile(new Answer.Done("")::equals).count();
    assertThat(done).isLessThanOrEqualTo(150);
    assertThat(answers.subList((int) done, 300))
        .allMatch(one -> one instanceof Answer.Unclear || one instanceof Answer.NoServer);
    // The kernel may be about to close its socket.
    Patience patience = new Patience(Duration.ofSeconds(10));
    Answer late = link.ask(echo("late"));
    while (!(late instanceof Answer.NoServer) && patience.pause()) {
      late = link.ask(echo("late"));
    }
    assertThat(late).isEqualTo(new Answer.NoServer());
  }

  @Test
  void aHaltedServerDoesNotAnswerInTimeAndIsReachedAgainLater() {
    ProcessIdentity server = running();
    Client hasty = new Client(rig.server.socket(), Duration.ofMillis(300));
    Link impatient = new Link(hasty, TmuxServer.SESSION);
    assertThat(impatient.connect()).isTrue();
    Signal.STOP.sendTo(server);

    Answer small = impatient.ask(set(1));
    Answer large = impatient.ask(Request.of("set-buffer", "-b", "x", "y".repeat(1 << 20)));

    Signal.CONT.sendTo(server);
    assertThat(small).isInstanceOf(Answer.Unclear.class);
    assertThat(large).isInstanceOf(Answer.Unclear.class);
    TerminalRig.await(() -> impatient.ask(echo("x")).equals(new Answer.Done("x\n")));
    TerminalRig.await(() -> impatient.ask(echo("x")) instanceof Answer.Done && impatient.isUp());
    impatient.disconnect();
  }

  @Test
  void aKilledClientIsReplacedAndNothingIsMissed() {
    ProcessIdentity client = client();
    Signal.KILL.sendTo(client);

    for (int i = 0; i < 20; i++) {
      assertThat(link.ask(echo("text " + i))).isEqualTo(new Answer.Done("text " + i + "\n"));
    }
    TerminalRig.await(() -> link.ask(echo("x")) instanceof Answer.Done && link.number() == 2);
    assertThat(client.liveness()).isEqualTo(Liveness.GONE);
  }

  @Test
  void disconnectingEndsTheClientAndNotTheServer() {
    ProcessIdentity client = client();

    link.disconnect();

    TerminalRig.await(() -> client.liveness() == Liveness.GONE);
    assertThat(link.ask(echo("x"))).isEqualTo(new Answer.Done("x\n"));
    assertThat(link.isUp()).isFalse();
  }

  @Test
  void withoutAServerThereIsNoConnection() throws Exception {
    TmuxServer none =
        TmuxServer.of(Files.createDirectory(folder.resolve("none")), new RuntimeDirectory(folder));

    assertThat(none.connect()).isFalse();
    assertThat(none.panes()).isEmpty();
    none.start();
    assertThat(none.connect()).isTrue();
    none.shutDown();
    none.disconnect();
  }

  @Test
  void aScreenThatShowsEveryEndThereCanBeIsReadAsItStands() {
    rig.start(
        "spec_1",
        "n=$(($(date +%s)+1)); i=0; while [ $i -lt 40 ]; do printf '%%end %s %s 1\\n' $n $i;"
            + " i=$((i+1)); done; printf '%%exit\\n%%output %%1 x\\n'; exec sleep 1000");
    PaneId pane = rig.pane("spec_1");
    TerminalRig.await(() -> rig.server.capture(pane, 0).contains("%output"));

    String byProcess = rig.server.capture(pane, 0);
    String byConnection =
        Screen.text(
            link.ask(new Screen(Request.HEAD, 0, Snapshot.Escapes.WITHOUT).request(pane))
                .text("screen"));

    List<PaneId> all = new ArrayList<>(List.of(pane));
    for (String name : List.of("spec_2", "spec_3", "spec_4")) {
      rig.start(name, "exec sleep 1000");
      all.add(rig.pane(name));
    }
    assertThat(new Screens(link).captures(all.reversed(), 0))
        .hasSize(4)
        .containsEntry(pane, byProcess)
        .isEqualTo(rig.server.captures(all, 0));

    assertThat(byConnection).isEqualTo(byProcess).contains("%exit\n%output %1 x\n");
    assertThat(link.ask(echo("on"))).isEqualTo(new Answer.Done("on\n"));
    assertThat(link.number()).isEqualTo(1);
  }

  @Test
  void aWordWithANulIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> link.ask(echo("a\0b"))).isInstanceOf(IllegalArgumentException.class);
    assertThat(link.ask(echo("on"))).isEqualTo(new Answer.Done("on\n"));
    assertThat(link.number()).isEqualTo(1);
  }

  private static Request echo(String text) {
    return Request.of("display-message", "-p", text);
  }

  private static Request set(int number) {
    return Request.of("set-option", "-s", "@number", Integer.toString(number));
  }

  private ProcessIdentity running() {
    return ((ServerState.Running) rig.server.state()).identity();
  }

  private ProcessIdentity client() {
    String pid = link.ask(Request.of("list-clients", "-F", "#{client_pid}")).text("clients");
    return ProcessIdentity.of(Long.parseLong(pid.strip())).orElseThrow();
  }
}
