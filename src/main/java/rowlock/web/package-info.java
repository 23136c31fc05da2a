/// The hub over HTTP: one server on loopback, one guard before every route.
///
/// Promise: nothing behind the guard happens for somebody who does not show a token of this hub, or
/// whose browser was sent by another site; and no request, however large, deep or slow, takes more
/// than its share.
///
/// May know: task, team, need, board, operation, registry, mcp, access, meter, json.
@NullMarked
package rowlock.web;

import org.jspecify.annotations.NullMarked;
