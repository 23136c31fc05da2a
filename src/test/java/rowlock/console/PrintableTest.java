package rowlock.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  /// The hostile strings that terminals are known to obey: clipboard, links, device strings, cursor
  /// reports, 8-bit controls, unterminated sequences, reordering and hiding.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B]52;c;aGk=\u0007",
        "\u001B]8;;http://x\u001B\\y",
        "\u001BP$q\u001B\\",
        "\u001B[6n",
        "\u009B2J",
        "\u009D0;title\u009C",
        "\u001B[",
        "\u007F",
        "\u0000",
        "\b\b",
        "\r overwritten",
        "\u202Eabc",
        "\u2066abc",
        "\u200Eabc",
        "a\u200Bb",
        "a\uFEFFb",
        "a\u2060b",
        "\u2028x",
        "\uD800",
        "\uDC00x",
        "\uDB40\uDC41",
        "\u061Cx",
        "\u00ADx"
      })
  void nothingThatATerminalObeysGetsThrough(String hostile) {
    assertThat(Printable.line(hostile).codePoints()).noneMatch(PrintableTest::isObeyed);
    assertThat(Printable.block(hostile).codePoints().filter(c -> c != '\n'))
        .noneMatch(PrintableTest::isObeyed);
    assertThat(Printable.line(hostile)).contains("\uFFFD");
  }

  @Test
  void ordinaryTextOfAnyScriptStaysAsItIs() {
    for (String text :
        new String[] {"", "plain", "žluťoučký", "日本語", "עברית", "👍 ok", "e\u0301"}) {
      assertThat(Printable.line(text)).isEqualTo(text);
    }
  }

  @Test
  void linesStayInBlocksAndBecomeSpacesOnLines() {
    assertThat(Printable.block("a\r\nb\n\tc")).isEqualTo("a\nb\n c");
    assertThat(Printable.line("a\nb")).isEqualTo("a b");
  }

  @Test
  void aPileOfMarksIsCutToAFew() {
    String pile = "a" + "\u0301".repeat(10_000) + "b";
    assertThat(Printable.line(pile)).hasSize(2 + Printable.MAX_MARKS).startsWith("a").endsWith("b");
  }

  @Test
  void jsonSaysTheSameWithEscapes() {
    assertThat(Printable.json("{\"a\":\"x\u202Ey\u009Bz\"}"))
        .isEqualTo("{\"a\":\"x\\u202ey\\u009bz\"}");
    assertThat(Printable.json("{\"a\":\"日本\"}")).isEqualTo("{\"a\":\"日本\"}");
  }

  private static boolean isObeyed(int c) {
    return Character.isISOControl(c)
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c >= 0xE0000 && c <= 0xE007F)
        || c == 0xFEFF
        || c == 0x061C
        || c == 0xAD;
  }
}
