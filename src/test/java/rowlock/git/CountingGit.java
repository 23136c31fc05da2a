package rowlock.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The real git behind a script that notes what it is asked.
final class CountingGit {
  private static final String LOG = "git.log";

  private final Path folder;
  private final Path log;
  private final Path program;

  CountingGit(Path folder) {
    this.folder = folder;
    this.log = folder.resolve(LOG);
    program =
        Sandbox.write(
            folder, "counting-git", "#!/bin/sh\necho \"$*\" >> '" + log + "'\nexec git \"$@\"\n");
    try {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String program() {
    return program.toString();
  }

  void forget() {
    Sandbox.write(folder, LOG, "");
  }

  /// What was asked since, without the settings that every run has.
  List<String> asked() {
    return Sandbox.read(log).lines().map(line -> line.replaceAll("^(-c \\S+ )+", "")).toList();
  }
}
