package rowlock.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real repository in a temporary folder, and a git for those who are not us: users and agents.
final class Sandbox {
  static final Instant WHEN = Instant.parse("2026-01-02T03:04:05Z");
  static final Identity ADA = new Identity("Ada Lovelace", "ada@example.org");

  final Path root;
  final Path checkout;
  final Path state;
  final Path folder;

  Sandbox(Path temporary) {
    try {
      root = Files.createDirectories(temporary).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkout = root.resolve("project");
    state = root.resolve("state");
    folder = root.resolve("worktrees");
  }

  /// A repository with one commit on `main`: `a.txt`, `b.txt` and a `.gitignore` for `*.log`.
  static Sandbox withOneCommit(Path temporary) {
    Sandbox sandbox = new Sandbox(temporary);
    sandbox.init();
    sandbox.write("a.txt", "a\n");
    sandbox.write("b.txt", "b\n");
    sandbox.write(".gitignore", "*.log\n");
    sandbox.commit("first");
    return sandbox;
  }

  void init() {
    git(root, "init", "-q", "-b", "main", checkout.toString());
  }

  Repository open() {
    return Repository.open(checkout, state);
  }

  CommitId commit(String message) {
    return commit(checkout, message);
  }

  CommitId commit(Path where, String message) {
    git(where, "add", "-A");
    git(where, "commit", "-q", "--allow-empty", "-m", message);
    return head(where);
  }

  CommitId head(Path where) {
    return new CommitId(git(where, "rev-parse", "HEAD"));
  }

  Optional<CommitId> ref(String ref) {
    String found = git(checkout, "for-each-ref", "--format=%(objectname)", ref);
    return found.isEmpty() ? Optional.empty() : Optional.of(new CommitId(found));
  }

  String show(CommitId commit, String path) {
    return git(checkout, "show", commit + ":" + path);
  }

  List<String> filesOf(CommitId commit) {
    return git(checkout, "ls-tree", "-r", "--name-only", commit.hex()).lines().toList();
  }

  void write(String path, String content) {
    write(checkout, path, content);
  }

  static Path write(Path where, String path, String content) {
    try {
      Path file = where.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      return Files.writeString(file, content);
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

  /// What a person or an agent types, with no protection at all; fails the test if git does.
  String git(Path where, String... arguments) {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    return run(where, line);
  }

  String run(Path where, List<String> line) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).directory(where.toFile()).redirectErrorStream(true);
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("GIT_"));
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      for (String who : List.of("AUTHOR", "COMMITTER")) {
        environment.put("GIT_" + who + "_NAME", "Agent");
        environment.put("GIT_" + who + "_EMAIL", "agent@example.org");
      }
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Objects and refs all sound, and every worktree where git expects it.
  void assertSound() {
    String said = git(checkout, "fsck", "--full", "--strict", "--no-dangling");
    assertThat(said.lines().filter(line -> !line.startsWith("notice: "))).isEmpty();
    assertThat(git(checkout, "worktree", "list", "--porcelain")).doesNotContain("prunable");
  }
}
