/// How fast rowlock is, measured side by side with the bare means underneath it.
///
/// A benchmark is one class; it answers a [rowlock.bench.Report] of rows, each with the floor that
/// was measured in the same run, turn about.
///
/// Promise: every number was measured in the run that prints it, and says over what; a goal that
/// was missed is called missed, and what was not measured is absent with a reason.
///
/// May know: task, team, board, journal, coordinator, process, git, json, sim.
@NullMarked
package rowlock.bench;

import org.jspecify.annotations.NullMarked;
