package rowlock.genuine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import rowlock.mcp.Npm;

/// Genuine agent programs from npm, in the versions of `src/test/npm/agents`. They are some hundred
/// megabytes each, so tests of them run when they are asked for: `./check --agents`.
final class GenuineAgents {
  private static final String WANTED = "rowlock.agents";

  private GenuineAgents() {}

  /// A program. Without it the test that wants it is skipped.
  ///
  /// @param file its path from the folder of packages
  static Path program(String file) {
    Assumptions.assumeTrue(
        Boolean.getBoolean(WANTED), "genuine agent programs are tested by ./check --agents");
    Path program = Npm.installed("agents").resolve("node_modules").resolve(file);
    Assumptions.assumeTrue(Files.isExecutable(program), "npm has no " + file + " for this machine");
    return program;
  }
}
