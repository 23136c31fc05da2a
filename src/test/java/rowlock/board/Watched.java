package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;

/// A board whose every step is watched, beside a twin that is made anew from a snapshot at times
/// and must decide the same.
final class Watched {
  private Board board = Board.empty();
  private Board twin = board;
  private long highestFence;

  Board board() {
    return board;
  }

  void ask(String where, Request request, Instant now) {
    Decision decision = board.decide(request, now);
    assertThat(Invariants.ofDecision(board, request, now, decision)).as(where).isEmpty();
    assertSame(where, twin.decide(request, now), decision);
    if (decision instanceof Decision.Accepted accepted) {
      for (Event event : accepted.events()) {
        step(where, new Entry(board.position() + 1, now, request.by(), event));
      }
    }
  }

  /// Lets time do its part until nothing is due.
  void tick(Instant now) {
    while (board.nextDeadline().filter(due -> !due.isAfter(now)).isPresent()) {
      long before = board.position();
      ask("tick at " + before, Request.bySystem(Say.tick()), now);
      assertThat(board.position()).isGreaterThan(before);
    }
  }

  void checkWhole(String where) {
    assertThat(Invariants.ofBoard(board)).as(where).isEmpty();
    assertThat(twin.contents()).as(where).isEqualTo(board.contents());
    twin = Board.of(board.contents());
    assertThat(twin.contents()).as(where).isEqualTo(board.contents());
  }

  private void step(String where, Entry entry) {
    Board next = board.apply(entry);
    assertThat(Invariants.ofStep(board, entry, next)).as(where).isEmpty();
    OptionalLong fence = Invariants.fenceGivenBy(entry, next);
    assertThat(fence.orElse(Long.MAX_VALUE)).as(where).isGreaterThan(highestFence);
    highestFence = fence.orElse(highestFence);
    board = next;
    twin = twin.apply(entry);
  }

  private static void assertSame(String where, Decision one, Decision other) {
    switch (other) {
      case Decision.Rejected rejected -> assertThat(one).as(where).isEqualTo(rejected);
      case Decision.Accepted accepted -> {
        assertThat(one).as(where).isInstanceOf(Decision.Accepted.class);
        Decision.Accepted again = (Decision.Accepted) one;
        assertThat(again.events()).as(where).isEqualTo(accepted.events());
        assertThat(again.answer()).as(where).isEqualTo(accepted.answer());
      }
    }
  }
}
