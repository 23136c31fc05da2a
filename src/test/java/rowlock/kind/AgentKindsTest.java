package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Agent kinds as users describe them.
final class AgentKindsTest {
  @Test
  void shellAndClaudeComeWithRowlock() {
    AgentKinds kinds = AgentKinds.builtIn();
    AgentKind shell = kinds.find("shell").orElseThrow();
    AgentKind claude = kinds.find("claude-headless").orElseThrow();
    assertThat(shell.needsScript()).isTrue();
    assertThat(shell.cost()).isEqualTo(Spending.Cost.FREE);
    assertThat(claude.launch().briefing()).isEqualTo(Launch.Briefing.STDIN);
    assertThat(claude.channels().output()).isEqualTo(Channels.OutputForm.CLAUDE_STREAM_JSON);
    assertThat(claude.cost()).isEqualTo(Spending.Cost.MAY_COST);
  }

  @Test
  void aUsersKindReplacesOneOfTheSameNameAndMayCostUnlessItSaysNo() {
    AgentKinds kinds =
        AgentKinds.builtIn().and("mine", "claude: {command: [mine, '{brief}'], capabilities: [x]}");
    AgentKind claude = kinds.find("claude").orElseThrow();
    assertThat(claude.command()).containsExactly("mine", "{brief}");
    assertThat(claude.capabilities()).containsExactly("x");
    assertThat(claude.cost()).isEqualTo(Spending.Cost.MAY_COST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {}|mine: a: command must not be empty",
        "a: {command: x}|mine: a.command: must be a list of texts",
        "a: {command: [x], inptu: brief}|mine: a: unknown field 'inptu'",
        "a: {command: [x], brief: brie}|mine: a.brief: one of argument, stdin, file",
        "A B: {command: [x]}|mine: A B: a kind is named with",
        "[1]|mine: must be a mapping",
        "a: {command: [x]|mine is not YAML",
        "a: {command: [x], capabilities: ['../x']}|mine: a: capabilities",
      })
  void aWrongDescriptionNamesFileAndField(String yaml, String message) {
    assertThatThrownBy(() -> AgentKinds.builtIn().and("mine", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
