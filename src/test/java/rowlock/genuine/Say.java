package rowlock.genuine;

import java.util.Map;

/// What the model answers to one request.
sealed interface Say {
  /// Words, by which a turn ends.
  record Words(String text) implements Say {}

  /// The use of a tool.
  ///
  /// @param tool its name, as the program has named it to the model
  /// @param input its arguments
  record Tool(String tool, Map<String, Object> input) implements Say {}

  /// A refusal, as of a provider that has had enough.
  ///
  /// @param status of HTTP
  /// @param kind of the error, in the provider's words
  record Refusal(int status, String kind) implements Say {}
}
