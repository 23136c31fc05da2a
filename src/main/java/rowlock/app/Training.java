package rowlock.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The run whose loaded classes go into the AOT cache: harmless commands, one after the other in
/// one process, because one cache comes from one run.
///
/// A command that is not listed still works; it only starts slower. See docs/decisions/startup.md.
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("init", "Training"),
          List.of("task", "add", "First", "--tag", "x", "--check", "true"),
          List.of("task", "add", "Second", "--after", "t1", "--json"),
          List.of("task", "list"),
          List.of("task", "list", "--json", "--status", "open"),
          List.of("task", "show", "t1"),
          List.of("claim", "anna", "--capability", "java", "--json"),
          List.of("start", "anna", "t1", "--fence", "1"),
          List.of("heartbeat", "anna", "t1", "--fence", "5"),
          List.of("complete", "anna", "t1", "--fence", "5", "done"),
          List.of("subtask", "t2", "Third"),
          List.of("agents", "list"),
          List.of("discover", "anna", "It works.", "--tag", "x"),
          List.of("discoveries"),
          List.of("send", "anna", "Hello."),
          List.of("inbox", "anna"),
          List.of("status"),
          List.of("status", "--json"),
          List.of("settings"),
          List.of("log"),
          List.of("log", "--task", "t1", "--json"),
          List.of("report"),
          List.of("journal", "verify"),
          List.of("task", "bogus"));

  private Training() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Path project = Files.createTempDirectory("rowlock-training");
    try {
      for (List<String> command : COMMANDS) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--project", project.toString()));
        Main.run(words, nowhere, nowhere, () -> 0);
      }
    } finally {
      delete(project);
    }
    // Ending like a real command puts the classes of the way out into the cache as well.
    System.exit(0);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
