package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.board.Answer;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Setting;
import rowlock.budget.BudgetEvent;
import rowlock.budget.Closing;
import rowlock.json.Json;
import rowlock.json.JsonReader;
import rowlock.json.JsonWriter;
import rowlock.need.Choice;
import rowlock.need.NeedEvent;
import rowlock.need.Settlement;
import rowlock.task.Evidence;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskState;
import rowlock.team.Delivery;

class CodecTest {
  private static final Path GOLDEN = Path.of("src/test/resources/journals");

  private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

  @ParameterizedTest
  @MethodSource({"rowlock.journal.Samples#events", "rowlock.journal.OperatorSamples#events"})
  void anEventIsReadAsItWasWritten(Event event) {
    Batch.Pending pending = new Batch.Pending(Samples.TIME, "ada", event);

    assertThat(EntryJson.decode(9, EntryJson.encode(pending)))
        .isEqualTo(new Entry(9, Samples.TIME, "ada", event));
  }

  @ParameterizedTest
  @MethodSource("rowlock.journal.Samples#answers")
  void anAnswerIsReadAsItWasWritten(Answer answer) {
    assertThat(again(answer, AnswerJson::write, AnswerJson::read)).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("rowlock.journal.Samples#evidences")
  void anEvidenceIsReadAsItWasWritten(Evidence evidence) {
    assertThat(again(evidence, ResultJson::write, ResultJson::evidence)).isEqualTo(evidence);
  }

  @ParameterizedTest
  @MethodSource("rowlock.journal.Samples#states")
  void aTaskIsReadAsItWasWritten(TaskState state) {
    assertThat(again(Samples.task(state), TaskJson::write, TaskJson::read))
        .isEqualTo(Samples.task(state));
  }

  @Test
  void whatIsEmptyStaysEmpty() {
    TaskSpec plain = TaskSpec.titled("x");
    assertThat(again(plain, SpecJson::write, SpecJson::read)).isEqualTo(plain);
  }

  @Test
  void aBoardIsReadAsItWasWritten() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter writer = Json.writer(bytes)) {
      ContentsJson.write(Samples.contents(5), writer);
    }
    try (JsonReader reader = Json.STANDARD.reader(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(ContentsJson.read(reader)).isEqualTo(Samples.contents(5));
    }
  }

  /// What a rowlock that knew neither needs nor budgets stored.
  @Test
  void aBoardOfAnOlderRowlockIsRead() {
    String older =
        "{\"position\":1,\"at\":\"2026-11-21T10:00:00Z\",\"last_number\":0,"
            + "\"last_message\":0,\"last_discovery\":0,\"fence_base\":0}";
    try (JsonReader reader = Json.STANDARD.reader(new ByteArrayInputStream(utf8(older)))) {
      assertThat(ContentsJson.read(reader).operator()).isEqualTo(Contents.OfOperator.NONE);
    }
  }

  @Test
  void theSamplesShowEveryKindOfValue() {
    assertThat(kinds(Samples.events()))
        .isEqualTo(
            leaves(Event.class).stream()
                .filter(kind -> kind != Event.OfNeed.class && kind != Event.OfBudget.class)
                .toList());
    assertThat(kinds(OperatorSamples.needEvents())).isEqualTo(leaves(NeedEvent.class));
    assertThat(kinds(OperatorSamples.budgetEvents())).isEqualTo(leaves(BudgetEvent.class));
    assertThat(kinds(OperatorSamples.choices())).isEqualTo(leaves(Choice.class));
    assertThat(kinds(OperatorSamples.settlements())).isEqualTo(leaves(Settlement.class));
    assertThat(kinds(OperatorSamples.closings())).isEqualTo(leaves(Closing.class));
    assertThat(kinds(Samples.answers())).isEqualTo(leaves(Answer.class));
    assertThat(kinds(Samples.evidences())).isEqualTo(leaves(Evidence.class));
    assertThat(kinds(Samples.states())).isEqualTo(leaves(TaskState.class));
    assertThat(kinds(Samples.deliveries())).isEqualTo(leaves(Delivery.class));
  }

