package rowlock.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What a benchmark found.
///
/// @param benchmark its name
/// @param rows the figures
/// @param verdicts the goals it knows of
/// @param notes what a reader must know besides: what was not measured, and why
public record Report(String benchmark, List<Row> rows, List<Verdict> verdicts, List<String> notes) {
  private static final String LINE = "%-42s %5s %8s %9s %9s %9s %9s %8s %7s%n";

  public Report {
    rows = List.copyOf(rows);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
  }

  /// Prints a table, then verdicts, notes, and how each number came about.
  void print(PrintStream out) {
    out.printf("%n%s%n", benchmark);
    out.printf(LINE, "", "unit", "samples", "p50", "p99", "max", "per s", "cpu us", "ratio");
    for (Row row : rows) {
      out.printf(
          LINE,
          row.name(),
          row.unit(),
          row.spread().count(),
          Figures.text(row.spread().p50()),
          Figures.text(row.spread().p99()),
          Figures.text(row.spread().max()),
          text(row.perSecond()),
          text(row.cpuMicros()),
          text(row.ratio()));
    }
    verdicts.forEach(verdict -> out.println(verdict.text()));
    notes.forEach(note -> out.println("note: " + note));
    rows.stream().map(Row::how).distinct().forEach(how -> out.println("how: " + how));
    out.flush();
  }

  /// The report as a plain value for JSON.
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("benchmark", benchmark);
    map.put("rows", rows.stream().map(Row::map).toList());
    map.put("goals", verdicts.stream().map(Verdict::map).toList());
    map.put("notes", notes);
    return map;
  }

  private static String text(OptionalDouble figure) {
    return figure.isPresent() ? Figures.text(figure.getAsDouble()) : "";
  }

  /// A report that is being written.
  public static final class Draft {
    private final String benchmark;
    private final List<Row> rows = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Draft(String benchmark) {
      this.benchmark = benchmark;
    }

    /// Adds a line to the table.
    public void add(Row row) {
      rows.add(row);
    }

    /// Says whether a goal was met.
    public void judge(String goal, double limit, double measured) {
      verdicts.add(new Verdict(goal, limit, measured));
    }

    /// Adds what a reader must know besides.
    public void note(String sentence) {
      notes.add(sentence);
    }

    /// The whole report.
    public Report done() {
      return new Report(benchmark, rows, verdicts, notes);
    }
  }
}
