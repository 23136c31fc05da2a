/// A scripted program that looks and behaves like a coding agent, for tests and for trying rowlock
/// out without spending anything.
///
/// To rowlock it is Claude Code, or Codex: the same command line, screen, hooks, MCP client,
/// transcripts and JSON lines, as recorded from Claude Code 2.1.329 and Codex 0.169.0. There is no
/// model in it; a [rowlock.fake.Script] says what it does on a prompt, faults included.
///
/// Promise: it does what its script says and nothing else, reaches no network but the servers it is
/// configured with, and never passes its doings off as those of a model: it names itself.
///
/// May know: process, json.
@NullMarked
package rowlock.fake;

import org.jspecify.annotations.NullMarked;
