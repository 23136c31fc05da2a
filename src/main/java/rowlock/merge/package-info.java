/// The reconciler of results: submitted work is merged onto what is merged already, proved there,
/// and only then becomes part of the integration branch.
///
/// Promise: the integration branch changes only here, once per claim, and every commit on it was
/// checked exactly as it stands.
///
/// May know: task, team, board, coordinator, process, git, meter, json.
@NullMarked
package rowlock.merge;

import org.jspecify.annotations.NullMarked;
