package rowlock.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// One line of a table: what was measured, and what came out.
///
/// @param name what was measured, and under which conditions
/// @param unit of all figures of the spread
/// @param spread the figures
/// @param perSecond how many a second, all agents together; empty where that means nothing
/// @param cpuMicros processor time of the whole process for each sample; empty where not measured
/// @param ratio to the floor measured in the same rounds; empty for the floor itself
/// @param how how the number came about, in words
public record Row(
    String name,
    String unit,
    Spread spread,
    OptionalDouble perSecond,
    OptionalDouble cpuMicros,
    OptionalDouble ratio,
    String how) {

  /// A row with nothing beside its spread.
  public static Row of(String name, String unit, Spread spread, String how) {
    OptionalDouble none = OptionalDouble.empty();
    return new Row(name, unit, spread, none, none, none, how);
  }

  /// The row with a rate.
  public Row perSecond(double rate) {
    return new Row(name, unit, spread, OptionalDouble.of(rate), cpuMicros, ratio, how);
  }

  /// The row with what a sample cost the processor.
  public Row cpuMicros(double micros) {
    return new Row(name, unit, spread, perSecond, OptionalDouble.of(micros), ratio, how);
  }

  /// The row with how many times the floor it is.
  ///
  /// @param factor of which figure is said in [#how]
  public Row ratio(double factor) {
    return new Row(name, unit, spread, perSecond, cpuMicros, OptionalDouble.of(factor), how);
  }

  /// The row as a plain value for JSON.
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("unit", unit);
    map.put("samples", spread.count());
    map.put("p50", Figures.rounded(spread.p50()));
    map.put("p99", Figures.rounded(spread.p99()));
    map.put("max", Figures.rounded(spread.max()));
    perSecond.ifPresent(rate -> map.put("per_second", Figures.rounded(rate)));
    cpuMicros.ifPresent(micros -> map.put("cpu_us", Figures.rounded(micros)));
    ratio.ifPresent(factor -> map.put("ratio", Figures.rounded(factor)));
    map.put("how", how);
    return map;
  }
}
