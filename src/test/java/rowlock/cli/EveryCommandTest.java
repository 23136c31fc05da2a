package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowlock.cli.Typist.Seen;
import rowlock.need.Ask;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.NeedOperations;
import rowlock.operation.Projects;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What every command owes: help with an example, one JSON object whether it succeeds or not.
class EveryCommandTest {
  private static final Set<String> ENDINGS = Set.of("0", "1", "2", "3", "4");

  /// A way for each command to succeed, after the preparation, and one to fail.
  private static final Map<String, List<List<String>>> CALLS =
      Map.ofEntries(
          call("init", List.of("init", "x", "--project", "new"), List.of("init", "x")),
          call("goal", List.of("goal"), List.of("goal", "a\nb")),
          call("status", List.of("status"), List.of("status", "x")),
          call("why", List.of("why", "t1"), List.of("why", "no")),
          call(
              "journal backup",
              List.of("journal", "backup", "b.db"),
              List.of("journal", "backup", "good.yaml")),
          call(
              "journal restore",
              List.of("journal", "restore", "kept.db"),
              List.of("journal", "restore", "none.db")),
          call("settings", List.of("settings", "lease", "5m"), List.of("settings", "lease", "1y")),
          call(
              "task add", List.of("task", "add", "x"), List.of("task", "add", "x", "--after", "n")),
          call("task list", List.of("task", "list"), List.of("task", "list", "--limit", "0")),
          call("task show", List.of("task", "show", "t1"), List.of("task", "show", "no")),
          call("task cancel", List.of("task", "cancel", "t3"), List.of("task", "cancel", "no")),
          call("task release", List.of("task", "release", "t1"), List.of("task", "release", "no")),
          call("task retry", List.of("task", "retry", "t4"), List.of("task", "retry", "t1")),
          call(
              "task priority",
              List.of("task", "priority", "t3", "1"),
              List.of("task", "priority", "t3", "11")),
          call(
              "task import",
              List.of("task", "import", "good.yaml"),
              List.of("task", "import", "bad.yaml")),
          call("claim", List.of("claim", "ben"), List.of("claim", "anna")),
          call("start", claim("start"), List.of("start", "anna", "t1", "--fence", "1")),
          call("heartbeat", claim("heartbeat"), List.of("heartbeat", "anna", "t1")),
          call(
              "submit", claim("submit", "x"), List.of("submit", "anna", "no", "--fence", "1", "x")),
          call("complete", claim("complete", "x"), List.of("complete")),
          call("fail", claim("fail", "x"), List.of("fail", "anna", "t1", "--fence", "x", "y")),
          call("release", claim("release"), List.of("release", "ben", "t1", "--fence", "9")),
          call("subtask", List.of("subtask", "t3", "x"), List.of("subtask", "no", "x")),
          call("group", List.of("group", "g", "--barrier", "x"), List.of("group", "../x")),
          call("agents", List.of("agents"), List.of("agents", "list", "x")),
          call("agents list", List.of("agents", "list"), List.of("agents", "bogus")),
          call("agents add", List.of("agents", "add", "eve"), List.of("agents", "add", "#(x)")),
          call(
              "agents remove",
              List.of("agents", "remove", "anna"),
              List.of("agents", "remove", "no")),
          call("list", List.of("list"), List.of("list", "x")),
          call("performance", List.of("performance"), List.of("performance", "x")),
          call(
              "tune",
              List.of("tune", "cacheTTL=2s", "--preset", "small"),
              List.of("tune", "maxConcurrentSpawns=65")),
          call("send", List.of("send", "anna", "x"), List.of("send", "nobody", "x")),
          call("inbox", List.of("inbox", "anna"), List.of("inbox", "x;")),
          call("discover", List.of("discover", "anna", "x"), List.of("discover", "anna", " ")),
          call("discoveries", List.of("discoveries"), List.of("discoveries", "--limit", "x")),
          call("needs", List.of("needs"), List.of("needs", "--kind", "x")),
          call("answer", List.of("answer", "n1", "allow"), List.of("answer", "n9", "allow")),
          call("budget", List.of("budget"), List.of("budget", "--usd", "5")),
          call("serve", List.of("serve"), List.of("serve", "x")),
          call("call", List.of("call", "get_status"), List.of("call", "get_statsu")),
          call("operations", List.of("operations"), List.of("operations", "x")),
          call("plan check", List.of("plan", "check", "good.yaml"), List.of("plan", "check", "no")),
          call("run", List.of("run", "good.yaml"), List.of("run", "bad.yaml")),
          call("report", List.of("report"), List.of("report", "no")),
          call("conflicts", List.of("conflicts"), List.of("conflicts", "--limit", "0")),
          call("attach", List.of("attach", "shell-1"), List.of("attach", "anna")),
          call("stop", List.of("stop"), List.of("stop", "x")),
          call("undo", List.of("undo", "--repo", "."), List.of("undo")),
          call("doctor", List.of("doctor", "agents"), List.of("doctor", "tools")),
          call("log", List.of("log", "--at", "0s"), List.of("log", "--at", "then")),
          call("journal verify", List.of("journal", "verify"), List.of("journal", "verify", "x")),
          call(
              "journal export",
              List.of("journal", "export", "x.jsonl"),
              List.of("journal", "export", "good.yaml")),
          call("token list", List.of("token", "list"), List.of("token", "list", "x")),
          call(
              "token issue",
              List.of("token", "issue", "anna", "--to", "new/anna.token"),
              List.of("token", "issue", "anna", "--to", "good.yaml")),
          call("token revoke", List.of("token", "revoke", "gus"), List.of("token", "revoke", "x")),
          call("completion", List.of("completion", "bash"), List.of("completion", "fish")));

