package rowlock.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Recognition.Reason;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.team.Permission;
import rowlock.team.Role;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final AgentId ANNA = new AgentId("anna");
  private static final Claim CLAIM = new Claim(new TaskId("t1"), 7);

  @TempDir Path home;
  private Tokens tokens;

  @BeforeEach
  void open() {
    tokens = Tokens.of(home);
  }

  @Test
  void aTokenSaysWhoItsHolderIs() {
    Issued issued =
        tokens.issue(Grant.of(ANNA, Role.WORKER).under(new AgentId("boss")).boundTo(CLAIM), NOW);

    Identity identity = tokens.identify(issued.secret().reveal(), NOW).known().orElseThrow();

    assertThat(identity.by()).isEqualTo("anna");
    assertThat(identity.parent()).contains(new AgentId("boss"));
    assertThat(identity.claim()).contains(CLAIM);
    assertThat(identity.tokenId()).isEqualTo(issued.token().id());
    assertThat(identity.may(Permission.WORK)).isTrue();
    assertThat(identity.may(Permission.STEER)).isFalse();
    assertThat(identity.isOperator()).isFalse();
  }

  @Test
  void nothingButTheWholeTextIsAccepted() {
    String right = worker().secret().reveal();
    String other = worker().secret().reveal();
    String id = right.substring(0, 16);

    for (String wrong :
        List.of(
            "",
            " ",
            "rl_",
            right.substring(0, right.length() - 1),
            right + "A",
            right + "\n",
            " " + right,
            swapCase(right),
            id + swapCase(right.substring(16)),
            id.toUpperCase(Locale.ROOT) + right.substring(16),
            id + other.substring(16),
            id + "A".repeat(43),
            right.replace("rl_", "../"),
            "rl_" + "0".repeat(12) + right.substring(15),
            "x".repeat(1_000_000))) {
      assertThat(tokens.identify(wrong, NOW)).isInstanceOf(Recognition.Refused.class);
    }
    assertThat(tokens.identify(right, NOW).known()).isPresent();
  }

  @Test
  void theReasonIsToldToUsAlone() {
    Issued issued = worker();
    String text = issued.secret().reveal();

    assertThat(reason("nonsense")).contains(Reason.MALFORMED);
    assertThat(reason("rl_" + "0".repeat(12) + text.substring(15))).contains(Reason.UNKNOWN);
    assertThat(reason(text.substring(0, 16) + "A".repeat(43))).contains(Reason.WRONG_SECRET);
    assertThat(tokens.identify(text, NOW.plus(Grant.STANDARD_LIFETIME)))
        .isEqualTo(new Recognition.Refused(Reason.EXPIRED));
    tokens.revoke(issued.token().id());
    assertThat(reason(text)).contains(Reason.REVOKED);
  }

  @Test
  void twoInstallationsDiffer(@TempDir Path another) {
    Tokens others = Tokens.of(another);
    String text = worker().secret().reveal();

    assertThat(others.identify(text, NOW)).isEqualTo(new Recognition.Refused(Reason.UNKNOWN));
    assertThat(others.issue(Grant.of(ANNA, Role.WORKER), NOW).secret().reveal()).isNotEqualTo(text);
  }

  @Test
  void tokensSurviveARestart() {
    String text = worker().secret().reveal();

    assertThat(Tokens.of(home).identify(text, NOW).known()).isPresent();
  }

  @Test
  void theTextIsStoredNowhere() throws IOException {
    String text = worker().secret().reveal();

    for (Path file : files()) {
      assertThat(Files.readString(file)).doesNotContain(text.substring(16));
    }
    assertThat(worker().toString()).contains("***").doesNotContain(text);
  }

  @Test
  void filesAreOursAloneWhateverTheUmask() throws IOException {
    Path fresh = Files.createDirectory(home.resolve("fresh"));
    Umask.with(0, () -> Tokens.of(fresh).issue(Grant.of(ANNA, Role.WORKER), NOW));

    assertThat(mode(fresh.resolve("tokens"))).isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(fresh.resolve("tokens"))) {
      assertThat(all).hasSize(1).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void aFolderOpenToOthersIsRefused(@TempDir Path another) throws IOException {
    Path folder = Files.createDirectory(another.resolve("tokens"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));

    assertThatThrownBy(() -> Tokens.of(another))
        .isInstanceOf(UnsafeFile.class)
        .hasMessageContaining("open to others");
  }

  @Test
  void aFolderThatIsALinkIsRefused(@TempDir Path another) throws IOException {
    Files.createSymbolicLink(another.resolve("tokens"), home.resolve("tokens"));

    assertThatThrownBy(() -> Tokens.of(another)).isInstanceOf(UnsafeFile.class);
  }

  @Test
  void aFileThatIsALinkOrOpenToOthersIdentifiesNobody() throws IOException {
    Issued issued = worker();
    Path file = files().getFirst();
    String text = issued.secret().reveal();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(reason(text)).contains(Reason.UNSAFE_FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(tokens.identify(text, NOW).known()).isPresent();

    Path moved = Files.move(file, home.resolve("moved"));
    Files.createSymbolicLink(file, moved);
    assertThat(reason(text)).contains(Reason.UNSAFE_FILE);
    assertThat(tokens.list()).isEmpty();
  }

  @Test
  void aFileOfSomebodyElseIdentifiesNobody() throws IOException {
    String text = worker().secret().reveal();
    Path file = files().getFirst();
    assumeThat(Files.getAttribute(file, "unix:uid")).as("only root gives files away").isEqualTo(0);

    Files.setAttribute(file, "unix:uid", 12_345);

    assertThat(reason(text)).contains(Reason.UNSAFE_FILE);
  }

  @Test
  void aDamagedFileIdentifiesNobody() throws IOException {
    String text = worker().secret().reveal();
    Path file = files().getFirst();
    String whole = Files.readString(file);

    for (String damaged :
        List.of("", "{}", whole.substring(0, whole.length() / 2), "[]", "x".repeat(5_000))) {
      Files.writeString(file, damaged);
      assertThat(reason(text)).contains(Reason.UNSAFE_FILE);
    }
  }

  @Test
  void aTokenFileUnderAnotherIdIdentifiesNobody() throws IOException {
    String text = worker().secret().reveal();
    Path file = files().getFirst();
    Files.move(file, file.resolveSibling("0".repeat(12) + ".json"));

    assertThat(reason("rl_" + "0".repeat(12) + text.substring(15))).contains(Reason.UNSAFE_FILE);
  }

  @Test
  void whatIsRevokedStaysSoAlsoWhenItsFileComesBack() throws IOException {
    Issued issued = worker();
    Path file = files().getFirst();
    byte[] before = Files.readAllBytes(file);

    assertThat(tokens.revoke(issued.token().id())).isTrue();
    assertThat(tokens.revoke(issued.token().id())).isFalse();
    PrivateFile.write(file, before);

    assertThat(reason(issued.secret().reveal())).contains(Reason.REVOKED);
    assertThat(tokens.renew(issued.token().id(), Duration.ofHours(1), NOW)).isEmpty();
    assertThat(tokens.list()).isEmpty();
  }

  @Test
  void anAgentLosesAllItsTokensAndNobodyElseDoes() {
    String first = worker().secret().reveal();
    String second = worker().secret().reveal();
    String others = tokens.issue(Grant.of(new AgentId("ben"), Role.LEAD), NOW).secret().reveal();

    assertThat(tokens.revokeAll(ANNA)).isEqualTo(2);

    assertThat(reason(first)).contains(Reason.REVOKED);
    assertThat(reason(second)).contains(Reason.REVOKED);
    assertThat(tokens.identify(others, NOW).known()).isPresent();
  }

  @Test
  void aRenewedTokenKeepsItsText() {
    Issued issued = worker();
    Instant late = NOW.plus(Duration.ofHours(11));

    tokens.renew(issued.token().id(), Duration.ofHours(5), late);

    assertThat(tokens.identify(issued.secret().reveal(), late.plus(Duration.ofHours(4))).known())
        .isPresent();
    assertThat(tokens.renew(issued.token().id(), Duration.ofHours(1), late.plusSeconds(90_000)))
        .isEmpty();
  }

  @Test
  void aTokenFollowsTheClaimsOfItsHolder() {
    Issued issued = worker();
    String text = issued.secret().reveal();

    tokens.bind(issued.token().id(), CLAIM, NOW);
    assertThat(tokens.identify(text, NOW).known().flatMap(Identity::claim)).contains(CLAIM);

    tokens.release(issued.token().id(), NOW);
    assertThat(tokens.identify(text, NOW).known().flatMap(Identity::claim)).isEmpty();
  }

  @Test
  void aRoleTakenAwayCountsAtOnce() throws IOException {
    Path roles = home.resolve(Roles.FILE);
    Files.writeString(roles, "reviewer: [talk, steer]");
    String text = tokens.issue(Grant.of(ANNA, "reviewer"), NOW).secret().reveal();
    assertThat(allows(text, Permission.STEER)).isTrue();

    Files.writeString(roles, "reviewer: [talk]");
    assertThat(allows(text, Permission.STEER)).isFalse();
    assertThat(allows(text, Permission.TALK)).isTrue();

    Files.writeString(roles, "reviewer: [talk");
    assertThat(reason(text)).contains(Reason.ROLE_GONE);

    Files.delete(roles);
    assertThat(reason(text)).contains(Reason.ROLE_GONE);
  }

  @Test
  void grantsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue(Grant.of(ANNA, "king"), NOW))
        .withMessageContaining("there is no king")
        .withMessageContaining("lead, manager, worker");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grant.of(new AgentId("operator"), Role.LEAD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grant.of(ANNA, Role.WORKER).lasting(Duration.ofDays(31)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grant.of(ANNA, Role.WORKER).lasting(Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.revoke("../../x"));
  }

  @Test
  void theirNumberIsBoundedAndWhatIsOverMakesRoom() throws IOException {
    String text = worker().secret().reveal();
    String stored = Files.readString(files().getFirst());
    String id = text.substring(3, 15);
    for (int i = 1; i < Tokens.MAX_TOKENS; i++) {
      String another = "%012x".formatted(i);
      Path file = home.resolve("tokens").resolve(another + ".json");
      Files.writeString(file, stored.replace(id, another));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    assertThatIllegalStateException().isThrownBy(this::worker).withMessageContaining("revoke");

    Instant later = NOW.plus(Grant.STANDARD_LIFETIME);
    Issued next = tokens.issue(Grant.of(ANNA, Role.WORKER), later);
    assertThat(tokens.list()).containsExactly(next.token());
  }

  @Test
  void nobodyHandsOnMoreThanTheyHave() {
    Role worker = tokens.roles().find(Role.WORKER).orElseThrow();
    Role lead = tokens.roles().find(Role.LEAD).orElseThrow();

    assertThat(Identity.operator().mayGrant(lead)).isTrue();
    assertThat(Identity.of(ANNA, worker, "x").mayGrant(worker)).isTrue();
    assertThat(Identity.of(ANNA, worker, "x").mayGrant(lead)).isFalse();
  }

  private Issued worker() {
    return tokens.issue(Grant.of(ANNA, Role.WORKER), NOW);
  }

  private Optional<Reason> reason(String text) {
    return switch (tokens.identify(text, NOW)) {
      case Recognition.Known known -> Optional.empty();
      case Recognition.Refused refused -> Optional.of(refused.reason());
    };
  }

  private boolean allows(String text, Permission permission) {
    return tokens.identify(text, NOW).known().orElseThrow().may(permission);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(home.resolve("tokens"))) {
      return all.toList();
    }
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> swapped.append((char) c));
    return swapped.toString();
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
