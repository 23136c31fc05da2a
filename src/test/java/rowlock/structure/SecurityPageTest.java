package rowlock.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on security claims only tests that are there.
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`(?:[a-z]+\\.)?([A-Z][A-Za-z]+Test)`");

  @Test
  void everyTestItNamesIsThere() throws IOException {
    Set<String> named =
        TEST.matcher(Files.readString(Path.of("docs/security.md")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
      assertThat(named).hasSizeGreaterThan(20).isSubsetOf(there);
    }
  }
}
