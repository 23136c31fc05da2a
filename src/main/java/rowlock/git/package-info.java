/// Git: commits, refs, merges and worktrees of a repository that agents work on at the same time.
///
/// Promise: nothing that was committed or left in a worktree is ever lost, the user's checkout is
/// never touched, and no setting or hook that appeared in the repository after it was opened is
/// ever executed by us.
///
/// May know: process, meter.
@NullMarked
package rowlock.git;

import org.jspecify.annotations.NullMarked;
