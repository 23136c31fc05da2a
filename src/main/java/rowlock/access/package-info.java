/// Who asks, and what they may do: tokens of agents, identities, roles.
///
/// Promise: an identity comes from a secret that rowlock made, never from what somebody says about
/// themselves; a token that was revoked, is over or lies in a file others can touch is nobody's.
///
/// May know: task, team, json.
@NullMarked
package rowlock.access;

import org.jspecify.annotations.NullMarked;
