package rowlock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rowlock.board.Board;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Work;

/// `docs/performance.md` names everything that is measured, judged and set, as it is.
final class PerformancePageTest {
  private static final Path PAGE = Path.of("docs", "performance.md");

  @Test
  void thePageNamesAllThatIsMeasured() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(
            Stream.of(
                    Arrays.stream(Work.values()).map(Work::label),
                    Arrays.stream(Level.values()).map(Level::label),
                    Arrays.stream(Cache.values()).map(Cache::label))
                .flatMap(labels -> labels))
        .allSatisfy(label -> assertThat(page).contains("`" + label + "`"));
  }

  @Test
  void thePageHasTheWeightsOfTheScore() throws IOException {
    String page = Files.readString(PAGE);
    Performance nothing =
        new Performance(Optional.empty(), Board.empty(), Capacity.ofThisMachine());

    for (Score.Part part : Score.of(nothing).parts()) {
      assertThat(part.share()).isEqualTo(OptionalDouble.empty());
      assertThat(page)
          .containsPattern("\\| `%s`: [^|]+ \\| %d \\|".formatted(part.name(), part.weight()));
    }
  }

  @Test
  void thePageHasTheRangeOfWhatCanBeSet() throws IOException {
    String page = Files.readString(PAGE);

    for (Tunable one : Tunable.values()) {
      assertThat(page)
          .contains(
              String.format(
                  Locale.ROOT,
                  "| `%s` | `%s` | %,d to %,d",
                  one.wire(),
                  one.setting().label(),
                  one.setting().least(),
                  one.setting().most()));
    }
    assertThat(TeamSize.labels()).allSatisfy(size -> assertThat(page).contains(size));
  }
}
