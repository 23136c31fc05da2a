/// The Model Context Protocol as a server speaks it, over standard input and output and over HTTP:
/// revisions 2025-06-18 and 2025-11-25, which begin with a handshake, and 2026-07-28, where every
/// request stands alone.
///
/// What is offered to a caller is a [Toolbox]. No web server is known here: whoever has one hands
/// an [HttpCall] to [McpHttp] and writes the [HttpReply].
///
/// Promise: every request gets exactly one answer unless it was cancelled, a notification none; and
/// whatever comes in, memory stays within the limits.
///
/// May know: task, json, operation, registry, access.
@NullMarked
package rowlock.mcp;

import org.jspecify.annotations.NullMarked;
