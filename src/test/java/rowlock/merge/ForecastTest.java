package rowlock.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.git.BranchName;
import rowlock.git.Collected;
import rowlock.git.CommitId;
import rowlock.git.Founding;
import rowlock.git.Identity;
import rowlock.git.Repository;
import rowlock.git.Worktree;
import rowlock.git.WorktreeName;
import rowlock.git.WorktreePool;
import rowlock.meter.Cache;
import rowlock.meter.Lookups;
import rowlock.meter.Meters;
import rowlock.meter.Work;

final class ForecastTest {
  private static final Identity ADA = new Identity("Ada", "ada@example.org");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final Meters meters = new Meters(NOW);
  @TempDir Path temporary;
  private Repository repository;
  private WorktreePool pool;
  private CommitId base;
  private Forecast forecast;

  @BeforeEach
  void open() throws IOException {
    Path checkout = Files.createDirectories(temporary.resolve("project/src")).resolveSibling("");
    for (String file : List.of("a.txt", "b.txt", "src/c.txt", "src/d.txt")) {
      Files.writeString(checkout.resolve(file), "one\ntwo\nthree\n");
    }
    Founding.of(checkout, new BranchName("main"), ADA, NOW);
    repository = Repository.open(checkout, temporary.resolve("state"));
    pool = repository.worktrees(temporary.resolve("worktrees"));
    base = repository.head().commit();
    forecast = new Forecast(repository, meters);
  }

  @Test
  void branchesThatChangeTheSameLineClashAndOthersDoNot() {
    List<Forecast.Tip> tips =
        List.of(tip("w1", "a.txt", "x\n"), tip("w2", "a.txt", "y\n"), tip("w3", "b.txt", "z\n"));

    Forecast.Outlook outlook = forecast.look(tips, NOW);

    assertThat(outlook.clashes())
        .containsExactly(new Forecast.Clash(tips.get(0), tips.get(1), List.of("a.txt"), NOW));
    assertThat(outlook.counts()).isEqualTo(new Forecast.Counts(3, 2, 0, 1, 0));
  }

  @Test
  void onlyPairsWithANewTipAreMergedAgain() {
    List<Forecast.Tip> tips =
        new ArrayList<>(
            List.of(
                tip("w1", "a.txt", "x\n"), tip("w2", "a.txt", "y\n"), tip("w3", "a.txt", "z\n")));
    forecast.look(tips, NOW);

    assertThat(forecast.look(tips, LATER).counts()).isEqualTo(new Forecast.Counts(3, 0, 3, 0, 0));

    tips.set(2, tip("w3", "a.txt", "z\nmore\n"));
    Forecast.Outlook outlook = forecast.look(tips, LATER);

    assertThat(outlook.counts()).isEqualTo(new Forecast.Counts(3, 0, 1, 2, 0));
    assertThat(outlook.clashes()).extracting(Forecast.Clash::computed).contains(NOW, LATER);
    assertThat(meters.of(Cache.CONFLICT).read()).contains(new Lookups.Found(4, 5));
    assertThat(meters.of(Work.FORECAST).read().orElseThrow().count()).isEqualTo(3);
  }

  @Test
  void aFileInThePlaceOfAFolderClashes() {
    List<Forecast.Tip> tips =
        List.of(tip("w1", "new", "a file\n"), tip("w2", "new/file.txt", "in a folder\n"));

    assertThat(forecast.look(tips, NOW).clashes()).hasSize(1);
  }

  @Test
  void aNewFileInAFolderThatAnotherMovedClashesWithoutACommonPath() throws IOException {
    Worktree mover = worktree("w1");
    Files.move(mover.path().resolve("src"), mover.path().resolve("lib"));
    List<Forecast.Tip> tips =
        List.of(new Forecast.Tip("w1", collect(mover)), tip("w2", "src/new.txt", "new\n"));

    assertThat(forecast.look(tips, NOW).clashes()).hasSize(1);
  }

  @Test
  void whatWasChangedAndChangedBackStillCountsAsTouched() throws IOException {
    Worktree reverting = worktree("w1");
    Files.writeString(reverting.path().resolve("a.txt"), "changed\n");
    CommitId changed = collect(reverting);
    Forecast.Tip onTop = tip("w2", changed, "b.txt", "b\n");
    Files.writeString(reverting.path().resolve("a.txt"), "one\ntwo\nthree\n");
    Forecast.Tip back = new Forecast.Tip("w1", collect(reverting));
    Forecast.Tip again = tip("w3", changed, "a.txt", "changed\nand again\n");

    Forecast.Outlook outlook = forecast.look(List.of(onTop, back, again), NOW);

    assertThat(outlook.clashes())
        .singleElement()
        .satisfies(clash -> {
          assertThat(List.of(clash.one(), clash.other())).containsExactly(back, again);
          assertThat(clash.paths()).containsExactly("a.txt");
        });
  }

  @Test
  void whatIsTooMuchForOneLookIsToldAndDoneByTheNext() {
    int tips = 33;
    CommitId first = tip("w0", "a.txt", "first\n").commit();
    CommitId tree = first;
    List<Forecast.Tip> many =
        IntStream.range(0, tips).mapToObj(n -> new Forecast.Tip("w" + n, commit(tree, n))).toList();

    Forecast.Counts counts = forecast.look(many, NOW).counts();

    int pairs = tips * (tips - 1) / 2;
    assertThat(counts)
        .isEqualTo(
            new Forecast.Counts(pairs, 0, 0, Forecast.MAX_MERGES, pairs - Forecast.MAX_MERGES));
    assertThat(forecast.look(many, LATER).counts())
        .isEqualTo(
            new Forecast.Counts(pairs, 0, Forecast.MAX_MERGES, pairs - Forecast.MAX_MERGES, 0));
  }

  @Test
  void nobodyAndOneAloneClashWithNobody() {
    assertThat(forecast.look(List.of(), NOW).clashes()).isEmpty();
    assertThat(forecast.look(List.of(tip("w1", "a.txt", "x\n")), NOW).counts().pairs()).isZero();
  }

  /// A commit of the same content beside the others, so that every pair has a path in common.
  private CommitId commit(CommitId like, int number) {
    return repository
        .merging()
        .commit(repository.history().tree(like), List.of(base), "n" + number, ADA, NOW);
  }

  private Forecast.Tip tip(String name, String path, String content) {
    return tip(name, base, path, content);
  }

  private Forecast.Tip tip(String name, CommitId from, String path, String content) {
    Worktree worktree =
        pool.borrow(new WorktreeName(name), from, new BranchName("t/" + name)).worktree();
    try {
      Path file = worktree.path().resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Forecast.Tip(name, collect(worktree));
  }

  private Worktree worktree(String name) {
    return pool.borrow(new WorktreeName(name), base, new BranchName("t/" + name)).worktree();
  }

  private static CommitId collect(Worktree worktree) {
    return ((Collected.Work) worktree.collect("work", ADA, NOW)).tip();
  }
}
