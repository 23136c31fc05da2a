package rowlock.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowlock.console.Table.Cell;

class TableTest {
  @ParameterizedTest
  @CsvSource({
    "abc,3",
    "日本,4",
    "e\u0301,1",
    "👍,2",
    "👍🏽,2",
    "🇩🇪,2",
    "\u2764\uFE0F,2",
    "ｗｉｄｅ,8",
    "한국,4",
    "½,1"
  })
  void widthIsWhatATerminalShows(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @Test
  void cuttingNeverSplitsAWideCharacterNorExceedsTheRoom() {
    assertThat(Columns.fit("日本語", 6)).isEqualTo("日本語");
    assertThat(Columns.fit("日本語", 5)).isEqualTo("日本…");
    assertThat(Columns.fit("日本語", 4)).isEqualTo("日…");
    assertThat(Columns.fit("👍👍👍", 3)).isEqualTo("👍…");
    assertThat(Columns.fit("abc", 0)).isEmpty();
  }

  @Test
  void columnsLineUpWhateverIsInThem() {
    Table table = new Table("A", "B", "N");
    table.row(Cell.text("日本"), Cell.text("x"), Cell.number(5));
    table.row(Cell.text("abc"), Cell.text("yy"), Cell.number(1234));
    assertThat(table.lines(80, false))
        .containsExactly("A     B   N", "日本  x      5", "abc   yy  1234");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    Table table = new Table("TASK", "TITLE", "WHY");
    table.row(Cell.text("t1"), Cell.text("長い".repeat(60)), Cell.text("because ".repeat(30)));
    for (int width : new int[] {40, 60, 80, 120}) {
      assertThat(table.lines(width, false)).allMatch(line -> Columns.of(line) <= width);
    }
  }

  @Test
  void aLineEndInACellDoesNotBreakTheTable() {
    Table table = new Table("A", "B").row(Cell.text("one\ntwo"), Cell.text("x"));
    assertThat(table.lines(80, false)).hasSize(2);
  }
}
