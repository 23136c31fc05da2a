package rowlock.kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import rowlock.json.Json;

/// The recorded screens of genuine agents in `src/test/resources/screens`.
final class Screens {
  /// The folders of recordings, by program and version.
  static final List<String> PROGRAMS =
      List.of("claude-2.1.329", "codex-0.169.0", "gemini-0.61.0", "opencode-1.18.33");

  private Screens() {}

  /// One recorded screen.
  ///
  /// @param program the folder
  /// @param name its name: the true state and what is special
  /// @param kind the true state
  /// @param title the title of the pane
  /// @param dead whether the pane was dead
  record Screen(String program, String name, String kind, String title, Snapshot.Program dead) {
    /// The family of patterns for it.
    String family() {
      return program.substring(0, program.indexOf('-'));
    }

    /// What the terminal showed, with colours.
    Snapshot coloured() {
      return snapshot(".ansi");
    }

    /// What the terminal showed, without colours.
    Snapshot plain() {
      return snapshot(".txt");
    }

    /// What a narrower terminal would show if the program did not draw anew.
    Snapshot cutAt(int columns) {
      return new Snapshot(
          plain().lines().stream()
              .map(line -> line.substring(0, Math.min(columns, line.length())))
              .toList(),
          title,
          dead);
    }

    private Snapshot snapshot(String ending) {
      String text = text("screens/" + program + "/200x50/" + name + ending);
      return new Snapshot(text.lines().toList(), title, dead);
    }

    @Override
    public String toString() {
      return program + " " + name;
    }
  }

  static Stream<Screen> all() {
    return PROGRAMS.stream().flatMap(program -> of(program).stream());
  }

  static Screen named(String program, String name) {
    return of(program).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Screen> of(String program) {
    List<Screen> screens = new ArrayList<>();
    for (Object each : (List<?>) Json.STANDARD.parse(text("screens/" + program + "/index.json"))) {
      Map<?, ?> entry = (Map<?, ?>) each;
      screens.add(
          new Screen(
              program,
              String.valueOf(entry.get("state")),
              String.valueOf(entry.get("kind")),
              String.valueOf(entry.get("title")),
              Boolean.TRUE.equals(entry.get("dead"))
                  ? Snapshot.Program.DEAD
                  : Snapshot.Program.ALIVE));
    }
    return screens;
  }

  static String text(String resource) {
    try {
      return Files.readString(
          Path.of(
              Objects.requireNonNull(Screens.class.getClassLoader().getResource(resource), resource)
                  .toURI()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
