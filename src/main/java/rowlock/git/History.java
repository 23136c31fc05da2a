package rowlock.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    return log(MAX_COMMITS, later.hex(), "^" + earlier.hex());
  }

  /// A commit and those before it, newest first.
  ///
  /// @param count the most that are told, 1 to [#MAX_COMMITS]
  public List<Commit> latest(CommitId commit, int count) {
    if (count < 1 || count > MAX_COMMITS) {
      throw new IllegalArgumentException("1 to " + MAX_COMMITS + " commits, not " + count);
    }
    return log(count, commit.hex());
  }

  private List<Commit> log(int count, String... range) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "log",
                "-z",
                "--encoding=UTF-8",
                "--max-count=" + count,
                "--format=%H%n%T%n%P%n%an <%ae>%n%ct%n%s"));
    line.addAll(List.of(range));
    line.add("--");
    return git
        .command(line.toArray(String[]::new))
        .orFail("the log cannot be read")
        .fields()
        .stream()
        .map(field -> commit(field.lines().toList()))
        .toList();
  }

  /// How much of a file differs between two commits.
  ///
  /// @param added lines that only the later one has; 0 if it is not text
  /// @param deleted lines that only the earlier one has; 0 if it is not text
  public record FileDiff(String path, Content content, int added, int deleted) {}

  /// Whether lines of a file can be counted.
  public enum Content {
    TEXT,
    BINARY
  }

  /// How much of each file differs between two commits, sorted by path; a renamed file counts as
  /// both.
  public List<FileDiff> diffStat(CommitId from, CommitId to) {
    return git
        .command(
            "diff-tree",
            "-r",
            "-z",
            "--numstat",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            from.hex(),
            to.hex(),
            "--")
        .orFail("the changed files cannot be counted")
        .fields()
        .stream()
        .map(History::fileDiff)
        .toList();
  }

  private static FileDiff fileDiff(String field) {
    int first = field.indexOf('\t');
    int second = field.indexOf('\t', first + 1);
    String path = field.substring(second + 1);
    String added = field.substring(0, first);
    return added.equals("-")
        ? new FileDiff(path, Content.BINARY, 0, 0)
        : new FileDiff(
            path,
            Content.TEXT,
            Integer.parseInt(added),
            Integer.parseInt(field.substring(first + 1, second)));
  }

  /// A file in a commit.
  public record FileAt(CommitId commit, String path) {}

  /// What files of commits contain, all read by one git.
  ///
  /// @param files at most [#MAX_COMMITS], together at most 256 MB
  /// @return in their order; empty for what is not there or is no file
  public List<Optional<byte[]>> contents(List<FileAt> files) {
    if (files.size() > MAX_COMMITS) {
      throw new IllegalArgumentException("at most " + MAX_COMMITS + " files at once");
    }
    List<String> names = files.stream().map(file -> file.commit() + ":" + file.path()).toList();
    if (names.isEmpty() || names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      return files.stream().map(file -> Optional.<byte[]>empty()).toList();
    }
    byte[] answer =
        git.command("cat-file", "--batch", "-z")
            .input(String.join("\0", names) + '\0')
            .orFail("the files cannot be read")
            .bytes();
    return new ContentAnswers(answer).of(names);
  }

  /// What touched files of the commits that a later one has and an earlier one has not.
  ///
  /// @param paths every path that one of these commits changed, also if a later one changed it back
  /// @param deletes whether one of them deleted a file, as moving it does
  public record Touched(Set<String> paths, boolean deletes) {
    public Touched {
      paths = Set.copyOf(paths);
    }
  }

  /// The files that were touched on the way from one commit to a later one; of a merge, those that
  /// differ from any of its parents.
  public Touched touched(CommitId earlier, CommitId later) {
    List<String> fields =
        git.command(
                "log",
                "-z",
                "-m",
                "--format=",
                "--name-status",
                "--no-renames",
                "--no-ext-diff",
                later.hex(),
                "^" + earlier.hex(),
                "--")
            .orFail("the touched files cannot be listed")
            .fields();
    Set<String> paths = new HashSet<>();
    boolean deletes = false;
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (fields.get(i).length() != 1) {
        throw new GitException("git log says what is not known: " + Printable.of(fields.get(i)));
      }
      deletes |= fields.get(i).equals("D");
      paths.add(fields.get(i + 1));
    }
    return new Touched(paths, deletes);
  }

  /// The newest commit that all of some commits come from; empty if there is none.
  public Optional<CommitId> commonBase(List<CommitId> commits) {
    List<String> line = new ArrayList<>(List.of("merge-base", "--octopus"));
    commits.stream().distinct().map(CommitId::hex).forEach(line::add);
    GitOutput found = git.command(line.toArray(String[]::new)).run();
    return found.exitCode() == 0 && ObjectName.isWellFormed(found.text())
        ? Optional.of(new CommitId(found.text()))
        : Optional.empty();
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

  /// What `cat-file --batch` answers: a line with name, type and size, then the content and a line
  /// end; or what was asked, and that it is missing.
  private static final class ContentAnswers {
    private static final String BLOB = " blob ";

    private final byte[] all;
    private int at;

    ContentAnswers(byte[] all) {
      this.all = all;
    }

    List<Optional<byte[]>> of(List<String> asked) {
      return asked.stream().map(this::next).toList();
    }

    private Optional<byte[]> next(String asked) {
      int askedBytes = asked.getBytes(UTF_8).length;
      if (text(at, askedBytes).equals(asked)) {
        // A name may contain line ends, so it cannot be read by line.
        at += askedBytes;
        line();
        return Optional.empty();
      }
      String line = line();
      int size = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
      byte[] content = Arrays.copyOfRange(all, at, at + size);
      at += size + 1;
      return line.contains(BLOB) ? Optional.of(content) : Optional.empty();
    }

    private String text(int start, int length) {
      return new String(all, start, Math.min(length, all.length - start), UTF_8);
    }

    private String line() {
      int start = at;
      while (all[at] != '\n') {
        at++;
      }
      return text(start, at++ - start);
    }
  }
}
