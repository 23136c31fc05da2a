package rowlock.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  private static final List<String> KNOWN = List.of("claim_task", "create_task", "get_status");

  @Test
  void theNearestNameIsFoundWhateverItsCaseAndHyphens() {
    assertThat(Spelling.nearest("claim-tsak", KNOWN)).contains("claim_task");
    assertThat(Spelling.nearest("CREATE_TASKS", KNOWN)).contains("create_task");
  }

  @Test
  void whatIsFarFromEverythingIsNearNothing() {
    assertThat(Spelling.nearest("frobnicate", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("", KNOWN)).isEmpty();
  }

  @Test
  void aTextThatIsNoNameIsNotCompared() {
    assertThat(Spelling.nearest("claim_task".repeat(100_000), KNOWN)).isEmpty();
  }
}