  @TempDir static Path prepared = Path.of("");
  private static long fence;

  @TempDir Path folder;

  private static Map.Entry<String, List<List<String>>> call(
      String verb, List<String> good, List<String> bad) {
    return Map.entry(verb, List.of(good, bad));
  }

  private static List<String> claim(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, "anna", "t1", "--fence", "FENCE"));
    words.addAll(List.of(more));
    return words;
  }

  static Stream<Verb> verbs() {
    return new Catalogue(List.of()).verbs().stream();
  }

  @Test
  void everyCommandHasItsCallsHere() {
    Set<String> named = new TreeSet<>(verbs().map(Verb::name).toList());
    assertThat(new TreeSet<>(CALLS.keySet())).isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void helpExplainsAndGivesAnExample(Verb verb) {
    List<String> words = new ArrayList<>(List.of(verb.name().split(" ")));
    words.add("--help");
    Seen seen = Typist.in(folder).types(words).mustEndWith(0);
    assertThat(seen.out())
        .contains(
            "Usage: rowlock " + verb.name(), verb.summary(), "Example", "--json", "--project");
    assertThat(seen.err()).isEmpty();
  }

  /// Those that have something to say without a hub.
  static Stream<Verb> verbsWithoutHub() {
    return verbs().filter(verb -> !verb.name().equals("conflicts"));
  }

  @ParameterizedTest
  @MethodSource("verbsWithoutHub")
  void successIsOneObject(Verb verb) {
    Seen seen = asJson(verb, 0).mustEndWith(0);
    assertThat(seen.json()).containsEntry("ok", true).containsOnlyKeys("ok", "data");
    assertThat(names(seen.json())).allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    assertThat(seen.out()).endsWith("}\n").hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void failureIsOneObjectWithCodeMessageAndHint(Verb verb) {
    Seen seen = asJson(verb, 1);
    assertThat(seen.code()).isIn(1, 2);
    assertThat(ENDINGS).contains(Integer.toString(seen.code()));
    assertThat(seen.json()).containsEntry("ok", false).containsKey("error");
    assertThat(seen.error()).containsOnlyKeys("code", "message", "hint");
    assertThat(seen.out()).hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void failureInTextIsOneSentenceOnStandardError(Verb verb) {
    Seen seen = typed(verb, 1, List.of());
    assertThat(seen.code()).isIn(1, 2);
    assertThat(seen.err()).startsWith("rowlock: ").doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @MethodSource("verbsWithoutHub")
  void successInTextIsQuietOnStandardError(Verb verb) {
    assertThat(typed(verb, 0, List.of()).mustEndWith(0).err()).isEmpty();
  }

  @Test
  void conflictsAreToldOnlyByAHub() {
    Typist typist = Typist.inProject(folder);
    Seen seen = typist.types("conflicts");
    assertThat(seen.code())
        .isEqualTo(typist.types("conflicts", "--limit", "3").code())
        .isEqualTo(4);
    assertThat(seen.err()).contains("no hub runs for this project", "rowlock run");
  }

  private Seen asJson(Verb verb, int which) {
    return typed(verb, which, List.of("--json"));
  }

  /// A project with a task that anna holds and asks about, one that failed, and two that are free.
  @BeforeAll
  static void prepare() throws IOException {
    Typist typist = Typist.inProject(prepared);
    Files.createDirectory(prepared.resolve("new"));
    typist.writes("good.yaml", "goal: G\ntasks:\n  - {id: p1, title: P, run: 'true'}\n");
    typist.writes("bad.yaml", "tasks:\n  - {id: p1, titel: P}\n");
    typist.types("task", "add", "One", "--priority", "1");
    typist.types("task", "add", "Two");
    typist.types("task", "add", "Three");
    typist.types("task", "add", "Four", "--max-retries", "0", "--priority", "2");
    fence = typist.types("claim", "anna", "--lease", "7d", "--json").number("fence");
    long four = typist.types("claim", "fay", "--json").number("fence");
    typist.types("fail", "fay", "t4", "--fence", Long.toString(four), "no").mustEndWith(0);
    try (Desk desk = Projects.open(prepared)) {
      new NeedOperations(desk)
          .raise(
              new Ask(
                  NeedKind.PERMISSION,
                  Optional.of(new AgentId("anna")),
                  Optional.of(new TaskId("t1")),
                  Wording.of("May it run make?"),
                  Optional.empty()),
              new Caller("rowlock", Optional.empty()));
    }
    typist.types("journal", "backup", "kept.db").mustEndWith(0);
  }

  private Seen typed(Verb verb, int which, List<String> more) {
    copyPrepared();
    Typist typist = Typist.in(folder);
    if (verb.name().equals("token revoke")) {
      typist.types("token", "issue", "gus", "--print").mustEndWith(0);
    }
    if (verb.name().equals("report")) {
      typist.types("run", "good.yaml").mustEndWith(0);
    }
    List<String> words = new ArrayList<>();
    for (String word : CALLS.getOrDefault(verb.name(), List.of()).get(which)) {
      words.add(word.equals("FENCE") ? Long.toString(fence) : word);
    }
    words.addAll(more);
    return typist.types(words);
  }

  private void copyPrepared() {
    try (Stream<Path> files = Files.walk(prepared)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(prepared.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      Files.createDirectories(folder.resolve("new"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Set<String> names(Object value) {
    Set<String> names = new TreeSet<>();
    switch (value) {
      case Map<?, ?> object ->
          object.forEach((name, member) -> {
            names.add(String.valueOf(name));
            names.addAll(names(member));
          });
      case List<?> list -> list.forEach(element -> names.addAll(names(element)));
      default -> {}
    }
    return names;
  }
}
