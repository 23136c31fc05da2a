package rowlock.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes plans as people like to read and edit them: YAML in blocks, without what says nothing.
public final class PlanWriter {
  private static final int WIDTH = 100;

  private PlanWriter() {}

  /// A plan file.
  ///
  /// @param remarks lines for its top
  /// @param plan its fields as JSON values; what is null or empty is left out
  public static String yaml(List<String> remarks, Map<String, Object> plan) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();
    String head =
        remarks.stream()
            .map(line ->
                "# " + line.replaceAll("[\\p{Cntrl}\\p{Cs}\u2028\u2029\uFEFF]+", " ") + "\n")
            .collect(Collectors.joining());
    Map<String, Object> fields = new LinkedHashMap<>();
    plan.forEach((name, value) -> telling(value).ifPresent(told -> fields.put(name, told)));
    return head + new Dump(settings).dumpToString(fields);
  }

  /// The value without what says nothing in it.
  private static Optional<Object> telling(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) ->
            telling(member).ifPresent(told -> members.put(String.valueOf(name), told)));
        yield Optional.of(members).filter(all -> !all.isEmpty()).map(Object.class::cast);
      }
      case List<?> list -> {
        List<Object> entries = new ArrayList<>();
        list.forEach(entry -> telling(entry).ifPresent(entries::add));
        yield Optional.of(entries).filter(all -> !all.isEmpty()).map(Object.class::cast);
      }
      case String text -> Optional.of(text).filter(all -> !all.isBlank()).map(Object.class::cast);
      default -> Optional.of(value);
    };
  }
}
