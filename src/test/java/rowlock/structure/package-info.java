/// Tests of the shape of the code itself: who knows whom, what is pure, what is tidy.
@NullMarked
package rowlock.structure;

import org.jspecify.annotations.NullMarked;
