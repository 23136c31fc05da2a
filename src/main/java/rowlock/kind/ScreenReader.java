package rowlock.kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells from the screen of an agent what it is doing, by patterns that are data.
///
/// It is the last resort: hooks and the end of a program are trusted more. A screen that fits no
/// pattern is unknown, which is never treated as dead.
public final class ScreenReader {
  /// The name of a file with users' own patterns, beside [AgentKinds#FILE].
  public static final String FILE = "screens.yaml";

  private static final int MAX_FILE_BYTES = 1 << 20;

  private final Map<String, ScreenFamily> families;

  private ScreenReader(Map<String, ScreenFamily> families) {
    this.families = Map.copyOf(families);
  }

  /// With the patterns that come with rowlock.
  public static ScreenReader builtIn() {
    try (InputStream in = ScreenReader.class.getResourceAsStream("/rowlock/kind/screens.yaml")) {
      if (in == null) {
        throw new IllegalStateException("rowlock's own patterns of screens are missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ScreenReader(Map.of()).and("built-in screens", text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// With these patterns and those of a file, if it is there; a family in the file replaces that of
  /// the same name.
  ///
  /// @throws IllegalArgumentException if the file is no description of screens; it names file and
  ///   field
  public ScreenReader andThoseOf(Path file) {
    if (!Files.exists(file)) {
      return this;
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(file + ": at most " + MAX_FILE_BYTES + " bytes");
      }
      return and(file.toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  ScreenReader and(String source, String yaml) {
    Fields root = Fields.of(source, yaml);
    Map<String, ScreenFamily> all = new LinkedHashMap<>(families);
    for (String family : root.values().keySet()) {
      all.put(family, ScreenFamily.read(root.mapping(family)));
    }
    return new ScreenReader(all);
  }

  /// What an agent of this kind is doing. Never fails, whatever the screen.
  public Reading read(AgentKind kind, Snapshot snapshot) {
    return read(kind.channels().screen().orElse("none"), snapshot);
  }

  /// What a program of a family is doing. Never fails, whatever the screen.
  public Reading read(String name, Snapshot snapshot) {
    List<ScreenLine> lines = snapshot.lines().stream().map(ScreenLine::of).toList();
    if (snapshot.program() == Snapshot.Program.DEAD) {
      return new Reading(Reading.State.ENDED, lastWords(lines), Optional.empty(), Optional.empty());
    }
    ScreenFamily family = families.get(name);
    if (family == null) {
      return unknown("there are no patterns for screens of " + name);
    }
    if (lines.stream().allMatch(ScreenLine::isBlank)) {
      return new Reading(
          Reading.State.STARTING, "nothing is drawn yet", Optional.empty(), Optional.empty());
    }
    Optional<InputBox.Found> box = family.box().in(lines);
    ScreenRegions regions = new ScreenRegions(lines, snapshot.title(), box);
    Optional<String> draft = box.flatMap(found -> family.box().draft(lines, found, family.hints()));
    for (ScreenFamily.Rule rule : family.rules()) {
      Optional<ScreenFamily.Found> found = rule.on(regions);
      if (found.isPresent()) {
        return new Reading(rule.state(), found.get().line(), draft, found.get().retry());
      }
    }
    return box.isPresent()
        ? new Reading(Reading.State.IDLE, "an input box and nothing else", draft, Optional.empty())
        : unknown("the screen is none that is known");
  }

  private static Reading unknown(String why) {
    return new Reading(Reading.State.UNKNOWN, why, Optional.empty(), Optional.empty());
  }

  /// The last line of the program; tmux writes one of its own below.
  private static String lastWords(List<ScreenLine> lines) {
    return lines.reversed().stream()
        .map(line -> line.text().strip())
        .filter(text -> !text.isEmpty() && !text.startsWith("Pane is dead"))
        .findFirst()
        .orElse("");
  }
}
