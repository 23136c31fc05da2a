package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.json.Json;

final class MessageReaderTest {
  private static Message read(String text) {
    return MessageReader.read(text.getBytes(UTF_8));
  }

  private static RpcError refused(Message message) {
    assertThat(message).isInstanceOf(Message.Malformed.class);
    return ((Message.Malformed) message).error();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-7",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"\"",
        "\"a b\"",
        "\"\\u0000\\n\"",
        "\"🚣\""
      })
  void anIdIsGivenBackAsItIs(String id) {
    Message message = read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

    Object read = ((Message.Request) message).id();
    String answer = Json.compact(Message.result(read, Map.of()));
    assertThat(answer).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "true", "[1]", "{}", "\"\\ud83d\""})
  void anIdOfAnotherKindIsRefusedWithoutIt(String id) {
    Message message = read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

    assertThat(message)
        .asInstanceOf(type(Message.Malformed.class))
        .returns(Optional.empty(), Message.Malformed::id)
        .returns(RpcError.INVALID_REQUEST, malformed -> malformed.error().code());
  }

  @Test
  void anIdIsNotLongerThanItMayBe() {
    String longest = "x".repeat(MessageReader.LONGEST_ID);

    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"a\"}".formatted(longest)))
        .isInstanceOf(Message.Request.class);
    assertThat(
            refused(
                    read(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"x%s\",\"method\":\"a\"}".formatted(longest)))
                .message())
        .contains("256");
  }

  @Test
  void anIdOfTenMebibytesIsRefusedUnread() {
    String id = "x".repeat(10 << 20);

    RpcError error = refused(read("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"a\"}"));

    assertThat(error.code()).isEqualTo(RpcError.INVALID_REQUEST);
    assertThat(error.message()).contains("4194304");
  }

  @Test
  void aMillionLevelsAreRefusedAtTheFirstTooMany() {
    String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":";

    RpcError error = refused(read(deep + "{\"a\":".repeat(500_000)));

    assertThat(error.code()).isEqualTo(RpcError.PARSE);
    assertThat(error.message()).contains("64").hasSizeLessThan(300);
    assertThat(refused(read("[".repeat(1_000_000))).code()).isEqualTo(RpcError.PARSE);
  }

  @Test
  void halfACharacterIsRefused() {
    byte[] text = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"é\"}".getBytes(UTF_8);
    int second = new String(text, UTF_8).indexOf('é') + 1;
    byte[] half = Arrays.copyOf(text, text.length);
    half[second] = '"';

    assertThat(refused(MessageReader.read(half)).code()).isEqualTo(RpcError.PARSE);
    assertThat(refused(MessageReader.read(Arrays.copyOf(text, second))).code())
        .isEqualTo(RpcError.PARSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "                                                       | -32700",
        "{                                                      | -32700",
        "nonsense                                               | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"a\"} | -32700",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\"} {}               | -32700",
        "[]                                                     | -32600",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]    | -32600",
        "7                                                      | -32600",
        "{}                                                     | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"a\"}          | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1}                          | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}              | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":[1]} | -32600"
      })
  void whatIsNoMessageIsToldSo(String text, int code) {
    assertThat(refused(read(text == null ? "" : text)).code()).isEqualTo(code);
  }

  @Test
  void aBatchIsRefusedInWords() {
    assertThat(refused(read("[]")).message()).contains("batches were removed");
  }

  @Test
  void whoAskedIsToldWhereTheIdCouldBeRead() {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":7}"))
        .asInstanceOf(type(Message.Malformed.class))
        .returns(Optional.of("x"), Message.Malformed::id);
  }

  @Test
  void anIdThatIsNullMakesANotification() {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"a\"}"))
        .isInstanceOf(Message.Notification.class);
  }

  @Test
  void anAnswerIsAnAnswer() {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
        .isInstanceOf(Message.Answer.class);
  }
}
