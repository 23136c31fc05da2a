package rowlock.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import rowlock.coordinator.Coordinator;
import rowlock.task.NewTask;

/// The system that is measured, as its users get it: put together by the assembly, so that no
/// benchmark runs anything but the real thing.
public interface Subject {
  /// Makes an empty project.
  ///
  /// @param folder will contain `.rowlock`
  void create(Path folder);

  /// Opens a project as a command does that changes something.
  Coordinator open(Path folder);

  /// Carries out tasks to the end, as `rowlock run` does with shell agents.
  ///
  /// @throws IllegalStateException if not all tasks were done
  void conduct(Trial trial);

  /// Describes a kind of agents to a project: programs that take the command line of Claude Code,
  /// look like it and live in terminals.
  ///
  /// @param kind its name
  /// @param argv the beginning of the command line
  void teach(Path folder, String kind, List<String> argv);

  /// How long a text stands in an agent's input before Enter is pressed, on purpose.
  Duration pauseBeforeEnter();

  /// Starts a hub, as `rowlock serve` does, and waits until it answers.
  ///
  /// @param argv the command line that starts it
  Venue serve(Path folder, List<String> argv);

  /// One run.
  ///
  /// @param folder the project, which is made if it is not there
  /// @param tasks what is to be done
  /// @param agents how many work at a time
  /// @param place where work is done
  /// @param terminal where agents run
  record Trial(Path folder, List<NewTask> tasks, int agents, Place place, Terminal terminal) {
    public Trial {
      tasks = List.copyOf(tasks);
    }
  }

  /// Where work is done.
  enum Place {
    /// In plain folders; the agents' word counts.
    FOLDER,
    /// In the git repository around the project: a worktree each, merged and proved.
    REPOSITORY
  }

  /// Where agents run.
  enum Terminal {
    /// In panes of tmux.
    TMUX,
    /// As plain child processes.
    PLAIN
  }
}
