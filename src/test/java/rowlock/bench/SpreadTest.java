package rowlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void ranksAreSamplesThatWereMeasured() {
    double[] upTo200 = IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();
    assertThat(Spread.of(upTo200)).isEqualTo(new Spread(200, 100, 198, 200));
    assertThat(Spread.of(new double[] {7})).isEqualTo(new Spread(1, 7, 7, 7));
  }

  @Test
  void roundsAreJoinedByTheMedianOfEachFigure() {
    Spread joined =
        Spread.median(
            List.of(new Spread(10, 1, 9, 90), new Spread(20, 3, 7, 70), new Spread(30, 2, 8, 80)));
    assertThat(joined).isEqualTo(new Spread(60, 2, 8, 80));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatThrownBy(() -> Spread.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
