package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.git.GitBatch.Answer;
import rowlock.git.GitBatch.Request;

final class GitBatchTest {
  private static final String OWN = "rowlock-work/a1/";

  @TempDir Path temporary;
  private Sandbox sandbox;
  private CountingGit git;
  private Repository repository;
  private CommitId base;
  private CommitId second;
  private GitBatch batch;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    base = sandbox.head(sandbox.checkout);
    sandbox.write("a.txt", "a\nmore\n");
    sandbox.write("picture.bin", "\0\1\2");
    second = sandbox.commit("second");
    git = new CountingGit(sandbox.root);
    repository = Repository.open(sandbox.checkout, sandbox.state, git.program());
    batch = repository.batch(Optional.empty(), OWN);
  }

  @Test
  void everyKindOfRequestIsAnsweredInItsPlace() {
    repository.refs().update(ref("old"), base, Optional.empty(), "test");

    List<Answer> answers =
        batch.run(
            List.of(
                new Request.State(),
                new Request.Log("HEAD", 10),
                new Request.DiffStat(base.hex(), "HEAD"),
                new Request.Branches("rowlock-work/"),
                new Request.CreateBranch(OWN + "new", "HEAD"),
                new Request.DeleteBranch(OWN + "old")));

    assertThat(((Answer.State) answers.get(0)).status().head()).contains(second);
    assertThat(((Answer.Log) answers.get(1)).commits())
        .extracting(Commit::id)
        .containsExactly(second, base);
    assertThat(((Answer.DiffStat) answers.get(2)).files())
        .containsExactly(
            new History.FileDiff("a.txt", History.Content.TEXT, 1, 0),
            new History.FileDiff("picture.bin", History.Content.BINARY, 0, 0));
    assertThat(answers.get(3)).isInstanceOf(Answer.Branches.class);
    assertThat(answers.get(4)).isEqualTo(new Answer.Created(new BranchName(OWN + "new"), second));
    assertThat(answers.get(5))
        .isEqualTo(new Answer.Deleted(new BranchName(OWN + "old"), base, List.of()));
    assertThat(repository.refs().at(ref("new"))).contains(second);
    assertThat(repository.refs().at(ref("old"))).isEmpty();
  }

  @Test
  void manyBranchesAreMadeInOneTransaction() {
    git.forget();

    List<Answer> answers = batch.run(creations(50));

    assertThat(answers).hasSize(50).allMatch(Answer.Created.class::isInstance);
    assertThat(git.asked()).filteredOn(line -> line.startsWith("update-ref")).hasSize(1);
  }

  @Test
  void aRequestThatIsRefusedDoesNotTouchTheOthers() {
    repository.refs().update(ref("there"), base, Optional.empty(), "test");
    List<Request> bad =
        List.of(
            new Request.CreateBranch(OWN + "there", "HEAD"),
            new Request.CreateBranch(OWN + "n0/below", "HEAD"),
            new Request.CreateBranch(OWN + "nowhere", "no-such-commit"),
            new Request.CreateBranch("main2", "HEAD"),
            new Request.CreateBranch(OWN + "../x", "HEAD"),
            new Request.CreateBranch(OWN + "twice", "HEAD"),
            new Request.DeleteBranch(OWN + "twice"),
            new Request.DeleteBranch("main"),
            new Request.DeleteBranch(OWN + "missing"),
            new Request.Log("--output=x", 1),
            new Request.DiffStat("HEAD", "^main"));
    List<Request> all = new ArrayList<>(creations(3));
    all.addAll(bad);

    List<Answer> answers = batch.run(all);

    assertThat(answers.subList(0, 3)).allMatch(Answer.Created.class::isInstance);
    assertThat(answers.subList(3, all.size())).allMatch(Answer.Refused.class::isInstance);
    assertThat(repository.refs().at(ref("there"))).contains(base);
    assertThat(sandbox.ref("refs/heads/main")).contains(second);
  }

  @Test
  void aDeletedBranchLeavesWhatNobodyElseHas() {
    sandbox.git(sandbox.checkout, "switch", "-q", "-c", OWN + "work");
    sandbox.write("a.txt", "unmerged\n");
    CommitId work = sandbox.commit("work");

    assertThat(batch.run(List.of(new Request.DeleteBranch(OWN + "work"))).getFirst())
        .as("while it is checked out")
        .isInstanceOf(Answer.Refused.class);

    sandbox.git(sandbox.checkout, "switch", "-q", "main");
    Answer.Deleted deleted =
        (Answer.Deleted) batch.run(List.of(new Request.DeleteBranch(OWN + "work"))).getFirst();

    assertThat(deleted.parked()).singleElement().isInstanceOf(Parked.Work.class);
    assertThat(sandbox.ref(((Parked.Work) deleted.parked().getFirst()).ref().value()))
        .contains(work);
  }

  @Test
  void aWorktreeIsAskedInItsOwnPlace() {
    Worktree worktree =
        repository
            .worktrees(sandbox.folder)
            .borrow(new WorktreeName("w1"), base, new BranchName(OWN + "t"))
            .worktree();
    Sandbox.write(worktree.path(), "new.txt", "new\n");

    List<Answer> answers =
        repository
            .batch(Optional.of(worktree), OWN)
            .run(List.of(new Request.State(), new Request.Log("HEAD", 5)));

    assertThat(((Answer.State) answers.get(0)).status().changed()).containsExactly("new.txt");
    assertThat(((Answer.Log) answers.get(1)).commits())
        .extracting(Commit::id)
        .containsExactly(base);
  }

  @Test
  void aHundredMixedRequestsOfManyAtOnceAllSucceed() throws Exception {
    batch.run(creations(25));
    List<Future<List<Answer>>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 25; n++) {
        List<Request> four =
            List.of(
                new Request.State(),
                new Request.DiffStat("HEAD~1", "HEAD"),
                new Request.CreateBranch(OWN + "m" + n, "HEAD"),
                new Request.DeleteBranch(OWN + "n" + n));
        running.add(threads.submit(() -> repository.batch(Optional.empty(), OWN).run(four)));
      }
    }

    for (Future<List<Answer>> answers : running) {
      assertThat(answers.get()).noneMatch(Answer.Refused.class::isInstance);
    }
    assertThat(repository.refs().below("refs/heads/" + OWN)).hasSize(25);
    sandbox.assertSound();
  }

  @Test
  void tooMuchIsRefusedAtTheEdge() {
    assertThatThrownBy(() -> batch.run(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.run(creations(GitBatch.MAX_REQUESTS + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Request.Log("HEAD", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> repository.batch(Optional.empty(), "no-slash"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contentsOfManyFilesAreReadByOneGit() {
    git.forget();

    List<Optional<byte[]>> contents =
        repository
            .history()
            .contents(
                List.of(
                    new History.FileAt(second, "a.txt"),
                    new History.FileAt(base, "a.txt"),
                    new History.FileAt(base, "no such\nfile"),
                    new History.FileAt(second, "picture.bin")));

    assertThat(contents.get(0))
        .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo("a\nmore\n"));
    assertThat(contents.get(1))
        .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo("a\n"));
    assertThat(contents.get(2)).isEmpty();
    assertThat(contents.get(3)).hasValueSatisfying(it -> assertThat(it).containsExactly(0, 1, 2));
    assertThat(git.asked()).hasSize(1);
  }

  private static RefName ref(String name) {
    return new RefName("refs/heads/" + OWN + name);
  }

  private static List<Request> creations(int count) {
    return IntStream.range(0, count)
        .<Request>mapToObj(n -> new Request.CreateBranch(OWN + "n" + n, "HEAD"))
        .toList();
  }
}
