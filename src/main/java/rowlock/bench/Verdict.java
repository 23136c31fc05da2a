package rowlock.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was wanted, and whether it was reached.
///
/// @param goal in words, with its unit
/// @param limit the largest figure that is good enough
/// @param measured the figure of this run
public record Verdict(String goal, double limit, double measured) {
  boolean isMet() {
    return measured <= limit;
  }

  /// One line for people.
  String text() {
    return "%s  %s: at most %s, measured %s"
        .formatted(
            isMet() ? "met   " : "MISSED", goal, Figures.text(limit), Figures.text(measured));
  }

  /// The verdict as a plain value for JSON.
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("goal", goal);
    map.put("limit", Figures.rounded(limit));
    map.put("measured", Figures.rounded(measured));
    map.put("met", isMet());
    return map;
  }
}
