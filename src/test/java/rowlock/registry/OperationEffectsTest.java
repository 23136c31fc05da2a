package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowlock.operation.Outcome;

/// Every operation with its smallest and its fullest arguments, on a real project: what is looked
/// at is the board after it.
@Timeout(120)
final class OperationEffectsTest {
  private static final List<Effect> EFFECTS =
      Stream.of(
              ProjectEffects.all(),
              TaskEffects.all(),
              ClaimEffects.all(),
              TeamEffects.all(),
              NeedEffects.all(),
              TuningEffects.all(),
              GitEffects.all())
          .flatMap(List::stream)
          .toList();

  /// What happens outside of the journal, where no key is remembered.
  private static final Set<String> OUTSIDE =
      Set.of(
          "spawn_agent",
          "spawn_batch",
          "prewarm_resources",
          "read_agent",
          "restart_agent",
          "git_batch",
          "terminate_agent");

  @TempDir Path folder;
  private int scenes;

  static List<String> operations() {
    return Scene.REGISTRY.names();
  }

  static List<String> changes() {
    return Scene.REGISTRY.all().stream()
        .filter(operation -> operation.right().effect() != Right.Effect.READS)
        .map(Operation::name)
        .filter(name -> !OUTSIDE.contains(name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationDoesWhatItSays(String name) {
    Operation operation = Scene.REGISTRY.find(name).orElseThrow();
    Set<Set<String>> sizes = new HashSet<>();
    for (Effect effect : effects(name)) {
      try (Scene scene = scene()) {
        Map<String, Object> arguments = effect.given().apply(scene);
        sizes.add(arguments.keySet());
        long before = scene.board().position();
        effect.then().accept(scene, scene.done(effect.caller(), name, arguments));
        if (operation.right().effect() == Right.Effect.READS) {
          assertThat(scene.board().position()).as("it only reads").isEqualTo(before);
        }
      }
    }
    assertThat(sizes).as("its smallest arguments").contains(required(operation));
    assertThat(sizes).as("its fullest arguments").contains(all(operation));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsNullCountsAsLeftOut(String name) {
    Operation operation = Scene.REGISTRY.find(name).orElseThrow();
    for (Effect effect : effects(name)) {
      try (Scene scene = scene()) {
        Map<String, Object> arguments = new HashMap<>(effect.given().apply(scene));
        if (arguments.keySet().equals(required(operation))) {
          all(operation).forEach(parameter -> arguments.putIfAbsent(parameter, null));
          effect.then().accept(scene, scene.done(effect.caller(), name, arguments));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theSameKeyDoesItOnce(String name) {
    Effect effect = effects(name).getLast();
    try (Scene scene = scene()) {
      Map<String, Object> arguments = effect.given().apply(scene);
      Optional<String> key = Optional.of("once");
      Outcome first = scene.call(effect.caller(), name, arguments, key);
      long after = scene.board().position();

      Outcome second = scene.call(effect.caller(), name, arguments, key);

      assertThat(first).isInstanceOf(Outcome.Done.class);
      assertThat(second).isInstanceOf(Outcome.Done.class);
      assertThat(scene.board().position()).isEqualTo(after);
    }
  }

  private static List<Effect> effects(String name) {
    List<Effect> effects =
        EFFECTS.stream().filter(effect -> effect.operation().equals(name)).toList();
    assertThat(effects).as("what %s leads to", name).isNotEmpty();
    return effects;
  }

  private Scene scene() {
    return Scene.in(folder.resolve("p" + scenes++));
  }

  private static Set<String> required(Operation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.presence() == Parameter.Presence.REQUIRED)
        .map(Parameter::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> all(Operation operation) {
    return operation.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
  }
}
