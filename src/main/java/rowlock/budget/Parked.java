package rowlock.budget;

import java.time.Instant;
import rowlock.task.Text;

/// An account with a provider whose agents wait.
///
/// @param account its name, 1 to [#MAX_NAME] characters
/// @param until when they may go on
/// @param reason why they wait
public record Parked(String account, Instant until, String reason) {
  /// The longest name, in characters.
  public static final int MAX_NAME = 200;

  public Parked {
    requireAccount(account);
    Text.line("reason", reason);
  }

  static void requireAccount(String account) {
    if (account.isBlank() || account.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "account: 1 to " + MAX_NAME + " characters, not " + account.length());
    }
    Text.line("account", account);
  }
}
