package rowlock.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rowlock.git.BranchName;
import rowlock.git.Founding;
import rowlock.git.GitException;
import rowlock.git.Identity;

/// `rowlock demo`: makes an example repository and carries out a real plan on it by the real `run`.
final class Demo {
  private static final String RESOURCES = "/rowlock/demo/";
  private static final List<String> FILES = List.of("north.csv", "south.tsv", "east.txt");
  private static final String HELP =
      """
      Usage: rowlock demo [--no-tmux]

      Makes a small repository in a temporary folder and carries out a plan of thirteen tasks on it
      with four shell agents. One task is wrong at first and sent back by its check; two collide,
      and one is done again on the new base. Nothing outside that folder is touched.

        --no-tmux   run the agents as plain processes
      """;

  private final InstantSource clock;
  private final Runner rowlock;

  /// Runs a command line of rowlock in this process.
  interface Runner {
    /// Returns its exit code.
    int run(List<String> arguments, PrintStream out, PrintStream err);
  }

  /// @param clock the date of the first commit
  /// @param rowlock runs the command line that the demo shows
  Demo(InstantSource clock, Runner rowlock) {
    this.clock = clock;
    this.rowlock = rowlock;
  }

  int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(HELP);
      return 0;
    }
    List<String> unknown = arguments.stream().filter(word -> !"--no-tmux".equals(word)).toList();
    if (!unknown.isEmpty()) {
      err.println("rowlock demo: there is no option " + unknown.getFirst() + "; see --help");
      return 2;
    }
    try {
      return demonstrate(arguments, out, err);
    } catch (GitException broken) {
      err.println("rowlock demo: " + broken.getMessage());
      return 4;
    }
  }

  private int demonstrate(List<String> options, PrintStream out, PrintStream err) {
    Path folder = prepare();
    Path repository = folder.resolve("tides");
    List<String> line =
        new ArrayList<>(List.of("run", folder.resolve("plan.yaml").toString(), "--name", "demo"));
    line.addAll(List.of("--repo", repository.toString(), "--project", repository.toString()));
    line.addAll(List.of("-w", "4", "--yes"));
    line.addAll(options);
    String shown = "rowlock " + line.stream().map(Demo::quoted).collect(Collectors.joining(" "));
    out.println("An example repository is in " + repository + ". Carrying out its plan with:\n");
    out.println("  " + shown + "\n");
    out.flush();
    int code = rowlock.run(line, out, err);
    out.println();
    out.println(code == 0 ? "The whole is merged and proved." : "Not everything was done.");
    out.println("Executed:  " + shown);
    out.println("Result:    git -C " + repository + " log --graph --oneline rowlock/demo");
    out.println("Look:      rowlock log --project " + repository);
    out.println("Clean up:  rm -r " + folder);
    out.flush();
    return code;
  }

  private Path prepare() {
    try {
      Path folder = Files.createTempDirectory("rowlock-demo-").toRealPath();
      Path repository = folder.resolve("tides");
      copy("plan.yaml", folder.resolve("plan.yaml"));
      for (String file : FILES) {
        copy(file, repository.resolve("data").resolve(file));
      }
      Founding.of(repository, new BranchName("main"), Identity.ROWLOCK, clock.instant());
      return folder;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the example", broken);
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream stream = Demo.class.getResourceAsStream(RESOURCES + resource)) {
      if (stream == null) {
        throw new IllegalStateException("the example's " + resource + " is missing");
      }
      Files.copy(stream, target);
    }
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
