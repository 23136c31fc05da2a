/// The single writer: the only place where decisions meet the journal.
///
/// Promise: an answer leaves only after its events are durable, and every decision was made on the
/// board it was appended to.
///
/// May know: task, team, board, journal.
@NullMarked
package rowlock.coordinator;

import org.jspecify.annotations.NullMarked;
