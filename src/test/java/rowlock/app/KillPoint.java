package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import rowlock.journal.Journal;

/// A moment between two steps of a run at which its process is killed.
///
/// @param step what is counted, and whether the kill comes before or after it
/// @param nth which of these steps, from 1
record KillPoint(Step step, int nth) {
  static final KillPoint NEVER = new KillPoint(Step.NEVER, 1);

  /// What is counted.
  enum Step {
    NEVER,
    APPEND_BEFORE,
    APPEND_AFTER,
    GIT_BEFORE,
    GIT_AFTER
  }

  static KillPoint of(String text) {
    String[] parts = text.split(":", 2);
    return new KillPoint(Step.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return step + ":" + nth;
  }

  /// Writes a `git` into a folder that carries out the real one, and kills the process that
  /// [#tell]s of itself there at its moment.
  static void installGit(Path folder, Path git) throws IOException {
    String script =
        """
        #!/bin/sh
        here=${0%%/*}
        echo >>"$here/count"
        count=$(wc -l <"$here/count")
        read -r step nth pid <"$here/kill"
        [ "$count" -eq "$nth" ] || step=never
        if [ "$step" = git_before ]; then kill -9 "$pid"; exit 1; fi
        if [ "$step" != git_after ]; then exec '%1$s' "$@"; fi
        '%1$s' "$@"
        kill -9 "$pid"
        exit 1
        """
            .formatted(git);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("git"), script);
    Files.setPosixFilePermissions(
        folder.resolve("git"), PosixFilePermissions.fromString("rwx------"));
  }

  /// Tells the `git` in a folder when to kill this process.
  void tell(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("count"));
      Files.writeString(
          folder.resolve("kill"),
          "%s %d %d\n"
              .formatted(step.name().toLowerCase(Locale.ROOT), nth, ProcessHandle.current().pid()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The journal, with the kill at its appends if that is where it is to be.
  Journal watched(Journal journal) {
    if (step != Step.APPEND_BEFORE && step != Step.APPEND_AFTER) {
      return journal;
    }
    AtomicInteger count = new AtomicInteger();
    return (Journal)
        Proxy.newProxyInstance(
            KillPoint.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> {
              boolean now = method.getName().equals("append") && count.incrementAndGet() == nth;
              if (now && step == Step.APPEND_BEFORE) {
                die();
              }
              try {
                return method.invoke(journal, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              } finally {
                if (now) {
                  die();
                }
              }
            });
  }

  private static void die() throws IOException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
    while (true) {
      LockSupport.park();
    }
  }
}
