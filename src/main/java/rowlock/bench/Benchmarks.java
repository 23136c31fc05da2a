package rowlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rowlock.json.Json;

/// The `rowlock bench` command: runs one benchmark and prints what it found.
public final class Benchmarks {
  private static final int DONE = 0;
  private static final int USAGE = 2;

  private final Subject subject;
  private final List<Benchmark> all;

  /// @param subject what is measured
  /// @param more benchmarks of other packages
  public Benchmarks(Subject subject, List<Benchmark> more) {
    this.subject = subject;
    List<Benchmark> own =
        List.of(
            new Claims(),
            new SharedClaims(),
            new Starts(),
            new Runs(),
            new Recovery(),
            new Resting(),
            new ToolCalls(),
            new Agents(),
            new Simulations());
    this.all = Stream.concat(own.stream(), more.stream()).toList();
  }

  /// Runs the benchmark that the first argument names.
  ///
  /// @param out for the table
  /// @param err for progress and complaints
  /// @return the exit code: 0, or 2 when the arguments make no sense; a goal that was missed is no
  ///   failure of the command
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      help(arguments.isEmpty() ? err : out);
      return arguments.isEmpty() ? USAGE : DONE;
    }
    try {
      if (arguments.getFirst().equals(Children.WORD)) {
        Children.tell(child(Children.part(arguments)), out);
        return DONE;
      }
      Order order = Order.parse(arguments);
      Report report = benchmark(order.benchmark()).run(new Benchmark.Bench(subject, order, err));
      report.print(out);
      order.places().json().ifPresent(file -> write(file, report));
      return DONE;
    } catch (IllegalArgumentException wrong) {
      err.println("rowlock: " + wrong.getMessage());
      err.flush();
      return USAGE;
    }
  }

  private Crowd.Times child(Children.Part part) {
    String word = part.words().getFirst();
    if (Recovery.knows(word)) {
      return Recovery.child(subject, part);
    }
    return Resting.knows(word) ? Resting.child(subject, part) : SharedClaims.child(subject, part);
  }

  private Benchmark benchmark(String name) {
    return all.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no benchmark "
                    + name
                    + "; there are "
                    + String.join(", ", all.stream().map(Benchmark::name).toList())));
  }

  private void help(PrintStream out) {
    out.println("Usage: rowlock bench NAME [OPTION VALUE]...");
    out.println();
    all.forEach(benchmark -> out.printf("  %-10s %s%n", benchmark.name(), benchmark.summary()));
    out.println();
    out.println(Order.OPTIONS);
    out.flush();
  }

  private static void write(Path file, Report report) {
    Map<String, Object> whole = new LinkedHashMap<>(report.map());
    whole.put("machine", Machine.map());
    whole.put("load_at_the_end", Machine.load());
    try {
      Files.writeString(file, Json.pretty(whole) + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file, failed);
    }
  }
}
