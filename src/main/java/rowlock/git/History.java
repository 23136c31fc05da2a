package rowlock.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What commits say: their order, content and messages. Only reads, so any thread may, at any time.
public final class History {
  /// The most commits told at once.
  public static final int MAX_COMMITS = 10_000;

  private static final Pattern BLANK = Pattern.compile(" ");
  private final FrozenGit git;

  History(FrozenGit git) {
    this.git = git;
  }

  /// Whether one commit is the other, or a predecessor of it.
  public boolean isAncestor(CommitId earlier, CommitId later) {
    GitCommand command = git.command("merge-base", "--is-ancestor", earlier.hex(), later.hex());
    GitOutput answer = command.run();
    return switch (answer.exitCode()) {
      case 0 -> true;
      case 1 -> false;
      default -> throw command.failure("the histories cannot be compared", answer);
    };
  }

  /// The content of a commit.
  public TreeId tree(CommitId commit) {
    return new TreeId(
        git.command("rev-parse", "--verify", "--end-of-options", commit + "^{tree}")
            .orFail("the content of " + commit + " cannot be found")
            .text());
  }

  /// The files of a commit, sorted by path.
  public List<String> files(CommitId commit) {
    return git.command("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.hex(), "--")
        .orFail("the files of " + commit + " cannot be listed")
        .fields();
  }

  /// The files that differ between two commits, sorted by path; a renamed file counts as both.
  public List<String> changedPaths(CommitId from, CommitId to) {
    return git.command(
            "diff-tree",
            "-r",
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            from.hex(),
            to.hex(),
            "--")
        .orFail("the changed files cannot be listed")
        .fields();
  }

  /// The commits that a later commit has and an earlier one has not, newest first; the newest
  /// [#MAX_COMMITS] if there are more.
  public List<Commit> between(CommitId earlier, CommitId later) {
    List<String> fields =
        git.command(
                "log",
                "-z",
                "--encoding=UTF-8",
                "--max-count=" + MAX_COMMITS,
                "--format=%H%n%T%n%P%n%an <%ae>%n%ct%n%s",
                later.hex(),
                "^" + earlier.hex(),
                "--")
            .orFail("the log cannot be read")
            .fields();
    List<Commit> commits = new ArrayList<>();
    fields.forEach(field -> commits.add(commit(field.lines().toList())));
    return commits;
  }

  private static Commit commit(List<String> lines) {
    List<CommitId> parents =
        BLANK
            .splitAsStream(lines.get(2))
            .filter(parent -> !parent.isEmpty())
            .map(CommitId::new)
            .toList();
    return new Commit(
        new CommitId(lines.get(0)),
        new TreeId(lines.get(1)),
        parents,
        lines.get(3),
        Instant.ofEpochSecond(Long.parseLong(lines.get(4))),
        lines.size() > 5 ? lines.get(5) : "");
  }

  /// The whole message of a commit, without the line ends at its end.
  public String message(CommitId commit) {
    return show(commit, "%B").stripTrailing();
  }

  /// One `Key: value` line at the end of a commit message.
  public record Trailer(String key, String value) {}

  /// The trailers of a commit's message, such as `Rowlock-Task: t1`, in their order.
  public List<Trailer> trailers(CommitId commit) {
    String told = show(commit, "%(trailers:only,unfold,separator=%x00,key_value_separator=%x01)");
    return Pattern.compile("\0")
        .splitAsStream(told.strip())
        .filter(field -> field.indexOf('\1') > 0)
        .map(field -> new Trailer(before(field).strip(), after(field).strip()))
        .toList();
  }

  private static String before(String field) {
    return field.substring(0, field.indexOf('\1'));
  }

  private static String after(String field) {
    return field.substring(field.indexOf('\1') + 1);
  }

  private String show(CommitId commit, String format) {
    return git.command("log", "-1", "--encoding=UTF-8", "--format=" + format, commit.hex(), "--")
        .orFail("the message of " + commit + " cannot be read")
        .text();
  }
}
