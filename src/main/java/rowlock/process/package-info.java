/// Operating-system processes: short commands run to their end, and jobs that outlive this program.
///
/// [Command] runs a program with bounded output and a deadline. [Job] is a program whose whole
/// story stands in a directory, so that whoever comes next can say how it ended. [ProcessIdentity]
/// tells a process from a later one with the same number, and [Termination] ends everything that
/// descends from a job.
///
/// Promise: no program started here blocks on its output, fills the disk or is left behind without
/// being named; and what cannot be told about a process is called unknown, never dead.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.process;

import org.jspecify.annotations.NullMarked;
