package rowlock.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What the headers of a stateless request must repeat of its body, so that whoever stands in
/// between can rely on them (MCP 2026-07-28, "Streamable HTTP", "Server Validation").
final class HeaderRules {
  static final String REVISION = "mcp-protocol-version";

  private static final String METHOD = "mcp-method";
  private static final String NAME = "mcp-name";
  private static final String ENCODED_FROM = "=?base64?";
  private static final String ENCODED_TO = "?=";

  /// Where the name is in the body, by method.
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private HeaderRules() {}

  /// Refuses a request whose headers and body say different things.
  static void check(HttpCall call, Message.Request request) {
    Optional<Object> revision = Stateless.revision(request);
    if (revision.isPresent()) {
      require(call.header(REVISION), "MCP-Protocol-Version", revision.get());
    }
    require(call.header(METHOD), "Mcp-Method", request.method());
    Optional<Object> name =
        Optional.ofNullable(NAMED.get(request.method()))
            .flatMap(member -> Optional.ofNullable(request.params().values().get(member)));
    if (name.isPresent()) {
      require(call.header(NAME).map(HeaderRules::decoded), "Mcp-Name", name.get());
    }
  }

  private static void require(Optional<String> header, String name, Object body) {
    if (header.isEmpty()) {
      throw mismatch("the header " + name + " is missing");
    }
    if (!header.get().equals(body)) {
      throw mismatch("the header " + name + " says something else than the body");
    }
  }

  private static String decoded(String value) {
    if (!value.startsWith(ENCODED_FROM) || !value.endsWith(ENCODED_TO)) {
      return value;
    }
    String code = value.substring(ENCODED_FROM.length(), value.length() - ENCODED_TO.length());
    try {
      return new String(Base64.getDecoder().decode(code), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw mismatch("the header Mcp-Name is not in Base64, though it says so");
    }
  }

  private static Refusal mismatch(String message) {
    return new Refusal(RpcError.of(RpcError.HEADER_MISMATCH, message));
  }
}
