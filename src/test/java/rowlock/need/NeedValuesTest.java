package rowlock.need;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a need may say, and how much of it.
class NeedValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "\u001B[31mred"})
  void aTitleIsOnePrintableLine(String title) {
    assertThatThrownBy(() -> Wording.of(title))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("title: ");
  }

  @Test
  void aDetailHasItsLimit() {
    String longest = "x".repeat(Wording.MAX_DETAIL);
    assertThat(new Wording("t", longest, List.of()).detail()).isEqualTo(longest);
    assertThatThrownBy(() -> new Wording("t", longest + "x", List.of()))
        .hasMessageContaining("16384");
  }

  @Test
  void choicesHaveTheirLimit() {
    List<String> most = IntStream.range(0, Wording.MAX_CHOICES).mapToObj(i -> "c" + i).toList();
    assertThat(new Wording("t", "", most).choices()).isEqualTo(most);
    assertThatThrownBy(
            () -> new Wording("t", "", IntStream.range(0, 21).mapToObj(Integer::toString).toList()))
        .hasMessageContaining("20");
    assertThatThrownBy(() -> new Wording("t", "", List.of(" "))).hasMessageContaining("choices");
  }

  @Test
  void anAnswerIsReadAsItIsTyped() {
    assertThat(Choice.of("allow")).isEqualTo(new Choice.Allow());
    assertThat(Choice.of("deny")).isEqualTo(new Choice.Deny());
    assertThat(Choice.of("Allow")).isEqualTo(new Choice.Words("Allow"));
    for (String text : List.of("allow", "deny", "yes\n\tno")) {
      assertThat(Choice.of(text).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "bell\u0007"})
  void anAnswerSaysSomethingPrintable(String text) {
    assertThatThrownBy(() -> Choice.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("answer: ");
  }

  @Test
  void wordsNeverPassForAPermission() {
    assertThatThrownBy(() -> new Choice.Words("allow"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n0", "n01", "n", "x1", "n1234567890123456", "n-1"})
  void aNeedIsNamedByANumber(String id) {
    Ask ask =
        new Ask(
            NeedKind.LOGIN,
            Optional.empty(),
            Optional.empty(),
            Wording.of("Log in."),
            Optional.empty());
    assertThatThrownBy(() -> new Need(id, ask, Instant.EPOCH, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Needs.EMPTY.find(id)).isEmpty();
  }
}
