package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/// Why a request was refused.
///
/// Codes: JSON-RPC 2.0, section 5.1, and for those from -32020 on MCP 2026-07-28, "Error Codes".
///
/// @param code which error it is
/// @param message what is so, in one sentence
/// @param data more about it as plain values; often empty
record RpcError(int code, String message, Map<String, Object> data) {
  static final int PARSE = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int UNKNOWN_METHOD = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL = -32603;

  /// Until 2025-11-25; replaced by [#INVALID_PARAMS].
  static final int UNKNOWN_RESOURCE = -32002;

  static final int HEADER_MISMATCH = -32020;
  static final int MISSING_CAPABILITY = -32021;
  static final int UNSUPPORTED_REVISION = -32022;

  /// Too much at once. Outside the range that JSON-RPC and MCP keep for themselves.
  static final int BUSY = 429;

  private static final int LONGEST_MESSAGE = 1_000;

  RpcError {
    message = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    data = Map.copyOf(data);
  }

  static RpcError of(int code, String message) {
    return new RpcError(code, message, Map.of());
  }

  static RpcError parse(String message) {
    return of(PARSE, message);
  }

  static RpcError invalidRequest(String message) {
    return of(INVALID_REQUEST, message);
  }

  static RpcError invalidParams(String message) {
    return of(INVALID_PARAMS, message);
  }

  static RpcError unsupportedRevision(String requested) {
    return new RpcError(
        UNSUPPORTED_REVISION,
        "unsupported protocol version",
        Map.of("supported", Revision.supported(), "requested", requested));
  }

  static RpcError busy(String message) {
    return of(BUSY, message);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code);
    json.put("message", message);
    if (!data.isEmpty()) {
      json.put("data", data);
    }
    return json;
  }
}
