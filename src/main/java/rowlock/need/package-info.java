/// What waits for a person: permissions, questions, limits, failed merges, logins, agents that are
/// stuck. Each is raised once, settled once, and stays readable for a while after.
///
/// Promise: a need is answered by exactly one answer, and what was answered is what was read.
///
/// May know: task, team.
@NullMarked
package rowlock.need;

import org.jspecify.annotations.NullMarked;
