package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Recognition;
import rowlock.access.Tokens;
import rowlock.cli.Typist.Seen;

/// Tokens as they are made and taken back at the command line.
class TokenTranscriptTest {
  @TempDir Path folder;

  private Typist typist = Typist.in(Path.of(""));

  @BeforeEach
  void makeProject() {
    typist = Typist.inProject(folder);
  }

  @Test
  void aTokenGoesToAFileOfTheUserAloneAndNowhereElse() throws IOException {
    Seen seen =
        typist.types("token", "issue", "anna", "--role", "manager", "--to", "a.token", "--json");
    Path file = folder.resolve("a.token");
    String secret = Files.readString(file).strip();

    assertThat(seen.mustEndWith(0).data())
        .containsEntry("role", "manager")
        .doesNotContainKey("secret");
    assertThat(seen.out() + seen.err()).doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(known(secret)).contains("anna");
    assertThat(typist.types("token", "list").out())
        .contains("anna", "manager", "good")
        .doesNotContain(secret);
    assertThat(textsBelow(folder.resolve(".rowlock"))).noneMatch(text -> text.contains(secret));
  }

  @Test
  void whatIsAtThePlaceAlreadyStaysAndNoTokenIsLeft() throws IOException {
    Path target = Files.writeString(folder.resolve("mine"), "mine");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
    for (String place : List.of("mine", "link", "no/such/folder")) {
      typist.types("token", "issue", "anna", "--to", place).mustEndWith(2);
    }
    assertThat(target).hasContent("mine");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
    assertThat(typist.types("token", "list").out()).isEqualTo("no tokens\n");
  }

  @Test
  void theTextIsPrintedOnlyWhenThatIsWantedAndNothingElseIs() {
    Seen seen = typist.types("token", "issue", "anna", "--print").mustEndWith(0);
    assertThat(seen.out()).matches("rl_[0-9a-f]{12}_[A-Za-z0-9_-]{43}\n");
    assertThat(known(seen.out().strip())).contains("anna");
    assertThat(typist.types("token", "issue", "anna").mustEndWith(2).err())
        .contains("--to FILE or --print");
    typist.types("token", "issue", "anna", "--print", "--to", "x").mustEndWith(2);
  }

  @Test
  void aRevokedTokenIsKnownNoMoreByIdOrByAgent() {
    String first = typist.types("token", "issue", "anna", "--print").out().strip();
    String second = typist.types("token", "issue", "anna", "--print").out().strip();
    String other = typist.types("token", "issue", "ben", "--print").out().strip();
    String id = first.substring(3, 15);

    assertThat(typist.types("token", "revoke", id).mustEndWith(0).out())
        .isEqualTo("revoked " + id + "\n");
    assertThat(known(first)).isEmpty();
    assertThat(known(second)).contains("anna");
    typist.types("token", "revoke", "anna").mustEndWith(0);
    assertThat(known(second)).isEmpty();
    assertThat(known(other)).contains("ben");
    assertThat(typist.types("token", "revoke", "anna").mustEndWith(1).err())
        .contains("there is no token of that id");
  }

  @Test
  void whatCannotBeMeantIsSaidBeforeATokenIsMade() {
    assertThat(issue("anna", "--role", "god").err()).contains("there is no god", "worker");
    assertThat(issue("anna", "--expires", "31d").err()).contains("lifetime", "30d");
    assertThat(issue("anna", "--expires", "soon").err()).contains("length of time");
    assertThat(issue("operator").err()).contains("no agent's name");
    assertThat(issue("../x").err()).contains("agent");
    assertThat(typist.types("token", "list").out()).isEqualTo("no tokens\n");
  }

  private Seen issue(String agent, String... more) {
    List<String> words =
        Stream.concat(Stream.of("token", "issue", agent, "--print"), Arrays.stream(more)).toList();
    return typist.types(words).mustEndWith(2);
  }

  private Optional<String> known(String secret) {
    Recognition shown = Tokens.of(folder.resolve(".rowlock")).identify(secret, Instant.now());
    return shown.known().map(identity -> identity.by());
  }

  private static List<String> textsBelow(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> {
            try {
              return Files.readString(file, StandardCharsets.ISO_8859_1);
            } catch (IOException unreadable) {
              throw new UncheckedIOException(unreadable);
            }
          })
          .toList();
    }
  }
}
