/// The whole of the core in one thread under a virtual clock: real boards and real writers on a
/// journal in memory, with agents that stall, lie and die, processes that are killed, and disks
/// that fill up, all drawn from one seed.
///
/// Promise: the same seed gives the same history, and every history is checked after every step.
///
/// May know: task, team, need, budget, board, journal, coordinator.
@NullMarked
package rowlock.sim;

import org.jspecify.annotations.NullMarked;
