package rowlock.mcp;

import java.util.Map;

/// Something a client may want to hear of.
public sealed interface Change {
  /// A list is not what it was.
  enum Listed implements Change {
    TOOLS("notifications/tools/list_changed"),
    PROMPTS("notifications/prompts/list_changed"),
    RESOURCES("notifications/resources/list_changed");

    private final String method;

    Listed(String method) {
      this.method = method;
    }
  }

  /// There is something else under this address now.
  record Updated(String uri) implements Change {}

  /// What a client is told.
  default Map<String, Object> message() {
    return Message.notification(method(), params());
  }

  /// The notification's method.
  default String method() {
    return switch (this) {
      case Listed list -> list.method;
      case Updated _ -> "notifications/resources/updated";
    };
  }

  /// What the notification carries.
  default Map<String, Object> params() {
    return switch (this) {
      case Listed _ -> Map.of();
      case Updated updated -> Map.of("uri", updated.uri());
    };
  }
}
