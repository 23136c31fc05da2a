/// Terminals that a user can look at: jobs in the windows of a tmux server of our own.
///
/// [TmuxServer] is that server, on a private socket and without the user's configuration;
/// [PaneHost] runs a job in a window each. Requests go by one connection in control mode when it is
/// wanted, and by a process each when not. The state of a job stands in its folder: the server may
/// die and nothing is lost but the view.
///
/// Promise: the user's own tmux is never touched, and no text of a task, an agent or a path is ever
/// read as a command of tmux or of a shell.
///
/// May know: process.
@NullMarked
package rowlock.tmux;

import org.jspecify.annotations.NullMarked;
