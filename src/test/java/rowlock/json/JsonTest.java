package rowlock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void everyKindOfValueIsRead() {
    Map<String, Object> read =
        Json.STANDARD.parseObject(
            """
            {"text": "ö\\n\\u0041", "whole": 9007199254740993, "fraction": 0.5, "yes": true,
             "list": [1, "two", {"three": 3}], "nothing": null, "no": false}
            """);

    assertThat(read)
        .containsExactly(
            Map.entry("text", "ö\nA"),
            Map.entry("whole", 9007199254740993L),
            Map.entry("fraction", 0.5),
            Map.entry("yes", true),
            Map.entry("list", List.of(1L, "two", Map.of("three", 3L))),
            Map.entry("no", false));
  }

  @Test
  void aNumberThatADoubleWouldChangeStaysExact() {
    assertThat(Json.STANDARD.parse("0.1234567890123456789"))
        .isEqualTo(new BigDecimal("0.1234567890123456789"));
    assertThat(Json.STANDARD.parse("123456789012345678901234567890"))
        .isEqualTo(new BigDecimal("123456789012345678901234567890"));
    assertThat(Json.STANDARD.parse("0.1")).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,}|1|9",
        "{\"a\": 1} x|1|10",
        "[1, 2|1|7",
        "{\"a\": 1, \"a\": 2}|1|15",
        "[null]|1|2",
        "nope|1|1",
        "'a'|1|1",
        "[1] // end|1|5"
      })
  void whatIsNotJsonIsRefusedWithItsPlace(String text, int line, int column) {
    MalformedJson refusal =
        catchThrowableOfType(MalformedJson.class, () -> Json.STANDARD.parse(text));

    assertThat(refusal).isNotNull();
    assertThat(refusal.line()).isEqualTo(line);
    assertThat(refusal.column()).isBetween(column - 1, column + 1);
    assertThat(refusal.getMessage()).startsWith("line " + line + ", column ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "[1] [2]", "1e999999999", "1e-999999999", "NaN", "[\"\t\"]"})
  void whatIsNotOneValueIsRefused(String text) {
    assertThatThrownBy(() -> Json.STANDARD.parse(text)).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[[[[1]]]]", "\"12345678901\"", "123456", "[1,  2,  3,  4,  5,  6,  7,  8, 9]"})
  void whatIsBeyondTheLimitsIsRefused(String text) {
    Json narrow = new Json(new JsonLimits(3, 10, 5, 30));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> narrow.parse(text))
        .isInstanceOf(MalformedJson.class)
        .hasMessageNotContaining("StreamReadConstraints");
    assertThatThrownBy(() -> narrow.parse(bytes)).isInstanceOf(MalformedJson.class);
    assertThat(Json.STANDARD.parse(text)).isEqualTo(Json.STANDARD.parse(bytes));
  }

  @Test
  void aTextThatIsNoObjectIsRefusedWhereOneIsWanted() {
    assertThatThrownBy(() -> Json.STANDARD.parseObject("[1]"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("an object is wanted");
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    String text = "{\"b\":[1,2.5,\"\\u0000\\\"\u2028\"],\"a\":{\"yes\":true}}";

    assertThat(Json.compact(Json.STANDARD.parse(text))).isEqualTo(text);
  }

  @Test
  void membersWithoutAnOrderAreSorted() {
    assertThat(Json.compact(Map.of("b", 1, "c", 2, "a", 3))).isEqualTo("{\"a\":3,\"b\":1,\"c\":2}");
  }

  @Test
  void prettyTextIsIndented() {
    assertThat(Json.pretty(Json.STANDARD.parse("{\"a\":[1,{\"b\":2}],\"c\":[]}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": 2
                }
              ],
              "c": [ ]
            }\
            """);
  }

  @Test
  void whatHasNoJsonIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.compact(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.compact(Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.compact(Map.of(1, 2)));
  }

  @Test
  void aLongTextIsReadPieceByPiece() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonWriter writer = Json.writer(text)) {
      writer.beginObject().member("skipped", "x").beginArray("numbers");
      for (int i = 0; i < 1_000; i++) {
        writer.beginObject().member("n", i).endObject();
      }
      writer.endArray().member("last", true).endObject();
    }

    List<String> names = new ArrayList<>();
    int count = 0;
    try (JsonReader reader = Json.STANDARD.reader(new ByteArrayInputStream(text.toByteArray()))) {
      reader.enterObject();
      for (var name = reader.nextMember(); name.isPresent(); name = reader.nextMember()) {
        names.add(name.get());
        if (name.get().equals("numbers")) {
          reader.enterArray();
          while (reader.nextElement()) {
            assertThat(reader.value()).isEqualTo(Map.of("n", (long) count++));
          }
        } else {
          reader.skip();
        }
      }
      reader.end();
    }
    assertThat(names).containsExactly("skipped", "numbers", "last");
    assertThat(count).isEqualTo(1_000);
  }
}
