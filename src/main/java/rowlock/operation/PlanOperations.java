package rowlock.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rowlock.board.Command;
import rowlock.workflow.Plan;
import rowlock.workflow.PlanAdvice;
import rowlock.workflow.PlanReader;
import rowlock.workflow.PlanReading;
import rowlock.workflow.PlanShape;
import rowlock.workflow.Problem;

/// What can be asked about plan files.
public final class PlanOperations {
  private PlanOperations() {}

  /// A plan file, read.
  public sealed interface Reading {
    /// It is a plan.
    record Good(Plan plan) implements Reading {}

    /// It is not; the outcome names every problem with its place.
    record Bad(Outcome.NotDone outcome) implements Reading {}
  }

  /// Reads a plan file.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public static Reading read(Path file) {
    return switch (PlanReader.read(bytes(file))) {
      case PlanReading.Accepted accepted -> new Reading.Good(accepted.plan());
      case PlanReading.Refused refused -> new Reading.Bad(bad(file, refused.problems()));
    };
  }

  /// Adds the tasks of a plan file to a project: all of them or none.
  public static Outcome add(Path file, Desk desk, Caller caller) {
    return switch (read(file)) {
      case Reading.Bad bad -> bad.outcome();
      case Reading.Good good ->
          desk.ask(caller, new Command.AddTasks(good.plan().newTasks()), TaskOperations::added);
    };
  }

  /// Reads a plan file and says what experience says about it; nothing is changed.
  public static Outcome check(Path file) {
    return switch (read(file)) {
      case Reading.Bad bad -> bad.outcome();
      case Reading.Good good -> Outcome.done(advice(good.plan()));
    };
  }

  /// The tasks of a plan, an object for each.
  public static List<Fields> outline(Plan plan) {
    return plan.tasks().stream()
        .map(task ->
            Fields.of("task", task.id())
                .with("title", task.spec().description().title())
                .with("after", task.spec().links().dependencies())
                .with("scope", task.spec().work().scope())
                .with("checks", task.spec().work().checks()))
        .toList();
  }

  private static Fields advice(Plan plan) {
    PlanAdvice advice = PlanAdvice.on(plan);
    PlanShape shape = advice.shape();
    return Fields.of("goal", plan.goal())
        .with("tasks", shape.tasks())
        .with("work_ms", shape.work().length())
        .with("work_basis", shape.work().how())
        .with("critical_path", shape.criticalPath())
        .with("critical_path_ms", shape.criticalTime().length())
        .with("critical_path_basis", shape.criticalTime().how())
        .with("widest_level", shape.widestLevel())
        .with("agents_advice", shape.agents())
        .with("agents_reason", shape.whyAgents())
        .with(
            "remarks",
            advice.remarks().stream()
                .map(remark ->
                    Fields.of("subject", remark.subject())
                        .with("tasks", remark.tasks())
                        .with("message", remark.message()))
                .toList());
  }

  private static Outcome.NotDone bad(Path file, List<Problem> problems) {
    String name = String.valueOf(file.getFileName());
    List<Fields> places =
        problems.stream()
            .map(problem ->
                Fields.of("file", file)
                    .with("line", problem.line())
                    .with("column", problem.column())
                    .with("field", problem.field())
                    .with("message", problem.message())
                    .with("text", problem.render(name)))
            .toList();
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return new Outcome.NotDone(
        Outcome.Reason.INPUT,
        "bad_plan",
        name + " has " + count,
        "correct the file; nothing was changed",
        Map.copyOf(Fields.of("problems", places).map()));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException("file: " + file + " is a folder");
      }
      if (Files.size(file) > PlanReader.MAX_CHARACTERS) {
        throw new IllegalArgumentException(
            "file: at most " + PlanReader.MAX_CHARACTERS + " bytes, not " + Files.size(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
