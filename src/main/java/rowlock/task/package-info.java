/// What there is to do: tasks, their states, leases and the graph between them.
///
/// Promise: a value of this package is always well-formed; nothing here reads a clock, a disk or
/// chance.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.task;

import org.jspecify.annotations.NullMarked;
