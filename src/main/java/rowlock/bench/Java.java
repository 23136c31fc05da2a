package rowlock.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How another Java process like this one is started.
public final class Java {
  /// The class whose `main` is this program's. Named, because nothing here may know the assembly.
  public static final String MAIN = "rowlock.app.Main";

  private Java() {}

  /// The program of this JDK.
  public static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The arguments that start a class of this program as small as it can be.
  public static List<String> small(String type) {
    return List.of(
        program(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx64m",
        "-cp",
        classPath(),
        type);
  }

  /// The class path as it is from any folder.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The arguments that start a class of this program with the options that the launcher gives
  /// commands that run for long.
  public static List<String> command(String type, List<String> arguments) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                program(),
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                type));
    argv.addAll(arguments);
    return argv;
  }
}
