package rowlock.fake;

/// How a turn ended.
sealed interface Ending {
  /// The agent had its say.
  record Completed(String text) implements Ending {}

  /// A person interrupted it; nobody is told, as with the genuine programs.
  record Interrupted() implements Ending {}

  /// The model could not be reached, or refused.
  ///
  /// @param status the HTTP status
  /// @param error what Claude Code calls it
  record Failed(int status, String error, String text) implements Ending {
    static Failed of(int status, String text) {
      String error =
          switch (status) {
            case 401, 403 -> "authentication_failed";
            case 402 -> "billing_error";
            case 429 -> "rate_limit";
            case 529 -> "overloaded";
            default -> status >= 500 ? "server_error" : "invalid_request";
          };
      return new Failed(status, error, text);
    }
  }

  /// The whole program is to end.
  record Died(int code) implements Ending {}
}
