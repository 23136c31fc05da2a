package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rowlock.agent.Planner;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Parked;
import rowlock.context.PlanningBrief;
import rowlock.git.GitException;
import rowlock.git.Repository;
import rowlock.json.Json;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.LaunchWish;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.PlanProposal;
import rowlock.operation.PlanRequest;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.Workshop;
import rowlock.workflow.PlanSchema;

/// Has a goal planned by an agent: which one, in which folder, told what.
final class Planning {
  private static final int MAX_README_BYTES = 16_000;
  private static final int MAX_FILES = 20_000;
  private static final int DEEPEST = 12;
  private static final List<String> READMES = List.of("README.md", "README", "README.txt");

  private final Desk desk;
  private final PlanRequest request;
  private final AgentKind form;
  private final InstantSource clock;

  Planning(Desk desk, PlanRequest request, InstantSource clock) {
    this.desk = desk;
    this.request = request;
    this.form = form(Staff.kinds(home(desk)), request.kind());
    this.clock = clock;
  }

  private static Path home(Desk desk) {
    return desk.folder().resolve(Project.HOME);
  }

  private static AgentKind form(AgentKinds kinds, String name) {
    AgentKind kind =
        kinds
            .find(name)
            .orElseThrow(() -> refusal("there is no agent kind " + name, planners(kinds)));
    return kinds
        .planning(kind)
        .orElseThrow(
            () -> refusal("agents of kind " + name + " have no planning form", planners(kinds)));
  }

  private static String planners(AgentKinds kinds) {
    List<String> names =
        kinds.all().stream()
            .filter(kind -> kinds.planning(kind).isPresent())
            .map(AgentKind::name)
            .toList();
    return "choose one that has with --planner: " + String.join(", ", names);
  }

  /// Asks for a plan.
  ///
  /// @param critic what is wrong with an answer
  PlanProposal propose(PlanProposal.Critic critic, RunListener listener)
      throws InterruptedException {
    Optional<Instant> parked =
        form.spending().account().flatMap(account -> desk.board().parkedUntil(account));
    if (parked.filter(until -> desk.now().isBefore(until)).isPresent()) {
      throw refusal(
          "the account of %s waits until %s".formatted(form.name(), parked.get()),
          "wait, or plan with another kind: --planner KIND");
    }
    Path folder = privateFolder();
    try {
      Path worktree = request.repository().orElse(desk.folder()).toRealPath();
      PlanningBrief.Survey survey = new PlanningBrief.Survey(files(worktree), readme(worktree));
      Planner planner =
          new Planner(
              commission(new LaunchWish.Places(worktree, folder.toRealPath())),
              new Planner.Inquiry(
                  Json.compact(PlanSchema.asked()),
                  before -> brief(survey, before),
                  critic::problems),
              clock);
      return proposal(planner.plan(listener::isStopWanted));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      delete(folder);
    }
  }

  private Planner.Commission commission(LaunchWish.Places places) {
    Optional<Duration> left =
        request.allowance().until().map(until -> Duration.between(clock.instant(), until));
    Duration longest =
        left.filter(time -> time.compareTo(Planner.LONGEST) < 0).orElse(Planner.LONGEST);
    return new Planner.Commission(form, places, request.model(), request.allowance(), longest);
  }

  private String brief(PlanningBrief.Survey survey, Optional<Planner.Refused> before) {
    return new PlanningBrief(
            request.goal(),
            survey,
            before.map(last -> new PlanningBrief.Refused(last.answer(), last.problems())))
        .text();
  }

  private PlanProposal proposal(Planner.Made made) {
    return switch (made) {
      case Planner.Made.Plan plan -> new PlanProposal.Made(plan.text(), plan.spent());
      case Planner.Made.Nothing nothing -> none(nothing);
    };
  }

  private PlanProposal.None none(Planner.Made.Nothing nothing) {
    Verdict verdict = verdict(nothing.cause());
    return new PlanProposal.None(
        verdict.reason(),
        verdict.code(),
        "%s made no plan: %s".formatted(form.name(), nothing.reason()),
        verdict.hint(),
        nothing.spent());
  }

  /// Whose fault it is that there is no plan, and what to do about it.
  private record Verdict(Outcome.Reason reason, String code, String hint) {
    static Verdict rejected(String code, String hint) {
      return new Verdict(Outcome.Reason.REJECTED, code, hint);
    }

    static Verdict environment(String code, String hint) {
      return new Verdict(Outcome.Reason.ENVIRONMENT, code, hint);
    }
  }

  private Verdict verdict(Planner.Cause cause) {
    return switch (cause) {
      case Planner.Cause.NotStarted _ -> Verdict.environment("planner_missing", install());
      case Planner.Cause.LoginWanted _ ->
          Verdict.environment(
              "login_wanted", "log in to the program first; see `rowlock doctor agents`");
      case Planner.Cause.Limited(Optional<Instant> until) -> {
        until.ifPresent(this::park);
        String when = until.map(reset -> "wait until " + reset).orElse("try again later");
        yield Verdict.environment("planner_limited", when + ", or plan with another --planner");
      }
      case Planner.Cause.TimeOver _ ->
          Verdict.rejected(
              "planner_too_slow", "try a smaller goal, or more time with --max-minutes");
      case Planner.Cause.Failed _ ->
          Verdict.rejected(
              "planner_failed",
              "try again, or another --planner, or write the plan: docs/plan-files.md");
      case Planner.Cause.BadPlan _ ->
          Verdict.rejected(
              "bad_plan", "say the goal in other words, or try another --planner or --model");
      case Planner.Cause.BudgetExhausted _ ->
          Verdict.rejected(
              "budget_exhausted",
              "raise what may be spent with --budget-usd, --budget-tokens or --max-minutes");
      case Planner.Cause.Stopped _ ->
          new Verdict(
              Outcome.Reason.INTERRUPTED,
              "stopped",
              "nothing was started; the same command plans anew");
    };
  }

  private String install() {
    String how = form.installed().install();
    return how.isEmpty() ? "see `rowlock doctor agents`" : "install it: " + how;
  }

  private void park(Instant until) {
    form.spending()
        .account()
        .ifPresent(account ->
            desk.project()
                .coordinator()
                .submit(
                    Request.bySystem(
                        new Command.OfBudget(
                            new BudgetCommand.ParkAccount(
                                new Parked(account, until, "its planner met a limit"))))));
  }

  private List<String> files(Path worktree) throws IOException {
    if (request.repository().isPresent()) {
      try {
        Repository repository = Repository.open(worktree, home(desk).resolve("git"));
        return repository.history().files(repository.head().commit()).stream()
            .limit(MAX_FILES)
            .toList();
      } catch (GitException broken) {
        throw refusal(String.valueOf(broken.getMessage()), "see `rowlock doctor`");
      }
    }
    return walk(worktree);
  }

  private static List<String> walk(Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            boolean isHidden =
                !at.equals(folder) && String.valueOf(at.getFileName()).startsWith(".");
            return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
            files.add(folder.relativize(at).toString());
            return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path at, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static String readme(Path folder) throws IOException {
    for (String name : READMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        try (var in = Files.newInputStream(file)) {
          return new String(in.readNBytes(MAX_README_BYTES), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }

  private Path privateFolder() {
    try {
      Path all = Files.createDirectories(home(desk).resolve("planning"));
      return Files.createTempDirectory(
          all,
          "p",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Workshop.Refusal refusal(String message, String hint) {
    return new Workshop.Refusal(Workshop.Refusal.Kind.INPUT, message, hint);
  }
}
