package rowlock.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The project's own files, and the syntax trees of those in Java.
final class Sources {
  static final Path PROGRAM = Path.of("src/main/java");
  static final Path TESTS = Path.of("src/test/java");

  private static final List<String> OTHER_TEXTS =
      List.of("src/main/resources", "src/test/resources", "docs", ".ci");
  private static final List<String> TEXT_ENDINGS =
      List.of(".java", ".md", ".sh", ".xml", ".yaml", ".yml", ".json", ".sql", ".txt", ".html");

  private Sources() {}

  static List<Path> javaFiles(Path root) {
    return files(root).stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  /// Every text a reader of the project may open: sources, pages, scripts and settings.
  static List<Path> texts() {
    List<Path> texts = new ArrayList<>();
    for (String root : OTHER_TEXTS) {
      texts.addAll(files(Path.of(root)));
    }
    try (Stream<Path> top = Files.list(Path.of(""))) {
      texts.addAll(top.filter(Files::isRegularFile).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts.stream().filter(Sources::isText).toList();
  }

  static List<Path> folders(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the tree rules say about some files.
  static List<String> check(List<Path> files, TreeRules.Scope scope) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<JavaFileObject> units = new ArrayList<>();
      manager.getJavaFileObjectsFromPaths(files).forEach(units::add);
      return check(compiler, manager, units, scope);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the tree rules say about a source that is only a text.
  static List<String> check(String source, TreeRules.Scope scope) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject unit =
        new SimpleJavaFileObject(URI.create("Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      return check(compiler, manager, List.of(unit), scope);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> check(
      JavaCompiler compiler,
      StandardJavaFileManager manager,
      List<JavaFileObject> units,
      TreeRules.Scope scope)
      throws IOException {
    JavacTask task =
        (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), List.of(), units);
    DocTrees trees = DocTrees.instance(task);
    List<String> found = new ArrayList<>();
    for (CompilationUnitTree unit : task.parse()) {
      found.addAll(TreeRules.of(unit, trees, scope));
    }
    return found;
  }

  private static List<Path> files(Path root) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isText(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.contains(".") || TEXT_ENDINGS.stream().anyMatch(name::endsWith);
  }
}
