package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How agents stand on a machine.
final class CheckupTest {
  private static final AgentKind CLAUDE = AgentKinds.builtIn().find("claude").orElseThrow();
  private static final String HELP =
      "--permission-mode --model --session-id --resume --settings --mcp-config";

  @ParameterizedTest
  @CsvSource({
    "2.1.329 (Claude Code), READY",
    "2.1.197 (Claude Code), READY",
    "2.1.196 (Claude Code), TOO_OLD",
    "1.99.999, TOO_OLD",
    "3.0, READY",
    "Segmentation fault, BROKEN",
  })
  void theVersionDecides(String version, Checkup.State state) {
    assertThat(diagnosis(Optional.of(version), HELP, Set.of("ANTHROPIC_API_KEY")).state())
        .isEqualTo(state);
  }

  @Test
  void everyTroubleHasAClearTextAndAnAdvice() {
    Checkup.Diagnosis missing =
        Checkup.of(
            CLAUDE,
            new Checkup.Facts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Checkup.Curl.PRESENT));
    assertThat(missing)
        .isEqualTo(
            new Checkup.Diagnosis(
                Checkup.State.MISSING,
                "claude is not on PATH",
                "`npm install -g @anthropic-ai/claude-code`, or do not use this kind"));
    assertThat(diagnosis(Optional.of("2.1.0"), HELP, Set.of()).text())
        .isEqualTo("2.1.0 at /opt/claude is too old, at least 2.1.197 is needed");
    Checkup.Diagnosis loggedOut = diagnosis(Optional.of("2.1.329"), HELP, Set.of());
    assertThat(loggedOut.state()).isEqualTo(Checkup.State.WANTS_LOGIN);
    assertThat(loggedOut.advice()).startsWith("log in with `claude`, or set ANTHROPIC_API_KEY or ");
    assertThat(diagnosis(Optional.empty(), HELP, Set.of()).text())
        .isEqualTo("`claude --version` told no version");
  }

  @Test
  void aReadyOneTellsItsLoginAndItsSignals() {
    assertThat(diagnosis(Optional.of("2.1.329"), HELP, Set.of("ANTHROPIC_API_KEY")).text())
        .isEqualTo(
            "2.1.329 at /opt/claude, login by ANTHROPIC_API_KEY;"
                + " signals: process, hooks, MCP, screen");
  }

  @Test
  void optionsThatItsHelpDoesNotMentionAreNamed() {
    Checkup.Diagnosis diagnosis =
        diagnosis(
            Optional.of("9.0.0"), HELP.replace("--session-id", ""), Set.of("ANTHROPIC_API_KEY"));
    assertThat(diagnosis.state()).isEqualTo(Checkup.State.LIMITED);
    assertThat(diagnosis.text()).endsWith("its help does not mention --session-id");
  }

  @Test
  void helpIsAskedForInTheFormThatIsUsed() {
    AgentKinds kinds = AgentKinds.builtIn();
    assertThat(Checkup.helpCommand(kinds.find("codex-headless").orElseThrow()).orElseThrow())
        .containsExactly("codex", "exec", "--help");
    assertThat(Checkup.helpCommand(kinds.find("shell").orElseThrow())).isEmpty();
  }

  private static Checkup.Diagnosis diagnosis(
      Optional<String> version, String help, Set<String> logins) {
    return Checkup.of(
        CLAUDE,
        new Checkup.Facts(
            Optional.of(Path.of("/opt/claude")),
            version,
            Optional.of(help),
            logins,
            Checkup.Curl.PRESENT));
  }
}
