package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is asked in whatever order, the board stays right.
class RandomCommandsTest {
  private static final int COMMANDS = 2_000;
  private static final int COMMANDS_PER_CHECK = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aBoardStaysRightWhateverIsAsked(long seed) {
    RandomCommands commands = new RandomCommands(seed);
    Watched watched = new Watched();
    Instant now = Stage.START;
    for (int i = 0; i < COMMANDS; i++) {
      now = now.plus(commands.pause());
      watched.tick(now);
      Request request = commands.request(watched.board());
      watched.ask("seed %d, command %d: %s".formatted(seed, i, request), request, now);
      if (i % COMMANDS_PER_CHECK == 0) {
        watched.checkWhole("seed %d, command %d".formatted(seed, i));
      }
    }
    watched.checkWhole("seed " + seed);
    assertThat(watched.board().position()).as("events of seed " + seed).isGreaterThan(COMMANDS / 3);
  }
}
