package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rowlock.json.Json;

/// The operations as clients know them are those that were agreed on: whoever changes a name or a
/// schema sees it here, line by line, and so does whoever reads the change.
class ToolListTest {
  private static final Path AGREED = Path.of("src", "test", "resources", "operations.txt");
  private static final Path ACTUAL = Path.of("target", "operations.txt");

  @Test
  void namesAndSchemasAreAsAgreed() throws IOException {
    String actual =
        Registry.standard().all().stream()
            .map(operation -> operation.name() + " " + hash(operation) + "\n")
            .collect(Collectors.joining());
    Files.createDirectories(ACTUAL.toAbsolutePath().getParent());
    Files.writeString(ACTUAL, actual);

    assertThat(AGREED)
        .as("if clients may see the change, copy %s to %s", ACTUAL, AGREED)
        .content()
        .isEqualTo(actual);
  }

  private static String hash(Operation operation) {
    Object seen =
        sorted(
            Map.of(
                "summary", operation.summary(),
                "permission", operation.right().permission().map(Enum::name).orElse(""),
                "effect", operation.right().effect().name(),
                "audience", operation.right().audience().name(),
                "input", Schemas.input(operation),
                "output", Schemas.output(operation)));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(Json.compact(seen).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /// The order of members says nothing.
  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> members = new TreeMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), sorted(member)));
        yield members;
      }
      case List<?> list -> list.stream().map(ToolListTest::sorted).toList();
      default -> value;
    };
  }
}
