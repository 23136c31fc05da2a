package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The reference page is the one that the registry makes; a copy of it is left in `target/`.
class ReferencePageTest {
  private static final Path PAGE = Path.of("docs", "operations.md");
  private static final Path ACTUAL = Path.of("target", "operations.md");

  @Test
  void thePageIsAsTheRegistrySays() throws IOException {
    String actual = ReferencePage.of(Registry.standard());
    Files.createDirectories(ACTUAL.toAbsolutePath().getParent());
    Files.writeString(ACTUAL, actual);

    assertThat(PAGE)
        .as("copy %s to %s and read the difference", ACTUAL, PAGE)
        .content()
        .isEqualTo(actual);
  }
}
