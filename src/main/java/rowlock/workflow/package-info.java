/// Plans: what people write down becomes tasks, with advice before anything starts.
///
/// Promise: a plan file is either read whole or refused with all its problems and their places; the
/// same meaning gives the same tasks and the same hash; no number is shown without its origin.
///
/// May know: task, team, board.
@NullMarked
package rowlock.workflow;

import org.jspecify.annotations.NullMarked;
