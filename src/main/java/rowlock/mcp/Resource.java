package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/// Something that can be read under an address.
///
/// @param uri its address
/// @param name its short name
/// @param description what one finds there
/// @param mimeType what kind of text it is
public record Resource(String uri, String name, String description, String mimeType) {
  /// A pattern of addresses.
  ///
  /// @param uriTemplate as RFC 6570 has it: `rowlock://tasks/{id}`
  public record Template(String uriTemplate, String name, String description, String mimeType) {
    Map<String, Object> json() {
      return described("uriTemplate", uriTemplate, name, description, mimeType);
    }
  }

  /// What is at an address.
  ///
  /// @param json `uri`, `mimeType` and either `text` or `blob`, as MCP defines them
  public record Contents(Map<String, Object> json) {
    /// A text.
    public static Contents text(String uri, String mimeType, String text) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("uri", uri);
      json.put("mimeType", mimeType);
      json.put("text", text);
      return new Contents(json);
    }
  }

  Map<String, Object> json() {
    return described("uri", uri, name, description, mimeType);
  }

  private static Map<String, Object> described(
      String member, String address, String name, String description, String mimeType) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(member, address);
    json.put("name", name);
    json.put("description", description);
    json.put("mimeType", mimeType);
    return json;
  }
}
