package rowlock.kind;

import java.util.Map;
import java.util.Optional;
import rowlock.team.AgentCondition;

/// What a hook of an agent reported.
///
/// @param event the program's own name of the event: `Stop`
/// @param session the program's id of the session; empty if it did not say
/// @param transcript the file with the session's transcript, as the program names it
/// @param what what happened
/// @param condition what the agent does now, as far as this alone tells
public record Signal(
    String event,
    String session,
    Optional<String> transcript,
    Happening what,
    Optional<AgentCondition> condition) {
  /// How it is known, in words for [rowlock.team.Observation]: `Stop hook`.
  public String source() {
    return event + " hook";
  }

  /// Something that happened to an agent.
  public sealed interface Happening {
    /// A session began, or went on.
    ///
    /// @param source why: `startup`, `resume`, `clear`, `compact`
    record Began(String source) implements Happening {}

    /// It was given a prompt: the receipt for whatever was typed.
    record Prompted(String prompt) implements Happening {}

    /// It is about to use a tool.
    record ToolBegan(ToolCall call) implements Happening {}

    /// It used a tool.
    record ToolEnded(ToolCall call) implements Happening {}

    /// It asks whether it may use a tool, and waits.
    record PermissionAsked(ToolCall call) implements Happening {}

    /// It is at work, at what it does not say.
    record Busy() implements Happening {}

    /// It waits for somebody, or noticed that nobody needs it.
    ///
    /// @param type the program's own word: `permission_prompt`, `idle_prompt`
    /// @param message what it says about that
    record Noticed(String type, String message) implements Happening {}

    /// Its turn ended.
    ///
    /// @param lastMessage what it said last
    /// @param continuation whether this already follows from an answer of ours that kept it going
    /// @param helpers how many helpers of its own still run; it goes on when they end
    record Rested(String lastMessage, Continuation continuation, int helpers)
        implements Happening {}

    /// Its turn ended since its provider failed.
    ///
    /// @param error the program's own word: `rate_limit`, `server_error`, `authentication_failed`
    /// @param message what it says about that
    record Failed(String error, String message) implements Happening {}

    /// It sums up what was said, to make room.
    record Compacting() implements Happening {}

    /// A helper of its own began or ended.
    ///
    /// @param id the program's id of the helper
    record Subagent(String id) implements Happening {}

    /// The session ended; whether the program did is for its process to say.
    ///
    /// @param reason the program's own word: `clear`, `prompt_input_exit`
    record Ended(String reason) implements Happening {}

    /// Something that does not matter here.
    record Other() implements Happening {}
  }

  /// Whether a turn was kept going by an answer of ours.
  public enum Continuation {
    /// It was not.
    FIRST,
    /// It was: whoever keeps it going again and again never lets it rest.
    KEPT_GOING
  }

  /// One use of a tool.
  ///
  /// @param id the program's id of it; empty if it has none
  /// @param tool the tool's name
  /// @param input what it is given, as JSON values
  public record ToolCall(String id, String tool, Map<String, Object> input) {
    /// The part of the input that tells a person most, in one line: the command, or the file.
    public String inWords() {
      for (String telling : new String[] {"command", "file_path", "path", "url", "description"}) {
        if (input.get(telling) instanceof String text && !text.isBlank()) {
          return tool + ": " + text.strip().lines().findFirst().orElse("");
        }
      }
      return tool;
    }
  }
}
