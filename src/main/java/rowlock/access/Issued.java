package rowlock.access;

/// A new token with its text, which exists nowhere else.
///
/// @param token what it is good for
/// @param secret the text its holder has to show
public record Issued(Token token, Secret secret) {}
