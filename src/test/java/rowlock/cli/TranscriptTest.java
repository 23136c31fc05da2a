package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.cli.Typist.Seen;
import rowlock.console.Terminal;

/// What is typed, and what comes back, on real journals.
class TranscriptTest {
  @TempDir Path folder;

  @Test
  void aTaskGoesFromAddedToDone() {
    Typist typist = Typist.inProject(folder);
    assertThat(typist.types("task", "add", "Write the parser").out())
        .isEqualTo("t1  available  Write the parser\n");
    assertThat(typist.types("task", "add", "Test it", "--after", "t1").out())
        .isEqualTo("t2  blocked  Test it\n");
    Seen claim = typist.types("claim", "anna", "--json");
    assertThat(claim.data()).containsKeys("task", "fence", "lease_until", "brief");
    String fence = Long.toString(claim.number("fence"));
    assertThat(typist.types("start", "anna", "t1", "--fence", fence).out())
        .isEqualTo("t1 is in_progress\n");
    assertThat(typist.types("complete", "anna", "t1", "--fence", fence, "It reads.").out())
        .isEqualTo("t1 is done\n");
    assertThat(typist.types("task", "list").out())
        .isEqualTo(
            """
            TASK  STATUS     PRI  AGENT  TITLE
            t1    done         5         Write the parser
            t2    available    5         Test it
            """);
    assertThat(typist.types("status").out())
        .startsWith("Port the parser\n2 tasks: 1 available, 1 done\n");
  }

  @Test
  void aStaleFenceIsRefusedWithCodeAndHint() {
    Typist typist = Typist.inProject(folder);
    typist.types("task", "add", "One");
    typist.types("claim", "anna");
    Seen seen = typist.types("complete", "anna", "t1", "--fence", "1", "done").mustEndWith(1);
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err())
        .startsWith("rowlock: fence 1 is not the current claim of task t1")
        .contains("claim again");
  }

  @Test
  void aSecondInitChangesNothingAndSaysSo() {
    Typist typist = Typist.inProject(folder);
    typist.types("task", "add", "One");
    Seen seen = typist.types("init", "Another goal").mustEndWith(1);
    assertThat(seen.err())
        .contains("there is already a project", "Port the parser", "rowlock goal");
    assertThat(typist.types("task", "list", "--json").number("total")).isEqualTo(1);
    assertThat(typist.types("goal").out()).isEqualTo("Port the parser\n");
    typist.types("goal", "Another goal").mustEndWith(0);
    assertThat(typist.types("goal").out()).isEqualTo("Another goal\n");
  }

  @Test
  void theProjectIsTheNearestUpwardOrTheNamedOne() throws IOException {
    Typist.inProject(folder);
    Path below = Files.createDirectories(folder.resolve("a/b"));
    assertThat(Typist.in(below).types("goal").out()).isEqualTo("Port the parser\n");
    Path elsewhere = Files.createTempDirectory("elsewhere");
    Typist other = Typist.in(elsewhere);
    assertThat(other.types("goal").mustEndWith(2).err()).contains("no project");
    assertThat(other.types("goal", "--project", folder.toString()).out())
        .isEqualTo("Port the parser\n");
    assertThat(other.with(Map.of("ROWLOCK_PROJECT", folder.toString())).types("goal").out())
        .isEqualTo("Port the parser\n");
    assertThat(other.types("goal", "--project", "nowhere").mustEndWith(2).err())
        .contains("there is no folder");
  }

  @Test
  void theSameKeyDoesItOnceAndAnotherContentIsRefused() {
    Typist typist = Typist.inProject(folder);
    Seen first = typist.types("task", "add", "One", "--key", "k1", "--json").mustEndWith(0);
    Seen again = typist.types("task", "add", "One", "--key", "k1", "--json").mustEndWith(0);
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(typist.types("task", "list", "--json").number("total")).isEqualTo(1);
    Seen other = typist.types("task", "add", "Two", "--key", "k1", "--json").mustEndWith(1);
    assertThat(other.error()).containsEntry("code", "key_conflict");
  }

  @Test
  void aLeaseThatIsOverShowsAsOverBeforeAnybodyWritesItDown() throws Exception {
    Typist typist = Typist.inProject(folder);
    typist.types("task", "add", "One", "--max-retries", "0");
    typist.types("claim", "anna", "--lease", "1s").mustEndWith(0);
    // The setting cannot be shortened below a second, so this waits for the journal's clock.
    Seen seen = typist.types("task", "show", "t1", "--json");
    while (seen.out().contains("\"claimed\"")) {
      seen = typist.types("task", "show", "t1", "--json");
    }
    assertThat(seen.data()).containsEntry("status", "failed");
    assertThat(typist.types("status").out()).contains("1 failed");
    assertThat(typist.types("log", "--json").out()).doesNotContain("attempt_failed");
  }

  @Test
  void wordsOfOthersCannotReachTheTerminal() {
    Typist typist = Typist.inProject(folder);
    typist.types("discover", "anna", "one\u202Etwo\u200B").mustEndWith(0);
    assertThat(typist.types("discoveries").out()).contains("one\uFFFDtwo\uFFFD");
    assertThat(typist.types("discoveries", "--json").out())
        .contains("one\\u202etwo\\u200b")
        .doesNotContain("\u202E");
  }

  @Test
  void coloursAppearOnlyOnATerminalThatWantsThem() {
    Typist typist = Typist.inProject(folder);
    typist.types("task", "add", "One");
    Typist there = typist.at(new Terminal.Screen(true, true, 100));
    assertThat(typist.types("task", "list").out()).doesNotContain("\u001B");
    assertThat(there.types("task", "list").out()).contains("\u001B[2m");
    assertThat(there.with(Map.of("NO_COLOR", "1")).types("task", "list").out())
        .doesNotContain("\u001B");
  }

  @Test
  void aTitleTooLongIsRefusedWithFieldAndLimit() {
    Typist typist = Typist.inProject(folder);
    Seen seen = typist.types("task", "add", "x".repeat(1 << 20)).mustEndWith(2);
    assertThat(seen.err()).contains("title: at most 500 characters").hasSizeLessThan(300);
    typist.types("task", "add", "esc \u001B[2J").mustEndWith(2);
    typist.types("task", "add", "--id", "../../x", "One").mustEndWith(2);
    typist.types("task", "add", "--id", "--upload-pack=x", "One").mustEndWith(2);
    assertThat(typist.types("task", "list", "--json").number("total")).isZero();
  }

  @Test
  void aFaultOfOursIsOneSentenceAndALog() {
    Typist typist = Typist.inProject(folder).with(new BrokenWorkshop());
    Seen seen = typist.types("stop").mustEndWith(4);
    assertThat(seen.err()).contains("a fault in rowlock itself", "crash.log");
    assertThat(seen.err()).doesNotContain("\tat ", "Exception in thread");
    assertThat(folder.resolve(".rowlock/crash.log")).content().contains("BrokenWorkshop");
  }

  @Test
  void aWrongWordSuggestsTheRightOne() {
    Seen seen = Typist.in(folder).types("stauts").mustEndWith(2);
    assertThat(seen.err()).contains("status");
  }

  @Test
  void aJournalThatWasTamperedWithIsNamed() throws IOException {
    Typist typist = Typist.inProject(folder);
    Files.writeString(folder.resolve(".rowlock/journal.db"), "not a database at all");
    Seen seen = typist.types("task", "list", "--json").mustEndWith(4);
    assertThat(seen.error().get("code")).asString().startsWith("journal_");
  }
}
