package rowlock.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a program is put into a session of its own, so that everything it starts can be signalled as
/// one group and a terminal's hang-up or Ctrl-C does not reach it.
///
/// A child of the JVM leads no group, so both programs below call `setsid(2)` and then become the
/// program, with the same process number.
enum Session {
  /// By setsid(1) of util-linux.
  SETSID {
    @Override
    List<String> prefix() {
      return List.of("setsid");
    }
  },
  /// By perl, which every macOS has and which has no setsid(1).
  PERL {
    @Override
    List<String> prefix() {
      return List.of(
          "perl", "-e", "use POSIX (); POSIX::setsid(); exec {$ARGV[0]} @ARGV; exit 127");
    }
  },
  /// Not at all: only descendants can be found, and a Ctrl-C in our terminal reaches them.
  NONE {
    @Override
    List<String> prefix() {
      return List.of();
    }
  };

  private static final List<Path> PROGRAM_FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

  /// The best of the ways this machine has.
  static Session best() {
    for (Session way : List.of(SETSID, PERL)) {
      if (way.program().isPresent()) {
        return way;
      }
    }
    return NONE;
  }

  /// The argument list that runs another one in a new session.
  List<String> enter(List<String> argv) {
    List<String> result = new ArrayList<>(prefix());
    program().ifPresent(path -> result.set(0, path.toString()));
    result.addAll(argv);
    return result;
  }

  abstract List<String> prefix();

  private Optional<Path> program() {
    return prefix().stream()
        .findFirst()
        .flatMap(name ->
            PROGRAM_FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst());
  }
}
