/// What an agent is told about its task: everything that matters, within a number of characters.
///
/// Promise: a brief never exceeds its budget, says what it leaves out, and quotes the words of
/// others so that they cannot be taken for instructions.
///
/// May know: task, team, board.
@NullMarked
package rowlock.context;

import org.jspecify.annotations.NullMarked;
