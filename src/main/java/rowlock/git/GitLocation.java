package rowlock.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the repository of a directory lies.
///
/// @param commonDirectory what all its worktrees share: objects, refs and settings
/// @param gitDirectory what belongs to this one checkout: its HEAD and index
/// @param checkout the root of the checkout
record GitLocation(Path commonDirectory, Path gitDirectory, Path checkout) {
  /// The first git with `merge-tree --write-tree`.
  private static final int NEEDED_MAJOR = 2;

  private static final int NEEDED_MINOR = 38;
  private static final Pattern VERSION = Pattern.compile("git version (\\d{1,4})\\.(\\d{1,4}).*");

  /// Finds the repository that a directory is in, and refuses what rowlock cannot work on.
  static GitLocation of(Path directory, String program) {
    if (!Files.isDirectory(directory)) {
      throw new GitException(directory + " is not a directory");
    }
    GitCommand find =
        new GitCommand(
                program,
                List.of(
                    "rev-parse",
                    "--path-format=absolute",
                    "--is-bare-repository",
                    "--git-common-dir",
                    "--absolute-git-dir",
                    "--show-toplevel"))
            .in(directory);
    GitOutput found = find.run();
    List<String> lines = found.lines();
    if (found.exitCode() != 0 && lines.size() < 3) {
      throw refusal(directory, find, found);
    }
    if (lines.getFirst().equals("true")) {
      throw new GitException(
          directory + " is in a bare repository; rowlock needs one with a checkout");
    }
    if (found.exitCode() != 0 || lines.size() != 4) {
      throw find.failure(directory + " is not inside a checkout", found);
    }
    Path common = Path.of(lines.get(1));
    if (Files.isDirectory(common.resolve("reftable"))) {
      throw new GitException(
          directory + " keeps its refs as a reftable; rowlock needs them as files");
    }
    return new GitLocation(common, Path.of(lines.get(2)), Path.of(lines.get(3)));
  }

  /// What [#parse] understands.
  ///
  /// @param opened the directory the repository was found from
  String text(Path opened) {
    return opened + "\n" + commonDirectory + "\n" + gitDirectory + "\n" + checkout + "\n";
  }

  /// Reads what [#text] wrote; empty if that was for another directory or is no longer so.
  static Optional<GitLocation> parse(String text, Path opened) {
    List<String> lines = text.lines().toList();
    return Optional.of(lines)
        .filter(all -> all.size() == 4 && all.getFirst().equals(opened.toString()))
        .map(all -> new GitLocation(Path.of(all.get(1)), Path.of(all.get(2)), Path.of(all.get(3))))
        .filter(
            known -> Files.isDirectory(known.gitDirectory()) && Files.isDirectory(known.checkout));
  }

  private static GitException refusal(Path directory, GitCommand find, GitOutput found) {
    String purpose =
        found.standardError().contains("not a git repository")
            ? directory + " is not inside a git repository; run 'git init' and commit first"
            : "the repository of " + directory + " cannot be used";
    return find.failure(purpose, found);
  }

  /// Refuses a git that is missing or too old.
  static void checkVersion(String program) {
    GitOutput said = new GitCommand(program, List.of("--version")).orFail("git does not work");
    Matcher version = VERSION.matcher(said.lines().isEmpty() ? "" : said.lines().getFirst());
    if (!version.matches()) {
      throw new GitException("git does not tell its version: " + Printable.of(said.text()));
    }
    if (isTooOld(version.toMatchResult())) {
      throw new GitException(
          "git %s.%s is too old; rowlock needs %d.%d or later"
              .formatted(version.group(1), version.group(2), NEEDED_MAJOR, NEEDED_MINOR));
    }
  }

  private static boolean isTooOld(MatchResult version) {
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major < NEEDED_MAJOR || (major == NEEDED_MAJOR && minor < NEEDED_MINOR);
  }
}
