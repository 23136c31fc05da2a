/// What a process measures of its own work: how often, how long, how full, how often spared.
///
/// [Work] lists what is timed, [Level] what has a height, [Cache] what is looked up; [Meters] holds
/// a meter of each. Whoever does the work gives the times it took; nothing here reads a clock.
///
/// Promise: memory is bounded whatever is measured, measuring never waits for reading, and what was
/// not measured is absent and never zero.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.meter;

import org.jspecify.annotations.NullMarked;
