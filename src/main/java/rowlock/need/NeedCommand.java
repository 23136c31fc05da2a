package rowlock.need;

import rowlock.task.Name;
import rowlock.task.Text;

/// Something that somebody wants to happen to what waits for a person.
public sealed interface NeedCommand {
  /// Says that a person is wanted. While a need of the same kind, agent and subject is open, it is
  /// that need.
  record RaiseNeed(Ask ask) implements NeedCommand {}

  /// Answers a need. Who answers is whoever gives the command.
  record AnswerNeed(String need, Choice choice) implements NeedCommand {
    public AnswerNeed {
      Name.require("need", need);
    }
  }

  /// Says that a need waits for nobody any more.
  ///
  /// @param reason why not: its dialog was answered on the screen, it went away by itself, ...
  record WithdrawNeed(String need, String reason) implements NeedCommand {
    public WithdrawNeed {
      Name.require("need", need);
      Text.line("reason", reason);
    }
  }
}
