/// What can be asked of rowlock, once, for every interface: operations with typed parameters and
/// plain answers.
///
/// Promise: an interface that offers an operation offers exactly what the others do; nothing here
/// succeeds that did not happen.
///
/// May know: task, team, need, budget, board, workflow, context, journal, coordinator, meter, json.
@NullMarked
package rowlock.operation;

import org.jspecify.annotations.NullMarked;
