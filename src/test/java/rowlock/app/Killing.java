package rowlock.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lets a program die by SIGKILL right before one of its system calls.
///
/// `strace` counts the calls of each name and each thread on its own, so a program is to make all
/// that count from one thread.
///
/// @param call the name of the system call that counts
/// @param files only calls about these files count; empty for all
record Killing(String call, List<Path> files) {
  /// Everything by which a process changes what is on a disk.
  static final List<String> WRITES =
      List.of("pwrite64", "fdatasync", "write", "fsync", "ftruncate", "rename", "unlink");

  private static final Path STRACE = Path.of("/usr/bin/strace");

  /// Why nothing can be killed here; empty if it can.
  static String obstacle() {
    return Files.isExecutable(STRACE)
        ? ""
        : "strace is not installed (./check installs it), so nothing was killed at any write";
  }

  /// The command line of a program that dies before its nth call.
  List<String> at(int nth, List<String> argv) {
    List<String> all = new ArrayList<>(List.of(STRACE.toString(), "-f", "-qq", "-o", "/dev/null"));
    all.addAll(List.of("-e", "trace=" + call));
    all.addAll(List.of("-e", "inject=%s:signal=SIGKILL:when=%d".formatted(call, nth)));
    for (Path file : files) {
      all.addAll(List.of("-P", file.toString()));
    }
    all.addAll(argv);
    return all;
  }
}
