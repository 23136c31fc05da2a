package rowlock.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Screens of genuine agents, and what is read from them.
final class ScreenReaderTest {
  private static final ScreenReader READER = ScreenReader.builtIn();

  @ParameterizedTest
  @MethodSource("rowlock.kind.Screens#all")
  void everyRecordedScreenIsReadAsWhatItWas(Screens.Screen screen) {
    assertThat(READER.read(screen.family(), screen.coloured()).state()).isEqualTo(truth(screen));
    assertThat(READER.read(screen.family(), screen.plain()).state()).isEqualTo(truth(screen));
  }

  @ParameterizedTest
  @MethodSource("rowlock.kind.Screens#all")
  void aCutScreenIsReadTheSameOrNotAtAll(Screens.Screen screen) {
    for (int columns : List.of(60, 80, 120)) {
      Reading.State state = READER.read(screen.family(), screen.cutAt(columns)).state();
      if (state != Reading.State.UNKNOWN && state != coarse(screen)) {
        assertThat(state).as("%d columns", columns).isEqualTo(truth(screen));
      }
      if (!screen.family().equals("opencode")) {
        assertThat(state).as("%d columns", columns).isEqualTo(truth(screen));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rowlock.kind.Screens#all")
  void onlyDraftsAreDraftsNotHints(Screens.Screen screen) {
    if (!truth(screen).takesText()) {
      return;
    }
    Reading reading = READER.read(screen.family(), screen.coloured());
    assertThat(reading.draft().isPresent()).as("%s", reading.draft()).isEqualTo(hasDraft(screen));
    Reading plain = READER.read(screen.family(), screen.plain());
    assertThat(plain.draft().isPresent()).as("%s", plain.draft()).isEqualTo(hasDraft(screen));
  }

  /// An interrupted prompt comes back into the input line of Claude Code.
  private static boolean hasDraft(Screens.Screen screen) {
    return screen.name().startsWith("idle-draft")
        || screen.name().equals("idle-slash-menu")
        || (screen.name().equals("idle-interrupted") && screen.family().equals("claude"));
  }

  private static Reading.State truth(Screens.Screen screen) {
    // Gemini CLI survived the signal that was to end it, and shows itself as before.
    if (screen.toString().equals("gemini-0.61.0 exited-by-term")) {
      return Reading.State.IDLE;
    }
    return screen.kind().equals("exited")
        ? Reading.State.ENDED
        : Reading.State.valueOf(screen.kind().toUpperCase(Locale.ROOT));
  }

  /// A footer that is cut off before it says that the program tries again says that it works.
  private static Reading.State coarse(Screens.Screen screen) {
    return truth(screen) == Reading.State.RETRYING ? Reading.State.WORKING : truth(screen);
  }

  @Test
  void aRetryTellsItsDelay() {
    assertThat(read("claude-2.1.329", "retrying-429").retry()).contains(Duration.ofSeconds(33));
    assertThat(read("opencode-1.18.33", "retrying-429").retry()).contains(Duration.ofSeconds(29));
    assertThat(read("codex-0.169.0", "retrying-429").retry()).isEmpty();
  }

  @Test
  void aLimitTellsItsEnd() {
    Reading reading = read("claude-2.1.329", "usage-limit");
    Instant now = Instant.parse("2026-11-21T03:00:00Z");
    assertThat(reading.limitedUntil(now, ZoneId.of("Asia/Tokyo")))
        .contains(Instant.parse("2026-11-21T05:40:00Z"));
  }

  @Test
  void aDraftIsReadAsItStandsThere() {
    assertThat(read("claude-2.1.329", "idle-draft-lines").draft())
        .contains("a prompt\nof three\nlines");
    assertThat(read("gemini-0.61.0", "idle-draft").draft())
        .contains("a prompt that is not sent yet");
    assertThat(read("opencode-1.18.33", "idle-draft").draft())
        .contains("a prompt that is not sent yet");
  }

  @Test
  void aDimHintThatNobodyKnowsIsNoDraftButWithoutColoursItMayBeOne() {
    String dim = "\u001b[39m❯\u00a0\u001b[7mN\u001b[0;2mever seen before\u001b[0m";
    assertThat(idleWith(dim).draft()).isEmpty();
    assertThat(idleWith("❯ Never seen before").draft()).contains("Never seen before");
    assertThat(idleWith("❯ \u001b[38;2;2;2;2mcoloured\u001b[0m").draft()).contains("coloured");
  }

  private static Reading idleWith(String inputLine) {
    return READER.read(
        "claude",
        Snapshot.alive(
            "● Hello.\n\n──────\n%s\n──────\n  ⏸ manual mode on".formatted(inputLine), "✳ x"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', STARTING",
    "'bash-5.2$ ', UNKNOWN",
    "'────────', UNKNOWN",
    "'❯ ', UNKNOWN",
    "'Enter your password:', UNKNOWN",
  })
  void whatIsNotKnownIsUnknown(String screen, Reading.State state) {
    for (String family : List.of("claude", "codex", "gemini", "opencode")) {
      assertThat(READER.read(family, Snapshot.alive(screen, "vm")).state()).isEqualTo(state);
    }
  }

  @Test
  void aKindWithoutScreensIsUnknown() {
    AgentKind shell = AgentKinds.builtIn().find(AgentKind.SHELL).orElseThrow();
    assertThat(READER.read(shell, Snapshot.alive("x", "")).state())
        .isEqualTo(Reading.State.UNKNOWN);
  }

  @Test
  void usersPatternsReplaceAFamily() {
    ScreenReader mine =
        READER.and(
            "mine",
            """
            codex:
              box: {first: '^> '}
              rules: [{state: working, when: {title: '^busy'}}]
            """);
    assertThat(mine.read("codex", Snapshot.alive("> ", "busy")).state())
        .isEqualTo(Reading.State.WORKING);
    assertThat(mine.read("codex", Snapshot.alive("> half a", "")))
        .isEqualTo(
            new Reading(
                Reading.State.IDLE,
                "an input box and nothing else",
                Optional.of("half a"),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {rules: [{state: dead, when: {title: x}}]}|mine.a.rules.state: one of starting, idle",
        "a: {rules: [{state: idle}]}|mine.a.rules: a rule has a state and a when",
        "a: {rules: [{state: idle, when: {titel: x}}]}|mine.a.rules.when: unknown field 'titel'",
        "a: {rules: [{state: idle, when: {title: '('}}]}|mine.a.rules.when.title: '(' is not a reg",
        "a: {box: {frist: x}}|mine.a.box: unknown field 'frist'",
        "a: 1|mine.a: must be a mapping",
      })
  void aWrongPatternNamesItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> READER.and("mine", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Reading read(String program, String name) {
    Screens.Screen screen = Screens.named(program, name);
    return READER.read(screen.family(), screen.coloured());
  }
}
