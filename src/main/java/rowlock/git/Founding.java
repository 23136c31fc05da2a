package rowlock.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Makes a repository of a folder: everything in it becomes the first commit.
public final class Founding {
  private Founding() {}

  /// Makes the folder a repository with one commit of everything in it.
  ///
  /// @param folder not yet a repository, with at least one file
  /// @param branch the branch to begin on
  /// @throws GitException if git cannot do it
  public static void of(Path folder, BranchName branch, Identity identity, Instant when) {
    run(folder, identity, when, "init", "--quiet", "--initial-branch=" + branch);
    run(folder, identity, when, "add", "--all");
    run(folder, identity, when, "commit", "--quiet", "--message=Begin");
  }

  private static void run(Path folder, Identity identity, Instant when, String... arguments) {
    new GitCommand("git", List.of(arguments))
        .in(folder)
        .with("GIT_AUTHOR_NAME", identity.name())
        .with("GIT_AUTHOR_EMAIL", identity.email())
        .with("GIT_AUTHOR_DATE", when.toString())
        .with("GIT_COMMITTER_NAME", identity.name())
        .with("GIT_COMMITTER_EMAIL", identity.email())
        .with("GIT_COMMITTER_DATE", when.toString())
        .orFail("cannot make a repository in " + folder);
  }
}
