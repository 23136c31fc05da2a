package rowlock.process;

import java.nio.file.Path;
import java.util.List;

/// A program that starts a job in a folder and is killed at once.
final class StarterThatDies {
  private StarterThatDies() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    JobSpec spec =
        JobSpec.of(
            folder.resolve("job"),
            folder,
            List.of("sh", "-c", "echo begun; read -r line <fifo; echo $line; exit 9"));
    new PlainHost().start(new JobName("orphan"), spec);
    Command.of(folder, "kill", "-9", Long.toString(ProcessHandle.current().pid())).run();
  }
}
