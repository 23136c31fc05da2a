/// What it takes to start, read, write to and serve many agents at once, beside what anybody could
/// do with tmux and git.
///
/// [rowlock.fleet.Fleet] is the benchmark; an [rowlock.fleet.Errand] is one thing that is done for
/// a whole fleet, as one would write it first, in the least possible way, and as rowlock does it.
///
/// Promise: every way does the same work and is measured in the same run, turn about.
///
/// May know: bench, task, team, board, journal, coordinator, process, git, tmux.
@NullMarked
package rowlock.fleet;

import org.jspecify.annotations.NullMarked;
