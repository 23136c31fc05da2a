/// Where events endure: an append-only, hash-chained journal and the snapshots beside it.
///
/// A [rowlock.journal.Journal] takes entries at its end if, and only if, the caller knew everything
/// that stood before; that conditional append is the whole concurrency story.
///
/// Promise: an append that returned survives everything but the loss of the disk, one that did not
/// return happened wholly or not at all, and a journal in doubt refuses to go on.
///
/// May know: task, team, need, budget, board, json.
@NullMarked
package rowlock.journal;

import org.jspecify.annotations.NullMarked;
