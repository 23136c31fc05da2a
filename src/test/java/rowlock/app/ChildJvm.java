package rowlock.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;
import rowlock.process.Command;
import rowlock.process.Result;

/// Starts Java programs of the test tree as processes that can be killed, fast enough to do so some
/// hundred times: class data come from an archive made by a run for practice.
///
/// The archive takes classes from jars only, so what lies in folders is packed into one.
final class ChildJvm {
  private final Path folder;
  private final String classPath;
  private final List<String> flags = new ArrayList<>();

  /// @param folder a folder of its own
  ChildJvm(Path folder) {
    this.folder = folder;
    this.classPath = packed(Files.exists(folder) ? folder : create(folder));
    flags.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xmx256m",
            "-Dorg.sqlite.lib.path=" + folder,
            "-Dorg.sqlite.lib.name=" + LibraryLoaderUtil.getNativeLibName()));
    unpackDriver();
  }

  /// Runs a program that ends by itself, and begins with its classes from then on.
  ///
  /// @return what it came to
  Result practise(Class<?> program, String... arguments) {
    return practise(argv -> Command.of(folder, argv).run(), program, arguments);
  }

  /// Runs a program that ends by itself, and begins with its classes from then on.
  ///
  /// @param run runs a command line
  /// @return what it came to
  Result practise(Function<List<String>, Result> run, Class<?> program, String... arguments) {
    Path archive = folder.resolve("classes.jsa");
    List<String> argv = argv(program, arguments);
    argv.add(1, "-XX:ArchiveClassesAtExit=" + archive);
    Result result = run.apply(argv);
    if (Files.exists(archive)) {
      flags.add("-XX:SharedArchiveFile=" + archive);
    }
    return result;
  }

  /// The command line of a program.
  List<String> argv(Class<?> program, String... arguments) {
    List<String> argv = new ArrayList<>(flags);
    argv.addAll(List.of("-cp", classPath, program.getName()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  private void unpackDriver() {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = ChildJvm.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      Files.copy(library, folder.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String packed(Path folder) {
    Path jar = folder.resolve("classes.jar");
    List<String> entries = new ArrayList<>(List.of(jar.toString()));
    Set<String> names = new LinkedHashSet<>();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.setLevel(0);
      for (String entry : System.getProperty("java.class.path").split(":", -1)) {
        if (Files.isDirectory(Path.of(entry))) {
          pack(Path.of(entry), names, out);
        } else if (!entry.isEmpty()) {
          entries.add(entry);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return String.join(":", entries);
  }

  private static void pack(Path root, Set<String> names, JarOutputStream out) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (names.add(name)) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
  }
}
