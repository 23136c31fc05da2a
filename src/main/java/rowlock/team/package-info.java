/// Who does it: agents, their roles and observed state, the messages and discoveries between them.
///
/// Promise: a value of this package is always well-formed; what was observed carries its source and
/// time, and what is unknown is called unknown.
///
/// May know: task.
@NullMarked
package rowlock.team;

import org.jspecify.annotations.NullMarked;
