/// What may be spent and what was: money, tokens and time of a run, reserved before they are spent
/// and committed after; and the provider accounts that wait for a limit to pass.
///
/// Promise: no reservation goes beyond an allowance, and what is not known is counted as unknown,
/// never as nothing.
///
/// May know: task, team.
@NullMarked
package rowlock.budget;

import org.jspecify.annotations.NullMarked;
