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
    AgentKind claude = kinds.find("claude").orElseThrow();
    assertThat(shell.needsScript()).isTrue();
    assertThat(shell.cost()).isEqualTo(AgentKind.Cost.FREE);
    assertThat(claude.input()).isEqualTo(AgentKind.Input.BRIEF);
    assertThat(claude.form()).isEqualTo(AgentKind.Form.CLAUDE_STREAM_JSON);
    assertThat(claude.cost()).isEqualTo(AgentKind.Cost.MAY_COST);
  }

  @Test
  void aUsersKindReplacesOneOfTheSameNameAndMayCostUnlessItSaysNo() {
    AgentKinds kinds =
        AgentKinds.builtIn().and("mine", "claude: {command: [mine, '{brief}'], capabilities: [x]}");
    AgentKind claude = kinds.find("claude").orElseThrow();
    assertThat(claude.command()).containsExactly("mine", "{brief}");
    assertThat(claude.capabilities()).containsExactly("x");
    assertThat(claude.cost()).isEqualTo(AgentKind.Cost.MAY_COST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {}|mine: a: kind a: command must not be empty",
        "a: {command: x}|mine: a.command: must be a list of texts",
        "a: {command: [x], inptu: brief}|mine: a: unknown field 'inptu'",
        "a: {command: [x], input: brie}|mine: a.input: one of none, brief, not 'brie'",
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
