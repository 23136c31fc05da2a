package rowlock.process;

import java.util.stream.Stream;

/// Texts that shells, terminals and tmux take for commands when they are let.
final class Hostile {
  /// The file that exists only if one of the texts was run.
  static final String CANARY = "CANARY";

  private Hostile() {}

  static Stream<String> strings() {
    return Stream.of(punctuation(), terminals(), runnables()).flatMap(texts -> texts);
  }

  private static Stream<String> punctuation() {
    return Stream.of(
        "",
        " ",
        "x;",
        "x\\;",
        ";",
        "\\",
        "'",
        "''",
        "'\\''",
        "\"",
        "`",
        "$",
        "#{pid}",
        "#{session_name}",
        "%n",
        "%s%n",
        "-x",
        "--",
        "--upload-pack=x",
        "-t =victim");
  }

  private static Stream<String> terminals() {
    return Stream.of(
        "../../x",
        "~",
        "~root",
        "*",
        "?",
        "[a-z]",
        "{a,b}",
        "!!",
        "a=b",
        "\t",
        "\n",
        "a\nb",
        "a\r\nb",
        "\r",
        "\u001b]0;title\u0007",
        "\u001b[201~",
        "\u001b[2J",
        "\u0001\u0002\u007f",
        "\u009b31m",
        "ünïcødé 漢字 \uD83D\uDEA3",
        "\u202Ereversed",
        "exit",
        "exec",
        "EOF");
  }

  private static Stream<String> runnables() {
    String touch = "touch " + CANARY;
    return Stream.of(
        "$(" + touch + ")",
        "`" + touch + "`",
        "; " + touch,
        "\n" + touch + "\n",
        "&& " + touch,
        "| " + touch,
        "& " + touch + " &",
        "'; " + touch + "; '",
        "\"; " + touch + "; \"",
        "'\n" + touch + "\n'",
        "$'\\n'" + touch,
        "#(" + touch + ")",
        "#{?1,#(" + touch + "),}",
        "x;' run-shell '" + touch + "'",
        "} ; " + touch + " ; {",
        ">" + CANARY,
        "<(" + touch + ")",
        "\\'; " + touch + "; \\'",
        "${IFS;" + touch + "}",
        "%(" + touch + ")");
  }
}
