package rowlock.app;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worker as a program: claims a task for a second, waits for a word, and submits.
final class LateWorker {
  private LateWorker() {}

  /// The project's folder.
  public static void main(String[] arguments) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream keep = new PrintStream(said, true, StandardCharsets.UTF_8);
    String project = arguments[0];
    Main.run(
        List.of("claim", "ada", "--lease", "1s", "--json", "--project", project),
        keep,
        keep,
        () -> 0);
    String claimed = said.toString(StandardCharsets.UTF_8).strip();
    System.out.println(claimed);
    System.out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    in.readLine();
    Map<String, @Nullable Object> data = Envelope.part(claimed, "data");
    String fence = String.valueOf(data.get("fence"));
    String task = String.valueOf(data.get("task"));
    List<String> submit =
        List.of("submit", "ada", task, "--fence", fence, "done", "--json", "--project", project);
    int code = Main.run(submit, System.out, System.err, () -> 0);
    System.out.flush();
    System.exit(code);
  }
}
