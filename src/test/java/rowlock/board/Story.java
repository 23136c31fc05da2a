package rowlock.board;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What the board does, as a sentence and a play that shows it.
///
/// @param name the behaviour
/// @param plot what happens on a stage of its own
record Story(String name, Consumer<Stage> plot) {
  static List<Story> all() {
    return Stream.of(
            ClaimStories.all(),
            LeaseStories.all(),
            PlanStories.all(),
            GroupStories.all(),
            PartStories.all(),
            EndingStories.all(),
            SteeringStories.all(),
            TimeStories.all(),
            MailStories.all(),
            NeedStories.all(),
            BudgetStories.all(),
            BoardStories.all())
        .flatMap(List::stream)
        .toList();
  }

  Stage play() {
    Stage stage = new Stage();
    plot.accept(stage);
    return stage;
  }
}
