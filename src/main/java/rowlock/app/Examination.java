package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.operation.Project;
import rowlock.operation.Workshop.Finding;
import rowlock.operation.Workshop.Health;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.process.StartFailed;
import rowlock.tmux.Availability;

/// A look at everything rowlock needs on this machine. Starts nothing that stays.
final class Examination {
  /// Below this a run may fail for want of space.
  private static final long LITTLE_SPACE_BYTES = 1L << 30;

  private final Optional<Path> project;
  private final List<Finding> findings = new ArrayList<>();

  /// @param project the project's folder, if there is one
  Examination(Optional<Path> project) {
    this.project = project;
  }

  List<Finding> findings() {
    java();
    git();
    tmux();
    kinds();
    space();
    hub();
    return List.copyOf(findings);
  }

  private void java() {
    Runtime.Version version = Runtime.version();
    add("java", Health.GOOD, version + " in " + System.getProperty("java.home"), "");
  }

  private void git() {
    try {
      Result result = Command.of(folder(), "git", "--version").run();
      String text = result.out().text().strip();
      boolean fits = result.succeeded() && isAtLeast(text, 2, 38);
      add(
          "git",
          fits ? Health.GOOD : Health.BAD,
          text,
          fits ? "" : "install git 2.38 or newer; without it only plans without a repository run");
    } catch (StartFailed absent) {
      add("git", Health.BAD, "not found on PATH", "install git 2.38 or newer");
    }
  }

  private static boolean isAtLeast(String text, int major, int minor) {
    Matcher version = Pattern.compile("(\\d+)\\.(\\d+)").matcher(text);
    if (!version.find()) {
      return false;
    }
    int found = Integer.parseInt(version.group(1));
    return found > major || (found == major && Integer.parseInt(version.group(2)) >= minor);
  }

  private void tmux() {
    String without = "install tmux 3.2 or newer to look at agents with `rowlock attach`";
    switch (Availability.probe()) {
      case Availability.Ready ready -> add("tmux", Health.GOOD, ready.version(), "");
      case Availability.Absent absent -> add("tmux", Health.LIMITED, "not installed", without);
      case Availability.TooOld old -> add("tmux", Health.LIMITED, old.version(), without);
      case Availability.Broken broken -> add("tmux", Health.LIMITED, broken.reason(), without);
    }
  }

  /// Only whether programs are there: asking each for its version takes seconds.
  private void kinds() {
    for (AgentKind kind : known().all()) {
      String program = kind.command().getFirst();
      boolean there = Programs.isThere(program);
      add(
          "agent kind " + kind.name(),
          there ? Health.GOOD : Health.LIMITED,
          there ? program : program + " is not on PATH",
          there ? "" : "`rowlock doctor agents` tells how to install it");
    }
  }

  /// A closer look at the programs of agents.
  List<Finding> agents() {
    return AgentExamination.here(folder()).findings(known());
  }

  private AgentKinds known() {
    return project.map(at -> Staff.kinds(at.resolve(Project.HOME))).orElseGet(AgentKinds::builtIn);
  }

  private void space() {
    try {
      long free = Files.getFileStore(folder()).getUsableSpace();
      boolean enough = free >= LITTLE_SPACE_BYTES;
      add(
          "disk",
          enough ? Health.GOOD : Health.LIMITED,
          (free >> 20) + " MiB free at " + folder(),
          enough ? "" : "free some space: worktrees and logs need it");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot look at the disk of " + folder(), unreadable);
    }
  }

  private void hub() {
    if (project.isEmpty()) {
      add(
          "project",
          Health.LIMITED,
          "no .rowlock folder here or above",
          "`rowlock init GOAL` makes one; `rowlock run` does so by itself");
      return;
    }
    Path home = project.get().resolve(Project.HOME);
    boolean active =
        HubLock.tryTake(home)
            .map(lock -> {
              lock.close();
              return false;
            })
            .orElse(true);
    add("project", Health.GOOD, home + (active ? ", a run is active" : ", no run is active"), "");
  }

  private Path folder() {
    return project.orElseGet(() -> Path.of("").toAbsolutePath());
  }

  private void add(String subject, Health health, String text, String advice) {
    findings.add(new Finding(subject, health, text, advice));
  }
}
