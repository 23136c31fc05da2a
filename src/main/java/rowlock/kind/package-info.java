/// What is known about each kind of agent program, as data and pure readers: how it is started and
/// briefed, what its screen, its hooks and its output say.
///
/// Promise: nothing here starts, writes or decides anything; the same text always reads the same.
///
/// May know: task, team, json.
@NullMarked
package rowlock.kind;

import org.jspecify.annotations.NullMarked;
