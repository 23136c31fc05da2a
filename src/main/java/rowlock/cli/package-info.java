/// The command line: words become operations, plain answers become text or one JSON envelope.
///
/// Each command is a [rowlock.cli.Verb]; verbs stand together by subject. Text is made of the same
/// values that `--json` prints.
///
/// Promise: no rule lives here; nothing that others wrote reaches a terminal unsanitised, and every
/// failure is one sentence, a hint and a documented exit code.
///
/// May know: task, team, need, budget, board, workflow, context, operation, registry, hub, access,
/// json, console.
@NullMarked
package rowlock.cli;

import org.jspecify.annotations.NullMarked;