  @Test
  void everyNameOfEveryEnumIsReadAsItWasWritten() {
    assertThat(
            Stream.of(
                    Words.DEPENDENCY_POLICIES,
                    Words.FAILURE_CAUSES,
                    Words.STATUSES,
                    Words.CONDITIONS,
                    Words.IMPORTANCES,
                    Words.RUN_OUTCOMES,
                    Words.NEED_KINDS,
                    Words.SPENT,
                    Words.TALLIED,
                    Words.SETTINGS)
                .flatMap(words -> words.all().stream()))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(word).matches("[a-z_]+"));
    assertThat(Words.SETTINGS.named("mailbox")).isEqualTo(Setting.MAILBOX);
  }

  /// The files were exported when their events came into the world, the first by the first release,
  /// and are never changed; a format that has learned more since still reads them, and writes what
  /// it read with the very same bytes.
  @ParameterizedTest
  @CsvSource({"v1.jsonl, 29", "needs-and-budgets.jsonl, 9"})
  void whatWasWrittenOnceIsReadForEver(String file, long entries) throws IOException {
    Chain chain = new Chain();
    byte[] hash = Chain.start();
    long position = 0;
    for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
      int end = line.indexOf(",\"hash\":\"");
      byte[] body = utf8("{" + line.substring(line.indexOf(',') + 1, end) + "}");
      hash = chain.link(hash, body);
      position++;
      Entry entry = EntryJson.decode(position, body);

      assertThat(line)
          .startsWith("{\"position\":" + position + ",")
          .endsWith(",\"hash\":\"" + Chain.hex(hash) + "\"}");
      assertThat(EntryJson.encode(new Batch.Pending(entry.at(), entry.by(), entry.event())))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(new String(body, StandardCharsets.UTF_8));
    }
    assertThat(position).isEqualTo(entries);
  }

  @Test
  void whatANewerRowlockAddedIsIgnored() {
    Entry entry =
        EntryJson.decode(
            1,
            utf8(
                "{\"at\":\"2026-11-21T10:00:00Z\",\"by\":\"ada\",\"type\":\"retry_due\","
                    + "\"task\":\"a\",\"new\":{\"x\":[1]}}"));

    assertThat(entry.event()).isEqualTo(new Event.RetryDue(new TaskId("a")));
  }

  @Test
  void anEventOfANewerRowlockIsRefusedWithItsPosition() {
    byte[] body = utf8("{\"at\":\"2026-11-21T10:00:00Z\",\"by\":\"ada\",\"type\":\"task_cloned\"}");

    assertThatThrownBy(() -> EntryJson.decode(17, body))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("entry 17")
        .hasMessageContaining("newer rowlock")
        .hasMessageContaining("task_cloned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"at\":\"2026-11-21T10:00:00Z\",\"by\":\"ada\"}",
        "{\"at\":\"yesterday\",\"by\":\"ada\",\"type\":\"retry_due\",\"task\":\"a\"}",
        "{\"at\":\"2026-11-21T10:00:00Z\",\"by\":\"ada\",\"type\":\"retry_due\",\"task\":7}",
        "{\"at\":\"2026-11-21T10:00:00Z\",\"by\":\"ada\",\"type\":\"retry_due\",\"task\":\"..\"}"
      })
  void aDamagedEntryIsNamed(String body) {
    assertThatThrownBy(() -> EntryJson.decode(17, utf8(body)))
        .isInstanceOf(JournalException.Broken.class)
        .hasMessageContaining("entry 17");
  }

  private static <T> T again(T value, BiConsumer<T, Form> write, Function<Fields, T> read) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter writer = Json.writer(bytes)) {
      writer.beginObject();
      write.accept(value, new Form(writer));
      writer.endObject();
    }
    return read.apply(new Fields(Json.STANDARD.parseObject(bytes.toByteArray())));
  }

  private static Collection<Class<?>> kinds(List<?> values) {
    return values.stream().<Class<?>>map(Object::getClass).sorted(BY_NAME).toList();
  }

  private static Collection<Class<?>> leaves(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    return Stream.of(type.getPermittedSubclasses())
        .flatMap(permitted -> leaves(permitted).stream())
        .distinct()
        .sorted(BY_NAME)
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
