/// The one place where rules are: a command and a moment in, events or a rejection out.
///
/// Everything is an immutable value. A [rowlock.board.Board] decides a [rowlock.board.Command] into
/// [rowlock.board.Event]s and applies events to become the next board; whoever holds one holds a
/// consistent snapshot.
///
/// Promise: the same commands at the same moments give the same events, for ever.
///
/// May know: task, team, need, budget.
@NullMarked
package rowlock.board;

import org.jspecify.annotations.NullMarked;
