package rowlock.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Merging without a checkout: two commits become a tree, a tree becomes a commit. Neither moves a
/// ref; what nobody refers to in the end, git forgets by itself.
///
/// One task merged is three processes: [#merge], [#commit] and [Refs#update].
public final class Merging {
  /// The longest commit message.
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /// The most that a conflict tells in git's words.
  public static final int MAX_MESSAGE_CHARACTERS = 16_000;

  private final FrozenGit git;

  Merging(FrozenGit git) {
    this.git = git;
  }

  /// Merges two commits as `git merge` would, and touches no checkout, index or ref.
  public MergeOutcome merge(CommitId ours, CommitId theirs) {
    GitCommand command =
        git.command(
            "merge-tree",
            "--write-tree",
            "-z",
            "--name-only",
            "--messages",
            ours.hex(),
            theirs.hex());
    GitOutput answer = command.run();
    return switch (answer.exitCode()) {
      case 0 -> new MergeOutcome.Merged(new TreeId(answer.fields().getFirst()));
      case 1 -> conflict(answer.fields());
      default -> {
        if (answer.standardError().contains("refusing to merge unrelated histories")) {
          yield new MergeOutcome.Conflict(
              List.of(), "the two histories have no commit in common: " + ours + ", " + theirs);
        }
        throw command.failure(ours + " and " + theirs + " cannot be merged", answer);
      }
    };
  }

  /// Two commits to be merged.
  public record Pair(CommitId ours, CommitId theirs) {}

  /// Merges many pairs as [#merge] does one, side by side.
  ///
  /// @return what became of each, in their order
  public List<MergeOutcome> mergeAll(List<Pair> pairs) {
    return Turnstile.together(pairs, pair -> merge(pair.ours(), pair.theirs()));
  }

  /// Reads the answer to a conflict: the tree, the paths, an empty field, and for each message how
  /// many paths it is about, those paths, its kind and its text (`man git-merge-tree`).
  private static MergeOutcome conflict(List<String> fields) {
    int end = 1;
    while (end < fields.size() && !fields.get(end).isEmpty()) {
      end++;
    }
    List<String> paths = fields.subList(1, end).stream().distinct().sorted().toList();
    List<String> texts = new ArrayList<>();
    for (int i = end + 1; i < fields.size(); ) {
      int kind = i + 1 + Integer.parseInt(fields.get(i));
      if (fields.get(kind).startsWith("CONFLICT")) {
        texts.add(fields.get(kind + 1).strip());
      }
      i = kind + 2;
    }
    String messages = String.join("\n", texts);
    return new MergeOutcome.Conflict(
        paths, messages.substring(0, Math.min(messages.length(), MAX_MESSAGE_CHARACTERS)));
  }

  /// Makes a commit of a tree. It is never signed and runs no hooks; the text is stored as UTF-8.
  ///
  /// @param parents the first one first; none makes a root
  /// @param message 1 byte to [#MAX_MESSAGE_BYTES], without NUL
  /// @param identity author and committer
  /// @param when of both, by the second, not before 1970
  public CommitId commit(
      TreeId tree, List<CommitId> parents, String message, Identity identity, Instant when) {
    if (message.isBlank() || message.length() > MAX_MESSAGE_BYTES || message.contains("\0")) {
      throw new IllegalArgumentException(
          "a commit message has 1 to " + MAX_MESSAGE_BYTES + " bytes, none of them NUL");
    }
    if (when.getEpochSecond() < 0) {
      throw new IllegalArgumentException("git has no time before 1970: " + when);
    }
    StringBuilder commit = new StringBuilder("tree ").append(tree).append('\n');
    parents.forEach(parent -> commit.append("parent ").append(parent).append('\n'));
    String stamp = identity + " " + when.getEpochSecond() + " +0000\n";
    commit.append("author ").append(stamp).append("committer ").append(stamp);
    commit.append('\n').append(message.strip()).append('\n');
    // Not commit-tree: names outside ASCII cannot be passed by environment under every locale.
    return new CommitId(
        git.command("hash-object", "-t", "commit", "-w", "--stdin")
            .input(commit.toString())
            .orFail("the commit cannot be written")
            .text());
  }
}
