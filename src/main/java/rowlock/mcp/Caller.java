package rowlock.mcp;

/// Who calls, as whoever accepted the call found out; never as the call itself claims.
///
/// @param id the same for the same token, different for different ones; a session belongs to it
/// @param toolbox what this caller is offered
public record Caller(String id, Toolbox toolbox) {}
