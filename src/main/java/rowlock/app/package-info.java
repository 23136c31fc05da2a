/// Where the running system is put together: constructors called in order, nothing else.
///
/// Promise: no rule lives here; whoever reads this package from top to bottom has read the table of
/// contents of the program.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.app;

import org.jspecify.annotations.NullMarked;
