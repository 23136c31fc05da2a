package rowlock.fake;

import java.util.Optional;

/// What all turns of a session share.
///
/// @param server the MCP server, if one is configured
record Workings(
    Surroundings place,
    Hooks hooks,
    Optional<McpClient> server,
    Transcript transcript,
    Meter meter) {
  static Workings of(Surroundings place) {
    return new Workings(
        place, new Hooks(place), McpClient.of(place), new Transcript(place), new Meter());
  }
}
