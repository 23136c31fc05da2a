package rowlock.process;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The shell script that runs a job and writes its story: `pid` first, `log` (and `out`) while it
/// runs, `exit` at the end.
///
/// It must do so without us, in dash as in bash. What is peculiar:
///
/// - `pid` is made with `noclobber`, so by open(2) with `O_EXCL`: of two starts one wins. Whoever
///   finds it empty, since its maker was stopped before the line was written, makes `never`, for
///   which the maker looks afterwards.
/// - Before the program runs no other is run but `stty`: with fifty jobs that start together each
///   costs more than all the rest. So the shell itself reads its umask and its variables.
/// - The program runs in the foreground, as background programs ignore SIGINT for ever.
/// - It is deaf to a hang-up, and so is the program, for the kernel tells a hang-up to the leader
///   of the session alone: a terminal that closes takes the view and leaves the work.
/// - The output goes through fifos to readers that are born deaf to signals and read to the end,
///   whatever becomes of terminal, log and disk: the program never blocks and never gets SIGPIPE.
/// - The script opens the fifos itself before the program is there, which waits for their readers:
///   a program that is ended before it opened them leaves no reader waiting for a writer.
/// - The log is limited by the file size limit of its writer; unlike head(1), cat(1) holds nothing
///   back, so the log can be followed.
/// - A program that has the terminal gets it as it is: no fifos. When that terminal closes, the
///   script lets the hang-up end it, whereupon the kernel tells the program (tty_ioctl(4)); a
///   program without its terminal is of no use, and a deaf script would keep it from knowing.
/// - A daemon may keep the output open for ever: its end is awaited for two seconds.
final class JobScript {
  private static final String CLAIM =
      """
      if [ -n "${BASH_VERSION:-}" ]; then set -o posix; fi
      trap '' HUP INT QUIT TERM PIPE XFSZ
      mask=
      if [ -r /proc/self/status ]; then
        while read -r key mask && [ "$key" != Umask: ]; do mask=; done </proc/self/status
      fi
      [ -n "$mask" ] || mask=$(umask)
      umask 077
      exec 2>>"$job/trouble"
      set -f
      if [ -r /proc/self/stat ] && [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r boot </proc/sys/kernel/random/boot_id
        read -r stat </proc/$$/stat
        set -- ${stat##*) }
        start=${20}
      else
        boot=-
        start=$(date +%s)
      fi
      set -C
      printf '%s %s %s\\n' "$$" "$start" "$boot" >"$job/pid" || exit 125
      set +C
      if [ -e "$job/never" ]; then exit 125; fi
      finish() {
        printf '%s %s\\n' "$1" "$2" >"$job/exit.$$" && mv -f "$job/exit.$$" "$job/exit"
        exit 0
      }
      keep() (
        (ulimit -f "$blocks" 2>/dev/null; exec cat >"$1" 2>/dev/null) && exit
        : >"$1.truncated"
        exec cat >/dev/null
      )
      """;

  private static final String TAPS =
      """
      mkfifo "$job/in" "$job/tap" || finish 125 'no fifo can be made in the folder of the job'
      keep "$job/log" <"$job/tap" &
      readers=$!
      if [ -t 1 ]; then stty -ixon <&1; fi
      tee "$job/tap" <"$job/in" 2>/dev/null &
      exec 8>"$job/in"
      """;

  private static final String OUT_TAPS =
      """
      mkfifo "$job/in.out" "$job/tap.out" || finish 125 'no fifo can be made'
      keep "$job/out" <"$job/tap.out" 8>&- &
      readers="$readers $!"
      tee "$job/tap.out" <"$job/in.out" >"$job/in" 2>/dev/null 8>&- &
      exec 7>"$job/in.out"
      """;

  private static final String LISTEN =
      """
      trap - PIPE XFSZ
      trap : HUP INT QUIT TERM USR1
      """;

  private static final String LISTEN_IN_TERMINAL =
      """
      if [ -t 1 ]; then stty -ixon <&1; else finish 125 'there is no terminal'; fi
      trap - PIPE XFSZ HUP
      trap : INT QUIT TERM
      """;

  private static final String FINISH_IN_TERMINAL =
      """
      code=$?
      trap '' HUP INT QUIT TERM
      finish "$code" ''
      """;

  private static final String FINISH =
      """
      code=$?
      trap '' HUP INT QUIT TERM
      exec 7>&- 8>&-
      (
        trap 'kill -9 "$nap"; exit' USR2
        sleep 2 &
        nap=$!
        wait "$nap"
        kill -USR1 $$
      ) &
      alarm=$!
      set +f
      wait $readers
      kill -USR2 "$alarm"
      rm -f "$job/in" "$job/tap" "$job/in.out" "$job/tap.out"
      finish "$code" ''
      """;

  private JobScript() {}

  /// The text of the script.
  ///
  /// @param argv with the program as an absolute path: so it is no shell keyword or builtin
  static String text(JobSpec spec, List<String> argv) {
    return "#!/bin/sh\n# Runs one job once and records how it ended.\n"
        + ("job=" + ShellQuote.quote(spec.directory().toString()) + "\n")
        + ("blocks=" + (spec.logBytes() + 511) / 512 + "\n")
        + CLAIM
        + exports(spec.environment().extra(), Leash.VARIABLE::equals)
        + ("cd " + ShellQuote.quote(spec.workingDirectory().toString()))
        + " || finish 125 'the working directory cannot be entered'\n"
        + switch (spec.streams()) {
          case LOG -> TAPS + LISTEN;
          case LOG_AND_OUT -> TAPS + OUT_TAPS + LISTEN;
          case TERMINAL -> LISTEN_IN_TERMINAL;
        }
        + "(\n"
        + environment(spec.environment())
        + "umask \"$mask\"\n"
        + "exec 7>&- 8>&-\n"
        + ("exec " + ShellQuote.quote(argv) + "\n")
        + ")"
        + streams(spec)
        + (spec.streams() == JobSpec.Streams.TERMINAL ? FINISH_IN_TERMINAL : FINISH);
  }

  private static String streams(JobSpec spec) {
    String input = spec.input().sizeBytes() > 0 ? " <\"$job/stdin\"" : " </dev/null";
    return switch (spec.streams()) {
      case LOG -> input + " >\"$job/in\" 2>&1\n";
      case LOG_AND_OUT -> input + " >\"$job/in.out\" 2>\"$job/in\"\n";
      case TERMINAL -> " 2>&1\n";
    };
  }

  /// Unsets what is not allowed. Of a value of several lines some may look like variables; their
  /// names are unset too unless allowed, which harms nothing. The names excepted are read-only;
  /// what is no name would end the shell.
  private static String environment(Environment environment) {
    String patterns =
        environment.allowed().stream().map(name -> name + " | ").collect(Collectors.joining());
    return """
    known=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_
    IFS='
    '
    for name in $(export -p); do
      case $name in 'export '*) ;; *) continue ;; esac
      name=${name#export }
      name=${name%%%%=*}
      case $name in
      %s UID | EUID | PPID | SHELLOPTS | BASHOPTS | BASH_VERSINFO) ;;
      '' | [0123456789]* | *[!$known]*) ;;
      *) unset "$name" ;;
      esac
    done
    unset IFS known name
    """
            .formatted(patterns)
        + exports(environment.extra(), _ -> true);
  }

  private static String exports(Map<String, String> variables, Predicate<String> chosen) {
    return variables.entrySet().stream()
        .filter(variable -> chosen.test(variable.getKey()))
        .map(variable ->
            "export " + variable.getKey() + "=" + ShellQuote.quote(variable.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
