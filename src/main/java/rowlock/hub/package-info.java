/// How a process reaches the hub of its project: the port file, and a client of the hub's HTTP.
///
/// Promise: what the file says is believed only if it is ours alone, and the hub it names is there
/// and says that it is the one.
///
/// May know: task, team, operation, registry, access, json.
@NullMarked
package rowlock.hub;

import org.jspecify.annotations.NullMarked;
