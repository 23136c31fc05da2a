package rowlock.team;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.Name;
import rowlock.task.Text;

/// Words from one member of the team to others.
///
/// @param id its name, given by the board
/// @param sender who sent it, set by rowlock and never by the text
/// @param recipients the agents it goes to, at least one
/// @param importance how much it wants to be read
/// @param body the text
/// @param replyTo the message it answers
/// @param sentAt when it was accepted
public record Message(
    String id,
    AgentId sender,
    List<AgentId> recipients,
    Importance importance,
    String body,
    Optional<String> replyTo,
    Instant sentAt) {
  /// The longest body, in characters.
  public static final int MAX_BODY = 16_384;

  public Message {
    Name.require("message id", id);
    recipients = Text.list("recipients", recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("recipients: must not be empty");
    }
    requireBody(body);
    replyTo.ifPresent(other -> Name.require("reply_to", other));
  }

  /// Returns the text if it can be a message's body.
  ///
  /// @throws IllegalArgumentException if it is empty, longer than [#MAX_BODY] or not printable
  public static String requireBody(String body) {
    if (body.isBlank() || body.length() > MAX_BODY) {
      throw new IllegalArgumentException(
          "body: 1 to " + MAX_BODY + " characters, not " + body.length());
    }
    return Text.body("body", body);
  }
}
