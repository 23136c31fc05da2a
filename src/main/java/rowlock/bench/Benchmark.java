package rowlock.bench;

import java.io.PrintStream;

/// Something that can be measured.
public interface Benchmark {
  /// The word for it on the command line.
  String name();

  /// What is measured, in one sentence.
  String summary();

  /// Measures.
  ///
  /// @param bench what is measured, in which bounds, and where
  Report run(Bench bench);

  /// Where and what a benchmark measures.
  ///
  /// @param subject the system
  /// @param order the bounds
  /// @param progress for lines that say how far it is
  record Bench(Subject subject, Order order, PrintStream progress) {
    /// Says how far it is.
    public void say(String line) {
      progress.println(line);
      progress.flush();
    }
  }
}
