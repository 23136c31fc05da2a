package rowlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void whatIsNotSaidHasItsUsualValue() {
    Order order = Order.parse(List.of("claims"));
    assertThat(order.agents()).containsExactly(1, 8, 50);
    assertThat(order.tasks()).containsExactly(10, 100, 1000, 10_000, 100_000);
    assertThat(order.rounds()).isEqualTo(3);
    assertThat(Order.parse(List.of("start")).rounds()).isEqualTo(15);
    assertThat(Order.parse(List.of("agents")).agents()).containsExactly(1, 8, 30);
  }

  @Test
  void whatIsSaidCounts() {
    Order order =
        Order.parse(List.of("claims", "--agents", "2,4", "--seconds", "5", "--json", "out.json"));
    assertThat(order.agents()).containsExactly(2, 4);
    assertThat(order.window()).hasSeconds(5);
    assertThat(order.places().json())
        .hasValueSatisfying(file -> assertThat(file).hasToString("out.json"));
  }

  @Test
  void everyLimitAndEveryMistakeIsNamed() {
    assertThatThrownBy(() -> Order.parse(List.of("claims", "--agents", "501")))
        .hasMessage("--agents: 1 to 500, not 501");
    assertThatThrownBy(() -> Order.parse(List.of("claims", "--tasks", "10,x")))
        .hasMessage("--tasks: 1 to 200000, not x");
    assertThatThrownBy(() -> Order.parse(List.of("claims", "--rounds")))
        .hasMessage("a value is missing after --rounds");
    assertThatThrownBy(() -> Order.parse(List.of("claims", "--agent", "1")))
        .hasMessageStartingWith("there is no option --agent;");
  }
}
