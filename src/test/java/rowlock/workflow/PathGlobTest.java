package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
  private static boolean overlap(String a, String b) {
    boolean forth = PathGlob.parse(a).mayOverlap(PathGlob.parse(b));
    assertThat(PathGlob.parse(b).mayOverlap(PathGlob.parse(a))).isEqualTo(forth);
    return forth;
  }

  @ParameterizedTest
  @CsvSource({
    "src/a/**, src/**/x.java",
    "src/**/x.java, src/x.java",
    "**/x.java, x.java",
    "src/a, src/a/b/c",
    "src/a/, src/a/b",
    "./src/a, src/a",
    "*.java, ?.java",
    "a*c, abbc",
    "a**c, a/b/c",
    "**, x",
    "., x/y",
    "src/[ab].java, src/a.java",
    "'src/{a,b}/x', src/b/x",
    "a/*/c, a/b/*",
    "a\\*b, a*b",
    "x/**/y/**/z, x/z/y/z",
    "pom.xml, pom.xml"
  })
  void patternsWithACommonPathOverlap(String a, String b) {
    assertThat(overlap(a, b)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "src/a/**, src/b/**",
    "src/a, src/ab",
    "*.java, src/x.java",
    "*.java, *.md",
    "**/*.java, **/*.md",
    "**/Test.java, src/MyTest.java",
    "a?c, ac",
    "a/*/c.x, a/c.x",
    "a\\*b, axb",
    "docs/**, src/**/docs"
  })
  void patternsWithoutACommonPathDoNot(String a, String b) {
    assertThat(overlap(a, b)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "a/.."})
  void aPatternOutsideOfTheRepositoryIsRefused(String pattern) {
    assertThatThrownBy(() -> PathGlob.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below the repository's top");
  }

  @Test
  void aLiteralPathHasNoWildcards() {
    assertThat(PathGlob.literal("a*").mayOverlap(PathGlob.parse("ab"))).isFalse();
    assertThat(PathGlob.literal("a[b]").mayOverlap(PathGlob.literal("a[b]/c"))).isTrue();
  }

  /// The JDK's own matcher is the judge: if it finds a path that both match, they overlap.
  @Test
  void whateverTheJdkMatchesByBothIsFoundToOverlap() {
    List<String> pieces = List.of("a", "b", "/", "*", "**", "?", "/", "ab", "[ab]", "**/", "{a,b}");
    List<String> paths = new ArrayList<>();
    paths(paths, "", 5);
    Random random = new Random(1);
    int found = 0;
    for (int round = 0; round < 3_000; round++) {
      String a = pattern(random, pieces);
      String b = pattern(random, pieces);
      var matchesA = FileSystems.getDefault().getPathMatcher("glob:" + a);
      var matchesB = FileSystems.getDefault().getPathMatcher("glob:" + b);
      boolean common =
          paths.stream().map(Path::of).anyMatch(p -> matchesA.matches(p) && matchesB.matches(p));
      if (common) {
        found++;
        assertThat(overlap(a, b)).as("%s with %s", a, b).isTrue();
      }
    }
    assertThat(found).isGreaterThan(100);
  }

  private static String pattern(Random random, List<String> pieces) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i <= random.nextInt(5); i++) {
      String piece = pieces.get(random.nextInt(pieces.size()));
      boolean doubled = piece.startsWith("/") && pattern.toString().endsWith("/");
      pattern.append(doubled || (pattern.isEmpty() && piece.equals("/")) ? "a" : piece);
    }
    return pattern.toString();
  }

  private static void paths(List<String> paths, String start, int length) {
    if (!start.isEmpty() && !start.endsWith("/")) {
      paths.add(start);
    }
    if (length > 0) {
      List.of("a", "b", "/").stream()
          .filter(next -> !next.equals("/") || (!start.isEmpty() && !start.endsWith("/")))
          .forEach(next -> paths(paths, start + next, length - 1));
    }
  }
}
