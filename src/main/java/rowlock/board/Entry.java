package rowlock.board;

import java.time.Instant;

/// One line of a journal: an event, where it stands, when it happened and who caused it.
///
/// @param position 1 for the first, without gaps
/// @param at the journal's time; never earlier than that of the entry before
/// @param by who gave the command: an agent's id, `operator` or `rowlock`
/// @param event what happened
public record Entry(long position, Instant at, String by, Event event) {}
