/// The operations by name: what each is called, takes, allows, changes and answers, and what
/// carries it out. The tools of MCP, the routes of HTTP, `rowlock call` and the reference page all
/// come from this one list.
///
/// Promise: what is listed can be called, what can be called is listed, and nobody gets further
/// than the permissions of the identity that asks.
///
/// May know: task, team, need, board, workflow, context, journal, json, operation, access.
@NullMarked
package rowlock.registry;

import org.jspecify.annotations.NullMarked;
