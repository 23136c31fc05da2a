package rowlock.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The official conformance suite runs against our server. What it leaves out, and why, stands in
/// `src/test/resources/mcp/conformance-excluded.yml`.
final class ConformanceTest {
  private static final Path EXCLUDED =
      Path.of("src/test/resources/mcp/conformance-excluded.yml").toAbsolutePath();
  private static final String NEWEST =
      "node_modules/@modelcontextprotocol/conformance/dist/index.js";
  private static final String STABLE = "node_modules/conformance-stable/dist/index.js";
  private static final Pattern TOTAL = Pattern.compile("Total: (\\d+) passed");

  static Stream<Arguments> suites() {
    return Stream.of(
        Arguments.of(NEWEST, List.of("--requirements", "2026-07-28"), 110),
        Arguments.of(NEWEST, List.of("--requirements", "2025-11-25"), 60),
        Arguments.of(NEWEST, List.of("--suite", "all", "--spec-version", "2025-06-18"), 50),
        Arguments.of(STABLE, List.of("--suite", "all"), 25));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyScenarioPassesThatApplies(String suite, List<String> choice, int fewestChecks) {
    Path npm = Npm.installed();
    try (LoopbackServer server = new LoopbackServer()) {
      List<String> arguments = new ArrayList<>(List.of("server", "--url", server.url()));
      arguments.addAll(choice);
      arguments.addAll(List.of("--expected-failures", EXCLUDED.toString()));

      Npm.Ran ran = Npm.node(npm, suite, arguments.toArray(String[]::new));

      assertThat(ran.status()).as(ran.output()).isZero();
      Matcher total = TOTAL.matcher(ran.output());
      assertThat(total.find()).as(ran.output()).isTrue();
      assertThat(Integer.parseInt(total.group(1))).isGreaterThanOrEqualTo(fewestChecks);
    }
  }
}
