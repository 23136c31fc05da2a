package rowlock.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody wants measured, and how long it may take.
///
/// @param benchmark its name
/// @param agents how many at a time, each 1 to [#MAX_AGENTS]
/// @param tasks how many on the board, each 1 to [#MAX_TASKS]
/// @param window how long each thing is measured in each round; of `soak` 3600
/// @param rounds how often everything is measured, turn about, 1 to [#MAX_ROUNDS]
/// @param processes how many, where several are measured, 1 to [#MAX_PROCESSES]
/// @param places where things are
public record Order(
    String benchmark,
    List<Integer> agents,
    List<Integer> tasks,
    Duration window,
    int rounds,
    int processes,
    Places places) {
  static final int MAX_AGENTS = 500;
  static final int MAX_TASKS = 200_000;
  static final int MAX_SECONDS = 36_000;
  static final int MAX_ROUNDS = 100;
  static final int MAX_PROCESSES = 32;

  /// What can be said, and what is meant when it is not.
  static final String OPTIONS =
      """
      --agents 1,8,50                    of `agents` 1,8,30, of `fleet` 10,50,100,200, of `soak` 100
      --tasks 10,100,1000,10000,100000   tasks on the board; of `soak` 2000
      --seconds 1                        how long each thing is measured in each round
      --rounds N                         3, of `start` 15
      --processes 8                      processes without a hub
      --launcher FILE                    the rowlock script; ./rowlock when it is there
      --folder DIRECTORY                 for temporary files; decides which disk is measured
      --json FILE                        writes the report there, too\
      """;

  /// Where things are.
  ///
  /// @param launcher the rowlock script
  /// @param folder for temporary files
  /// @param json where the report goes
  public record Places(Optional<Path> launcher, Path folder, Optional<Path> json) {}

  /// Reads what follows `rowlock bench`.
  ///
  /// @throws IllegalArgumentException in words for the user
  public static Order parse(List<String> arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (OPTIONS.lines().noneMatch(line -> line.startsWith(name + " "))) {
        throw new IllegalArgumentException(
            "there is no option " + name + "; these are:\n" + OPTIONS);
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("a value is missing after " + name);
      }
      given.put(name, arguments.get(i + 1));
    }
    String benchmark = arguments.getFirst();
    boolean isSoak = benchmark.equals("soak");
    return new Order(
        benchmark,
        numbers(given, "--agents", usualAgents(benchmark), MAX_AGENTS),
        numbers(given, "--tasks", isSoak ? "2000" : "10,100,1000,10000,100000", MAX_TASKS),
        Duration.ofSeconds(number(given, "--seconds", isSoak ? "3600" : "1", MAX_SECONDS)),
        number(given, "--rounds", benchmark.equals("start") ? "15" : "3", MAX_ROUNDS),
        number(given, "--processes", "8", MAX_PROCESSES),
        places(given));
  }

  private static String usualAgents(String benchmark) {
    return switch (benchmark) {
      case "agents" -> "1,8,30";
      case "fleet" -> "10,50,100,200";
      case "soak" -> "100";
      default -> "1,8,50";
    };
  }

  private static Places places(Map<String, String> given) {
    Path usual = Path.of("rowlock").toAbsolutePath();
    Optional<Path> launcher =
        Optional.ofNullable(given.get("--launcher"))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .map(Order::requireExecutable)
            .or(() -> Optional.of(usual).filter(Files::isExecutable));
    Path folder = Path.of(given.getOrDefault("--folder", System.getProperty("java.io.tmpdir")));
    return new Places(launcher, folder, Optional.ofNullable(given.get("--json")).map(Path::of));
  }

  private static Path requireExecutable(Path launcher) {
    if (!Files.isExecutable(launcher)) {
      throw new IllegalArgumentException("--launcher: " + launcher + " is no executable file");
    }
    return launcher;
  }

  private static List<Integer> numbers(
      Map<String, String> given, String name, String usual, int most) {
    return Arrays.stream(given.getOrDefault(name, usual).split(",", -1))
        .map(text -> number(name, text, most))
        .toList();
  }

  private static int number(Map<String, String> given, String name, String usual, int most) {
    return number(name, given.getOrDefault(name, usual), most);
  }

  private static int number(String name, String text, int most) {
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(name + ": 1 to " + most + ", not " + text);
    }
    return Integer.parseInt(text);
  }
}
