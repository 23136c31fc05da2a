package rowlock.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The official TypeScript SDK is a client of ours. What it does stands in
/// `src/test/npm/mcp/client.mjs`.
final class TypeScriptSdkTest {
  @Test
  void itUsesEverythingOverHttp() {
    Path npm = Npm.installed();
    try (LoopbackServer server = new LoopbackServer()) {
      check(Npm.node(npm, Npm.CLIENT, "http", server.url()));

      assertThat(server.mcp.sessions()).isZero();
      assertThat(server.toolbox.listeners()).isZero();
    }
  }

  @Test
  void itUsesEverythingOverStandardStreams() {
    Path npm = Npm.installed();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    check(Npm.node(npm, Npm.CLIENT, "stdio", java, "-cp", classes, ExampleStdio.class.getName()));
  }

  private static void check(Npm.Ran ran) {
    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output().lines())
        .containsExactly(
            "done: connect",
            "done: list",
            "done: call",
            "done: fail",
            "done: progress",
            "done: subscribe",
            "done: cancel",
            "done: prompt",
            "done: end");
  }
}
