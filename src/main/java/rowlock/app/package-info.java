/// Where the running system is put together: constructors called in order, nothing else.
///
/// Promise: no rule lives here; whoever reads this package from top to bottom has read the table of
/// contents of the program.
///
/// May know: task, team, budget, board, workflow, context, json, journal, coordinator, process,
/// git, tmux, kind, meter, machine, agent, merge, operation, registry, access, hub, mcp, web, cli,
/// console, bench, fleet, fake.
@NullMarked
package rowlock.app;

import org.jspecify.annotations.NullMarked;
