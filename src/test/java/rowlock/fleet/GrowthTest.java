package rowlock.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  @Test
  void costsThatDoubleWithTheSizeGrowWithAnExponentOfOne() {
    assertThat(Growth.exponent(Map.of(10, 3.0, 20, 6.0, 200, 60.0)).orElseThrow())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void costsThatGrowWithTheSquareAreTold() {
    assertThat(Growth.exponent(Map.of(10, 1.0, 100, 100.0)).orElseThrow())
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void costsThatStayTheSameHaveNone() {
    assertThat(Growth.exponent(Map.of(10, 5.0, 200, 5.0)).orElseThrow()).isCloseTo(0, within(1e-9));
  }

  @Test
  void oneSizeTellsNothing() {
    assertThat(Growth.exponent(Map.of(10, 5.0))).isEmpty();
  }
}
