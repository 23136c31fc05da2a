package rowlock.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import rowlock.console.Terminal;
import rowlock.json.Json;
import rowlock.operation.RecordingWorkshop;
import rowlock.operation.Workshop;

/// Somebody who types commands in a folder, and reads what comes back.
record Typist(
    Path folder,
    Workshop workshop,
    Terminal.Screen screen,
    Map<String, String> environment,
    String says,
    IntSupplier interrupts) {

  static Typist in(Path folder) {
    return new Typist(
        folder, RecordingWorkshop.thatDoesAll(), Terminal.Screen.NONE, Map.of(), "", () -> 0);
  }

  /// In a folder that is a project.
  static Typist inProject(Path folder) {
    Typist typist = in(folder);
    typist.types("init", "Port the parser").mustEndWith(0);
    return typist;
  }

  Typist at(Terminal.Screen other) {
    return new Typist(folder, workshop, other, environment, says, interrupts);
  }

  Typist with(Workshop other) {
    return new Typist(folder, other, screen, environment, says, interrupts);
  }

  Typist with(Map<String, String> variables) {
    return new Typist(folder, workshop, screen, variables, says, interrupts);
  }

  Typist saying(String answer) {
    return new Typist(folder, workshop, screen, environment, answer, interrupts);
  }

  Typist interrupting(IntSupplier count) {
    return new Typist(folder, workshop, screen, environment, says, count);
  }

  Seen types(String... words) {
    return types(List.of(words));
  }

  Seen types(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            new BufferedReader(new StringReader(says)),
            folder,
            environment,
            screen,
            interrupts);
    int code = new Cli(new Tools("1.2.3", workshop, List.of())).run(words, terminal);
    return new Seen(
        String.join(" ", words),
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  Path writes(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// What came back.
  record Seen(String typed, int code, String out, String err) {
    Seen mustEndWith(int wanted) {
      if (code != wanted) {
        throw new AssertionError(
            "rowlock %s ended with %d, not %d%n%s%s".formatted(typed, code, wanted, out, err));
      }
      return this;
    }

    /// The one JSON object on standard output.
    Map<String, Object> json() {
      return Json.STANDARD.parseObject(out);
    }

    /// What the answer holds.
    @SuppressWarnings("unchecked") // objects have texts for names
    Map<String, Object> data() {
      return (Map<String, Object>) json().getOrDefault("data", Map.of());
    }

    @SuppressWarnings("unchecked") // objects have texts for names
    Map<String, Object> error() {
      return (Map<String, Object>) json().getOrDefault("error", Map.of());
    }

    long number(String name) {
      return data().get(name) instanceof Number number ? number.longValue() : -1;
    }
  }
}
