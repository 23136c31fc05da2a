package rowlock.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a task may change.
final class ScopeTest {
  @ParameterizedTest
  @CsvSource({
    "src/a, src/a/B.java, true",
    "src/a, src/ab/B.java, false",
    "src/a/, src/a/b/C.java, true",
    "pom.xml, pom.xml, true",
    "pom.xml, pom.xml/x, false",
    "**/*.java, A.java, true",
    "**/*.java, a/b/A.java, true",
    "a/**/b.txt, a/b.txt, true",
    "a/**/b.txt, a/x/y/b.txt, true",
    "src/*.sh, src/a.sh, true",
    "src/*.sh, src/a/b.sh, false",
    "./docs, docs/x.md, true",
    "., anything/at/all, true",
    "src/**, other, false",
  })
  void aPathIsInsideOrOutside(String pattern, String path, boolean inside) {
    assertThat(new Scope(List.of(pattern)).outside(List.of(path)).isEmpty()).isEqualTo(inside);
  }

  @Test
  void noPatternAllowsEverything() {
    assertThat(new Scope(List.of()).outside(List.of("a", "b/c"))).isEmpty();
  }
}
