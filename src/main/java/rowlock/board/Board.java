package rowlock.board;

/// The state of a project as an immutable value.
public final class Board {}
