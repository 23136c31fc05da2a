package rowlock.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Amounts, sums and their limits.
class BudgetValuesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "1500000, 1.5", "1, 0.000001", "20000000, 20", "1000000000000, 1000000"})
  void moneyIsToldInDollars(long micros, String dollars) {
    assertThat(Measure.USD.words(micros)).isEqualTo(dollars + " usd");
    assertThat(Measure.TOKENS.words(micros)).isEqualTo(micros + " tokens");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE})
  void anAmountHasItsRange(long amount) {
    assertThatThrownBy(() -> Amount.of(amount, 0)).hasMessageStartingWith("usd_micros: 0 to ");
    assertThatThrownBy(() -> Amount.of(0, amount)).hasMessageStartingWith("tokens: 0 to ");
    assertThatThrownBy(() -> new Allowance(Optional.of(amount), Optional.empty(), Optional.empty()))
        .hasMessageStartingWith("usd_micros: 0 to ");
  }

  @Test
  void anAccountHasAPrintableName() {
    assertThatThrownBy(() -> new Parked(" ", NOW, "limit")).hasMessageStartingWith("account: ");
    assertThatThrownBy(() -> new Parked("x".repeat(201), NOW, "limit"))
        .hasMessageStartingWith("account: ");
    assertThatThrownBy(() -> new Parked("a\nb", NOW, "limit")).hasMessageStartingWith("account: ");
  }

  @Test
  void ofManySumsThoseStayThatChangedLastAndThoseThatAreStillReserved() {
    UnaryOperator<Totals> reserve = totals -> totals.reserve(Amount.of(1, 1));
    UnaryOperator<Totals> commit =
        totals -> totals.giveBack(Amount.of(1, 1)).spend(Amount.of(1, 1));
    Tallies tallies = Tallies.of(Tally.Of.TASK, 3).change("held", NOW, reserve);
    for (int i : IntStream.range(0, 10).toArray()) {
      Instant at = NOW.plusSeconds(i);
      tallies = tallies.change("t" + i, at, reserve).change("t" + i, at, commit);
    }
    assertThat(tallies.all()).extracting(Tally::name).containsExactly("held", "t8", "t9");
  }
}
