package rowlock.git;

import java.util.List;

/// How a merge of two commits came out.
public sealed interface MergeOutcome {
  /// Both sides fit together.
  ///
  /// @param tree their common content, not yet a commit
  record Merged(TreeId tree) implements MergeOutcome {}

  /// The sides contradict each other; nothing was changed.
  ///
  /// @param paths the files in conflict, sorted; none if the two histories have no common commit
  /// @param messages what git says about it, at most [Merging#MAX_MESSAGE_CHARACTERS]
  record Conflict(List<String> paths, String messages) implements MergeOutcome {
    public Conflict {
      paths = List.copyOf(paths);
    }
  }
}
