package rowlock.merge;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The paths a task may change, as plan files write them.
///
/// `*` and `?` stay within one name, `**` crosses names and may be nothing (`a/**/b` also means
/// `a/b`). A pattern that ends in `/` means everything below, and so does one whose last name has
/// neither wildcard nor dot: `src/a` covers `src/a/B.java`, but `pom.xml` is one file. The plan
/// check judges overlaps by the same rule.
final class Scope {
  private final List<PathMatcher> allowed;

  /// @param patterns none allows everything
  Scope(List<String> patterns) {
    this.allowed =
        patterns.stream()
            .flatMap(pattern -> globs(pattern).stream())
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
  }

  /// The paths that are outside.
  List<String> outside(List<String> paths) {
    return allowed.isEmpty()
        ? List.of()
        : paths.stream()
            .filter(path -> allowed.stream().noneMatch(glob -> glob.matches(Path.of(path))))
            .toList();
  }

  /// The JDK's globs that together mean what a pattern means.
  private static Set<String> globs(String pattern) {
    String plain = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    if (plain.isEmpty() || plain.equals(".")) {
      return Set.of("**");
    }
    Set<String> globs = new LinkedHashSet<>(List.of(plain));
    String lastName = plain.substring(plain.lastIndexOf('/') + 1);
    if (lastName.isEmpty()) {
      globs.add(plain + "**");
    } else if (lastName.chars().noneMatch(c -> "*?[{.\\".indexOf(c) >= 0)) {
      globs.add(plain + "/**");
    }
    // In the JDK's globs the name before `**/` must be there; here it may be missing.
    List.copyOf(globs).stream()
        .filter(glob -> glob.contains("**/"))
        .forEach(glob -> globs.add(glob.replace("**/", "")));
    return globs;
  }
}
