package rowlock.git;

/// One `Key: value` line at the end of a commit message.
public record Trailer(String key, String value) {}
