/// Text for people at terminals: sanitised, measured in columns, fitted to the width, shaded where
/// shades are wanted.
///
/// Promise: whatever text comes in, what goes out neither moves the cursor nor talks to the
/// terminal, and means the same without its shades.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.console;

import org.jspecify.annotations.NullMarked;
