package rowlock.need;

import java.util.Optional;
import rowlock.task.TaskId;

/// Something that happened to what waits for a person.
public sealed interface NeedEvent {
  /// Which need.
  String need();

  /// The task it is about, if it is about one.
  Optional<TaskId> task();

  /// A person is wanted.
  record NeedRaised(String need, Ask ask) implements NeedEvent {
    @Override
    public Optional<TaskId> task() {
      return ask.task();
    }
  }

  /// A person answered.
  ///
  /// @param by who: an agent's id or `operator`
  record NeedAnswered(String need, Optional<TaskId> task, String by, Choice choice)
      implements NeedEvent {}

  /// It waits for nobody any more.
  record NeedWithdrawn(String need, Optional<TaskId> task, String reason) implements NeedEvent {}
}
