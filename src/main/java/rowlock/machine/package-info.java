/// What this machine has left, and what trees of processes take of it, as the system tells it.
///
/// Promise: what the system does not tell is absent and never guessed.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.machine;

import org.jspecify.annotations.NullMarked;
