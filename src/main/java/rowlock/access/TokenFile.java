package rowlock.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;
import rowlock.json.MalformedJson;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// A token as it is stored: with the hash of its text in place of the text.
///
/// @param sha256 of the whole text, in hex
record TokenFile(Token token, String sha256) {
  static final int MAX_BYTES = 4_096;

  static TokenFile of(Token token, Secret secret) {
    return new TokenFile(token, HexFormat.of().formatHex(hash(secret.reveal())));
  }

  /// Whether a text is that of the token; takes the same time wherever they differ.
  boolean isTextOfIt(String text) {
    byte[] given = HexFormat.of().formatHex(hash(text)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(given, sha256.getBytes(StandardCharsets.US_ASCII));
  }

  TokenFile with(Token changed) {
    return new TokenFile(changed, sha256);
  }

  byte[] encode() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", token.id());
    members.put("sha256", sha256);
    members.put("agent", token.agent().value());
    members.put("role", token.role());
    token.parent().ifPresent(parent -> members.put("parent", parent.value()));
    token
        .claim()
        .ifPresent(claim -> {
          members.put("task", claim.task().value());
          members.put("fence", claim.fence());
        });
    members.put("issued", token.issued().toString());
    members.put("expires", token.expires().toString());
    return (Json.pretty(members) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what [#encode] wrote; empty if it is anything else.
  static Optional<TokenFile> decode(byte[] content) {
    try {
      Map<String, Object> members = Json.STANDARD.parseObject(content);
      Token token =
          new Token(
              text(members, "id"),
              new AgentId(text(members, "agent")),
              text(members, "role"),
              members.containsKey("parent")
                  ? Optional.of(new AgentId(text(members, "parent")))
                  : Optional.empty(),
              claim(members),
              Instant.parse(text(members, "issued")),
              Instant.parse(text(members, "expires")));
      return Optional.of(new TokenFile(token, text(members, "sha256")));
    } catch (MalformedJson | IllegalArgumentException | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Claim> claim(Map<String, Object> members) {
    if (!members.containsKey("task")) {
      return Optional.empty();
    }
    if (members.get("fence") instanceof Long fence) {
      return Optional.of(new Claim(new TaskId(text(members, "task")), fence));
    }
    throw new IllegalArgumentException("fence: is missing");
  }

  private static String text(Map<String, Object> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + ": is missing");
  }

  private static byte[] hash(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
