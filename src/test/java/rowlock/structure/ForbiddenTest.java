package rowlock.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The architecture's bans find what they are for, and leave plain values alone.
class ForbiddenTest {
  @Test
  void aClockIsFoundInACallAndInAMethodReference() {
    assertThat(Forbidden.CLOCK.findIn(imported(ReadsAClock.class)))
        .extracting(ForbiddenTest::culprit)
        .containsExactlyInAnyOrder(
            "java.time.Instant.now", "java.time.Clock.systemUTC", "java.lang.System.nanoTime");
  }

  @Test
  void threadsLocksAndSharedMapsAreFound() {
    assertThat(Forbidden.THREADS.findIn(imported(Waits.class)))
        .extracting(ForbiddenTest::culprit)
        .contains(
            "java.lang.Thread",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.ConcurrentHashMap")
        .doesNotContain("java.util.concurrent.TimeUnit");
  }

  @Test
  void chanceIsFound() {
    assertThat(Forbidden.CHANCE.findIn(imported(Gambles.class)))
        .extracting(ForbiddenTest::culprit)
        .containsExactlyInAnyOrder(
            "java.util.UUID.randomUUID", "java.lang.Math.random", "java.util.Collections.shuffle");
  }

  @Test
  void touchingTheMachineIsFound() {
    assertThat(Forbidden.OUTSIDE_WORLD.findIn(imported(Touches.class)))
        .extracting(ForbiddenTest::culprit)
        .containsExactlyInAnyOrder(
            "java.nio.file.Files",
            "java.lang.System.getenv",
            "java.lang.System.out",
            "java.io.PrintStream",
            "java.nio.file.Path.toRealPath");
  }

  @Test
  void plainValuesPass() {
    for (Forbidden forbidden : Forbidden.IN_PURE_PACKAGES) {
      assertThat(forbidden.findIn(imported(Pure.class))).isEmpty();
    }
  }

  private static JavaClass imported(Class<?> type) {
    return new ClassFileImporter().importClasses(type).get(type);
  }

  private static String culprit(String sentence) {
    return sentence.substring(sentence.lastIndexOf(": ") + 2);
  }

  static final class ReadsAClock {
    final Supplier<Instant> reference = Instant::now;

    long call() {
      return System.nanoTime() + Clock.systemUTC().millis();
    }
  }

  static final class Waits {
    final Map<String, String> shared = new ConcurrentHashMap<>();
    final ReentrantLock lock = new ReentrantLock();
    final Thread thread = Thread.currentThread();
    final TimeUnit unit = TimeUnit.SECONDS;
  }

  static final class Gambles {
    String draw(List<String> deck) {
      Collections.shuffle(deck);
      return UUID.randomUUID() + deck.getFirst() + Math.random();
    }
  }

  static final class Touches {
    void touch(Path path) throws IOException {
      System.out.println(System.getenv());
      Files.delete(path.toRealPath());
    }
  }

  static final class Pure {
    List<String> value(Path path, Instant now) throws IOException {
      List<String> words = new ArrayList<>(List.of(path.resolve("x").toString(), now.toString()));
      try (StringReader reader = new StringReader("text")) {
        words.add(String.valueOf(reader.read()));
      }
      return words;
    }
  }
}
