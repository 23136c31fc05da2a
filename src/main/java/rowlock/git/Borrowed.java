package rowlock.git;

import java.util.List;

/// A clean worktree that was handed out.
///
/// @param parked what was found in it or on its branch, and saved; to be reported
public record Borrowed(Worktree worktree, List<Parked> parked) {
  public Borrowed {
    parked = List.copyOf(parked);
  }
}
