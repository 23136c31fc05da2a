package rowlock.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.budget.Amount;
import rowlock.budget.Measure;
import rowlock.json.Json;
import rowlock.json.MalformedJson;
import rowlock.task.Text;
import rowlock.workflow.Plan;
import rowlock.workflow.PlanReader;
import rowlock.workflow.PlanReading;
import rowlock.workflow.PlanWriter;
import rowlock.workflow.Problem;

/// How a goal becomes a plan file: an agent proposes, every problem of its plan goes back to it,
/// and what is left is written down for people to read, edit and run.
public final class PlanningOperations {
  /// The folder of plans that agents made, in that of the project.
  public static final String FOLDER = "plans";

  private static final int MAX_PROBLEMS = 40;
  private static final int NAME_KEPT = 40;
  private static final int MAX_SAME_NAME = 10_000;
  private static final Pattern WORDS = Pattern.compile("[a-z0-9]+");

  private final Desk desk;
  private final Workshop workshop;

  /// @param desk the project
  /// @param workshop where agents are
  public PlanningOperations(Desk desk, Workshop workshop) {
    this.desk = desk;
    this.workshop = workshop;
  }

  /// What came of a goal.
  public sealed interface Planned {
    /// A plan in a file.
    ///
    /// @param file the file
    /// @param plan what is in it
    /// @param cost what it cost to make
    record Ready(Path file, Plan plan, RunOrder.Planning cost) implements Planned {}

    /// No plan; the outcome says why.
    record Not(Outcome.NotDone outcome) implements Planned {}
  }

  /// Has a goal planned, and writes the plan into a new file.
  ///
  /// @param listener may want it to stop
  public Planned plan(PlanRequest request, RunListener listener) {
    List<String> remarks =
        List.of(
            "Planned by an agent of kind %s for the goal: %s"
                .formatted(request.kind(), firstLine(request.goal())),
            "Edit it as you like; `rowlock run` with the path of this file carries it out.");
    PlanProposal proposal =
        workshop.propose(
            desk, request, text -> problems(draft(text, request.goal(), remarks)), listener);
    return switch (proposal) {
      case PlanProposal.None none -> new Planned.Not(notPlanned(none));
      case PlanProposal.Made made -> {
        Path file = write(request.goal(), draft(made.text(), request.goal(), remarks));
        yield switch (PlanOperations.read(file)) {
          case PlanOperations.Reading.Bad bad -> new Planned.Not(bad.outcome());
          case PlanOperations.Reading.Good good ->
              new Planned.Ready(
                  file, good.plan(), new RunOrder.Planning(request.kind(), made.spent()));
        };
      }
    };
  }

  private static Outcome.NotDone notPlanned(PlanProposal.None none) {
    return new Outcome.NotDone(
        none.reason(),
        none.code(),
        none.message(),
        none.hint(),
        Map.copyOf(Fields.of("planning", cost(none.spent())).map()));
  }

  /// What planning cost, as plain values; what is not known is left out.
  public static Fields cost(Amount spent) {
    return Fields.none().with("usd_micros", spent.usdMicros()).with("tokens", spent.tokens());
  }

  /// The same in words.
  public static String words(Amount spent) {
    List<String> known = new ArrayList<>();
    spent.usdMicros().map(Measure.USD::words).ifPresent(known::add);
    spent.tokens().map(Measure.TOKENS::words).ifPresent(known::add);
    return known.isEmpty() ? "an unknown amount" : String.join(", ", known);
  }

  /// The plan file that an answer becomes. What is no JSON stays as it is.
  static String draft(String answer, String goal, List<String> remarks) {
    try {
      Map<String, Object> plan = new LinkedHashMap<>();
      plan.put("goal", firstLine(goal));
      Json.STANDARD
          .parseObject(answer)
          .forEach((name, value) -> {
            if (!name.equals("goal")) {
              plan.put(name, value);
            }
          });
      return PlanWriter.yaml(remarks, plan);
    } catch (MalformedJson other) {
      return answer;
    }
  }

  private static List<String> problems(String file) {
    return switch (PlanReader.read(file)) {
      case PlanReading.Accepted _ -> List.of();
      case PlanReading.Refused refused ->
          refused.problems().stream().limit(MAX_PROBLEMS).map(PlanningOperations::words).toList();
    };
  }

  private static String words(Problem problem) {
    return problem.field().isEmpty()
        ? problem.message()
        : problem.field() + ": " + problem.message();
  }

  private Path write(String goal, String text) {
    Path folder = desk.folder().resolve(Project.HOME).resolve(FOLDER);
    String name = name(firstLine(goal));
    try {
      Files.createDirectories(folder);
      for (int number = 1; number <= MAX_SAME_NAME; number++) {
        Path file = folder.resolve(number == 1 ? name + ".yaml" : name + "-" + number + ".yaml");
        if (create(file, text)) {
          return file;
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write into " + folder, broken);
    }
    throw new IllegalArgumentException("goal: there are too many plans named " + name);
  }

  private static boolean create(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  /// A name for a plan, of the goal's first words.
  static String name(String goal) {
    StringBuilder name = new StringBuilder();
    Matcher words = WORDS.matcher(goal.toLowerCase(Locale.ROOT));
    while (words.find() && name.length() + words.group().length() < NAME_KEPT) {
      name.append(name.isEmpty() ? "" : "-").append(words.group());
    }
    return name.isEmpty() ? "goal" : name.toString();
  }

  /// The first line of a goal, which is what the plan is called by.
  public static String firstLine(String goal) {
    String line =
        goal.strip().lines().findFirst().orElse("").replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip();
    Optional<String> whole = Optional.of(line).filter(text -> text.length() <= Text.MAX_LINE);
    return whole.orElseGet(() -> line.substring(0, Text.MAX_LINE - 3).strip() + "...");
  }
}
