package rowlock.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// ARCHITECTURE.md speaks of what is there.
final class ArchitecturePageTest {
  private static final Path PAGE = Path.of("ARCHITECTURE.md");

  @Test
  void everyTestItNamesExists() throws IOException {
    Set<String> existing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files.map(file -> file.getFileName().toString()).forEach(existing::add);
    }
    List<String> missing =
        words("`([A-Za-z]+Test)`").filter(name -> !existing.contains(name + ".java")).toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPackageIsOnItsMap() throws IOException {
    List<String> named = words("`([a-z]+)`").toList();
    try (Stream<Path> packages = Files.list(Path.of("src/main/java/rowlock"))) {
      assertThat(packages.map(folder -> folder.getFileName().toString())).isSubsetOf(named);
    }
  }

  private static Stream<String> words(String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(PAGE));
    return matcher.results().map(found -> found.group(1)).distinct();
  }
}
