package rowlock.structure;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The architecture's table of packages as data: what each package may know at most.
///
/// A `package-info.java` may declare less, never more. A new package, or a new arrow, starts here:
/// it is a decision about the design, not about an import.
final class Sanction {
  private static final Set<String> BOARD_GROUP = Set.of("task", "team", "need", "budget", "board");
  private static final Set<String> MEANS =
      Set.of("workflow", "context", "metrics", "policy", "assign", "scale", "topology", "diagnose");
  private static final Set<String> DRIVERS =
      Set.of("tmux", "git", "process", "machine", "meter", "json");
  private static final Set<String> INTERFACES =
      Set.of("operation", "registry", "hub", "cli", "mcp", "web", "files");

  /// Packages of plain values and decisions: no clock, thread, chance or disk.
  static final Set<String> PURE = union(BOARD_GROUP, MEANS);

  private static final Map<String, Set<String>> MAY_KNOW = table();

  private Sanction() {}

  /// What a package may know at most; nothing when it is not in the table.
  static Set<String> of(String packageName) {
    return MAY_KNOW.getOrDefault(packageName, Set.of());
  }

  static Set<String> packages() {
    return MAY_KNOW.keySet();
  }

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    addPure(table);

    table.put("json", Set.of());
    table.put("console", Set.of());
    table.put("meter", Set.of());
    table.put("machine", Set.of());
    table.put("process", Set.of("json"));
    table.put("git", Set.of("process", "meter", "json"));
    table.put("tmux", Set.of("process", "meter", "json"));

    table.put("access", Set.of("task", "team", "json"));
    table.put("kind", Set.of("task", "team", "json"));
    table.put("fake", Set.of("process", "json"));

    table.put("journal", union(BOARD_GROUP, Set.of("json")));
    table.put("coordinator", union(BOARD_GROUP, Set.of("journal", "json")));

    for (String reconciler : List.of("agent", "merge", "alert")) {
      table.put(
          reconciler,
          union(BOARD_GROUP, DRIVERS, Set.of("coordinator", "context", "kind", "access")));
    }

    addFaces(table);

    Set<String> all = union(table.keySet(), Set.of("bench", "sim", "fleet"));
    Set<String> provable = without(all, INTERFACES);
    table.put("sim", without(provable, Set.of("sim", "bench", "fleet")));
    table.put("bench", without(provable, Set.of("bench", "fleet")));
    table.put("fleet", without(provable, Set.of("fleet")));
    table.put("app", all);
    return Collections.unmodifiableMap(table);
  }

  private static void addPure(Map<String, Set<String>> table) {
    table.put("task", Set.of());
    table.put("team", Set.of("task"));
    table.put("need", Set.of("task", "team"));
    table.put("budget", Set.of("task", "team"));
    table.put("board", Set.of("task", "team", "need", "budget"));

    for (String mean : List.of("workflow", "context", "metrics", "policy")) {
      table.put(mean, BOARD_GROUP);
    }
    for (String advice : List.of("assign", "scale", "topology", "diagnose")) {
      table.put(advice, union(BOARD_GROUP, Set.of("policy", "metrics")));
    }
  }

  private static void addFaces(Map<String, Set<String>> table) {
    table.put("operation", union(PURE, Set.of("coordinator", "journal", "meter", "json")));
    Set<String> calls = union(PURE, Set.of("operation", "journal", "json", "access"));
    table.put("registry", calls);
    table.put("hub", union(calls, Set.of("registry")));
    Set<String> shown =
        union(PURE, Set.of("operation", "registry", "hub", "access", "json", "console"));
    for (String face : List.of("cli", "mcp", "files")) {
      table.put(face, shown);
    }
    table.put("web", union(shown, Set.of("mcp", "meter")));
  }

  @SafeVarargs
  private static Set<String> union(Collection<String>... sets) {
    Set<String> union = new TreeSet<>();
    for (Collection<String> set : sets) {
      union.addAll(set);
    }
    return Collections.unmodifiableSet(union);
  }

  private static Set<String> without(Set<String> all, Set<String> excluded) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(excluded);
    return Collections.unmodifiableSet(rest);
  }
}
