/// The reconciler of agents: what the board hands out is worked on by a program in a place of its
/// own, watched while it runs, and reported as it ended.
///
/// Promise: whatever moment this process dies at, the next one finds every program it left, and
/// none is started twice for one claim.
///
/// May know: task, team, need, budget, board, coordinator, context, kind, access, process, git,
/// tmux, json, meter, machine.
@NullMarked
package rowlock.agent;

import org.jspecify.annotations.NullMarked;
