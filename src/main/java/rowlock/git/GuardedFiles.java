package rowlock.git;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of a repository that can make git start a program.
final class GuardedFiles {
  static final int MAX_HOOKS = 1_000;
  private static final List<String> NAMES =
      List.of("config", "config.worktree", "info/attributes", "info/exclude");

  private GuardedFiles() {}

  /// Those that exist now, sorted.
  static List<Path> of(GitLocation location) {
    return in(location.commonDirectory());
  }

  static List<Path> in(Path directory) {
    List<Path> files = new ArrayList<>();
    NAMES.stream().map(directory::resolve).filter(GuardedFiles::isFile).forEach(files::add);
    List<Path> hooks = Disk.entries(directory.resolve("hooks"));
    if (hooks.size() > MAX_HOOKS) {
      throw new GitException(
          directory.resolve("hooks") + " holds more than " + MAX_HOOKS + " files");
    }
    hooks.stream()
        .filter(hook -> !hook.toString().endsWith(".sample") && isFile(hook))
        .forEach(files::add);
    return files;
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path);
  }
}
