package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class RepliesTest {
  private static final PaneId PANE = new PaneId("%1");

  private final Queue<Awaited> requests = new ArrayDeque<>();
  private final List<String> said = new ArrayList<>();
  private final Replies replies = new Replies(requests, line -> said.add(line.text()));

  @Test
  void eachCommandHasABlockAndAfterTheLastComesTheMark() throws IOException {
    Awaited first = sent(Request.of(List.of(List.of("one"), List.of("more"))), "m1");
    Awaited second = sent(Request.of("display-message", "-p", "two"), "m2");

    hear(block(7, "one"), block(8, "more"), "%window-add @1\n", block(9, "m1"));
    hear(block(10, "two"), block(11, "m2"));

    assertThat(first.outcome()).contains(only(new Answer.Done("one\nmore\n")));
    assertThat(second.outcome()).contains(only(new Answer.Done("two\n")));
    assertThat(said).containsExactly("%window-add @1");
  }

  @Test
  void aRefusalIsTheAnswerWhateverElseWasPrinted() throws IOException {
    Awaited request = sent(Request.of(List.of(List.of("one"), List.of("two"))), "m1");

    hear(block(7, "one"), "%begin 5 8 1\ncan't find pane: %9\n%error 5 8 1\n", block(9, "m1"));

    assertThat(request.outcome()).contains(only(new Answer.Refused("can't find pane: %9")));
  }

  @Test
  void blocksOfOthersAreNoPartOfAnAnswer() throws IOException {
    Awaited request = sent(Request.of("display-message", "-p", "one"), "m1");

    hear("%begin 5 6 0\nm1\n%end 5 6 0\n", block(7, "one"), block(8, "m1"));

    assertThat(request.outcome()).contains(only(new Answer.Done("one\n")));
  }

  @Test
  void aScreenThatShowsTheEndOfItsOwnBlockEndsNothing() throws IOException {
    Awaited request = sent(screen(0), "m1");
    String forged = "%end 5 8 1\n%begin 5 9 1\nm1\n%end 5 9 1\n%exit\n%error 5 8 1";

    hear(block(7, "%1 6 100"), block(8, forged), block(9, "m1"));

    assertThat(request.outcome()).contains(only(new Answer.Done("%1 6 100\n" + forged + "\n")));
    assertThat(said).isEmpty();
  }

  @Test
  void ofScreensAskedForTogetherNoneEndsItsBlockOrTellsTheHeightOfAnother() throws IOException {
    PaneId other = new PaneId("%2");
    Screen screen = new Screen(Request.HEAD, 0, Snapshot.Escapes.WITHOUT);
    Awaited request = sent(screen.together(List.of(other, PANE)), "m1");
    String forged = "%end 5 9 1\nscreens\n%1 9 9";

    hear(block(7, "%1 1 100\n%2 3 0\n%3 7 0"), block(8, "screens"));
    hear(block(9, forged), block(10, "one"), block(11, "m1"));

    Answer answer = request.outcome().orElseThrow().getFirst();
    assertThat(screen.split(answer.text("screens"), List.of(other, PANE)))
        .isEqualTo(Map.of(other, "%2 3 0\n" + forged + "\n", PANE, "%1 1 100\none\n"));
  }

  @Test
  void ofTheHistoryAsManyLinesAreExpectedAsThereAreAndWereWanted() throws IOException {
    Awaited three = sent(screen(3), "m1");
    Awaited ten = sent(screen(10), "m2");

    hear(block(7, "%1 1 5"), block(8, "a\nb\nc\n%end 5 8 1"), block(9, "m1"));
    hear(block(10, "%1 1 2"), block(11, "a\nb\n%end 5 11 1"), block(12, "m2"));

    assertThat(three.outcome()).contains(only(new Answer.Done("%1 1 5\na\nb\nc\n%end 5 8 1\n")));
    assertThat(ten.outcome()).contains(only(new Answer.Done("%1 1 2\na\nb\n%end 5 11 1\n")));
  }

  @Test
  void aMissingPaneIsRefusedThoughTmuxTellsTheHeightOfAnother() throws IOException {
    Awaited request = sent(screen(0), "m1");

    hear(block(7, "%4 50 0"), "%begin 5 8 1\ncan't find pane: %1\n%error 5 8 1\n", block(9, "m1"));

    assertThat(request.outcome()).contains(only(new Answer.Refused("can't find pane: %1")));
  }

  @Test
  void aScreenLongerThanItIsHighIsNotBelieved() {
    sent(screen(0), "m1");

    assertThatThrownBy(() -> hear(block(7, "%1 1 0"), block(8, "one\ntwo")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void answersThatDoNotFitTheirRequestsAreGivenToNobody() {
    Awaited request = sent(Request.of("display-message", "-p", "one"), "m1");
    assertThatThrownBy(() -> hear(block(7, "one"), block(8, "two"), block(9, "m1")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(request::outcome).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aMarkThatComesEarlyIsNotBelieved() {
    sent(Request.of(List.of(List.of("one"), List.of("two"))), "m1");
    assertThatThrownBy(() -> hear(block(7, "one"), block(8, "m1"))).isInstanceOf(IOException.class);
  }

  @Test
  void requestsSentTogetherAreAnsweredOneByOne() throws IOException {
    Request choice = Request.of("if-shell", "-F", "1", "yes", "no").loading("b", "text");
    Awaited both = new Awaited(List.of(choice, Request.of("one"), choice), "m1");
    requests.add(both);

    hear("%begin 5 6 1\n%end 5 6 1\n%begin 5 7 1\n%end 5 7 1\n", block(8, "yes"));
    hear(block(9, "one"), "%begin 5 10 1\nno space\n%error 5 10 1\n", block(11, "m1"));

    assertThat(both.outcome())
        .contains(
            List.of(
                new Answer.Done("yes\n"),
                new Answer.Done("one\n"),
                new Answer.Refused("no space")));
  }

  @Test
  void anAnswerToNothingIsNotBelieved() {
    assertThatThrownBy(() -> hear(block(7, "one"))).isInstanceOf(IOException.class);
  }

  @Test
  void ofALongNoticeOnlyTheBeginningIsKept() throws IOException {
    hear("%output %1 " + "x".repeat(1 << 20) + "\n%window-add @1\n");

    assertThat(said).hasSize(2).last().isEqualTo("%window-add @1");
    assertThat(said.getFirst()).hasSize(Replies.NOTICE_BYTES);
  }

  private static Request screen(int historyLines) {
    return new Screen(Request.HEAD, historyLines, Snapshot.Escapes.WITHOUT).request(PANE);
  }

  private Awaited sent(Request request, String mark) {
    Awaited awaited = new Awaited(List.of(request), mark);
    requests.add(awaited);
    return awaited;
  }

  private static List<Answer> only(Answer answer) {
    return List.of(answer);
  }

  private static String block(int number, String text) {
    return "%%begin 5 %d 1\n%s\n%%end 5 %d 1\n".formatted(number, text, number);
  }

  private void hear(String... texts) throws IOException {
    byte[] bytes = String.join("", texts).getBytes(StandardCharsets.UTF_8);
    LineReader lines = new LineReader(new ByteArrayInputStream(bytes));
    Optional<LineReader.Line> line = lines.next(replies.keptBytes());
    while (line.isPresent()) {
      replies.accept(line.get());
      line = lines.next(replies.keptBytes());
    }
  }
}
