package rowlock.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tidiness as a test: sizes, names, signatures, comments.
class TidyTest {
  private static final int MAX_TYPES_PER_PACKAGE = 45;

  @ParameterizedTest
  @EnumSource
  void filesLinesAndCommentsAreTidy(TreeRules.Scope scope) {
    assertThat(Sources.javaFiles(root(scope)))
        .isNotEmpty()
        .flatExtracting(file -> TextRules.ofSource(file, Sources.read(file)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void methodsNamesAndSignaturesAreTidy(TreeRules.Scope scope) {
    assertThat(Sources.check(Sources.javaFiles(root(scope)), scope)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void packagesAreSmall(TreeRules.Scope scope) {
    assertThat(Sources.folders(root(scope)))
        .filteredOn(folder -> typesIn(folder) > MAX_TYPES_PER_PACKAGE)
        .extracting(folder -> folder + ": " + typesIn(folder) + " files")
        .isEmpty();
  }

  @Test
  void noTextNamesOneMachineOrLeavesWorkForLater() {
    assertThat(Sources.texts())
        .isNotEmpty()
        .flatExtracting(file -> TextRules.ofText(file, Sources.read(file)))
        .isEmpty();
  }

  private static Path root(TreeRules.Scope scope) {
    return switch (scope) {
      case PROGRAM -> Sources.PROGRAM;
      case TESTS -> Sources.TESTS;
    };
  }

  private static long typesIn(Path folder) {
    return Sources.javaFiles(folder).stream()
        .filter(file -> folder.equals(file.getParent()))
        .filter(file -> !file.endsWith("package-info.java"))
        .count();
  }
}
