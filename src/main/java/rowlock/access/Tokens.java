package rowlock.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import rowlock.access.Recognition.Reason;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// The tokens of one project: a file each, so that they outlive the process and can be taken back
/// by another one. Safe to share between threads.
///
/// A revoked token leaves its file under another name until it would have been over anyway. That
/// works on a full disk, and a renewal that races with the revocation cannot bring it back.
public final class Tokens {
  /// The folder of the tokens in rowlock's folder of a project.
  public static final String FOLDER = "tokens";

  /// How many tokens a project has at most, with those that were revoked not long ago.
  public static final int MAX_TOKENS = 2_000;

  private static final String LIVE = ".json";
  private static final String REVOKED = ".revoked";

  private final Path folder;
  private final Roles roles;

  private Tokens(Path folder, Roles roles) {
    this.folder = folder;
    this.roles = roles;
  }

  /// The tokens of a project.
  ///
  /// @param home rowlock's folder of the project
  /// @throws UnsafeFile if their folder is not ours alone
  public static Tokens of(Path home) {
    return new Tokens(PrivateFile.folder(home.resolve(FOLDER)), Roles.of(home));
  }

  /// Makes a token. Its text is in the answer and nowhere else.
  ///
  /// @throws IllegalArgumentException if there is no such role
  /// @throws IllegalStateException if there are too many
  public synchronized Issued issue(Grant grant, Instant now) {
    Role role =
        roles
            .find(grant.role())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "role: there is no " + grant.role() + "; there are " + roles.names()));
    makeRoom(now);
    Token token =
        new Token(
            TokenText.newId(),
            grant.agent(),
            role.name(),
            grant.parent(),
            grant.claim(),
            now,
            now.plus(grant.lifetime()));
    Secret secret = TokenText.secret(token.id());
    PrivateFile.write(live(token.id()), TokenFile.of(token, secret).encode());
    return new Issued(token, secret);
  }

  /// Who shows this text.
  ///
  /// The role is looked up now: what was taken from it counts at once.
  public Recognition identify(String text, Instant now) {
    Optional<String> id = TokenText.id(text);
    if (id.isEmpty()) {
      return new Recognition.Refused(Reason.MALFORMED);
    }
    try {
      if (isThere(revoked(id.get()))) {
        return new Recognition.Refused(Reason.REVOKED);
      }
      Optional<byte[]> content = PrivateFile.read(live(id.get()), TokenFile.MAX_BYTES);
      return content.isEmpty()
          ? new Recognition.Refused(Reason.UNKNOWN)
          : TokenFile.decode(content.get())
              .filter(file -> file.token().id().equals(id.get()))
              .map(file -> recognise(file, text, now))
              .orElseGet(() -> new Recognition.Refused(Reason.UNSAFE_FILE));
    } catch (UnsafeFile unsafe) {
      return new Recognition.Refused(Reason.UNSAFE_FILE);
    }
  }

  private Recognition recognise(TokenFile file, String text, Instant now) {
    if (!file.isTextOfIt(text)) {
      return new Recognition.Refused(Reason.WRONG_SECRET);
    }
    Token token = file.token();
    if (token.isExpired(now)) {
      return new Recognition.Refused(Reason.EXPIRED);
    }
    return role(token.role())
        .<Recognition>map(role ->
            new Recognition.Known(
                new Identity(
                    Optional.of(token.agent()), role, token.parent(), token.claim(), token.id())))
        .orElseGet(() -> new Recognition.Refused(Reason.ROLE_GONE));
  }

  /// What a role allows now. When its file cannot be understood nobody may do anything: the user
  /// may have narrowed the role there.
  private Optional<Role> role(String name) {
    try {
      return roles.find(name);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// Takes a token back, at once and for ever.
  ///
  /// @return whether there was one
  public synchronized boolean revoke(String id) {
    TokenText.requireId(id);
    try {
      Files.move(live(id), revoked(id), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot revoke the token " + id, broken);
    }
  }

  /// Takes all tokens of an agent back.
  ///
  /// @return how many there were
  public int revokeAll(AgentId agent) {
    return (int)
        list().stream()
            .filter(token -> token.agent().equals(agent))
            .filter(token -> revoke(token.id()))
            .count();
  }

  /// Lets a token be good for longer; its text stays the same.
  ///
  /// @param lifetime from now on
  /// @return the token as it is now; empty if it is over, revoked or was never there
  public Optional<Token> renew(String id, Duration lifetime, Instant now) {
    Grant.requireLifetime(lifetime);
    return change(id, token -> token.until(now.plus(lifetime)), now);
  }

  /// Binds a token to a claim; from then on it is for this one only.
  ///
  /// @return the token as it is now; empty if it is over, revoked or was never there
  public Optional<Token> bind(String id, Claim claim, Instant now) {
    return change(id, token -> token.boundTo(Optional.of(claim)), now);
  }

  /// Frees a token of its claim.
  ///
  /// @return the token as it is now; empty if it is over, revoked or was never there
  public Optional<Token> release(String id, Instant now) {
    return change(id, token -> token.boundTo(Optional.empty()), now);
  }

  private synchronized Optional<Token> change(String id, UnaryOperator<Token> how, Instant now) {
    TokenText.requireId(id);
    if (isThere(revoked(id))) {
      return Optional.empty();
    }
    Optional<TokenFile> changed =
        stored(live(id))
            .filter(file -> !file.token().isExpired(now))
            .map(file -> file.with(how.apply(file.token())));
    changed.ifPresent(file -> PrivateFile.write(live(id), file.encode()));
    return changed.map(TokenFile::token);
  }

  /// All tokens that were not revoked, those that are over included, oldest first. Files that are
  /// damaged or unsafe identify nobody and are not listed.
  public List<Token> list() {
    return files(LIVE).stream()
        .filter(file -> !isThere(revoked(id(file, LIVE))))
        .flatMap(file -> stored(file).stream())
        .map(TokenFile::token)
        .sorted(Comparator.comparing(Token::issued).thenComparing(Token::id))
        .toList();
  }

  /// The roles tokens can name.
  public Roles roles() {
    return roles;
  }

  private void makeRoom(Instant now) {
    if (count() < MAX_TOKENS) {
      return;
    }
    for (String kind : List.of(LIVE, REVOKED)) {
      files(kind).stream()
          .filter(file -> stored(file).map(found -> found.token().isExpired(now)).orElse(true))
          .forEach(file -> forget(id(file, kind)));
    }
    if (count() >= MAX_TOKENS) {
      throw new IllegalStateException(
          "there are " + MAX_TOKENS + " tokens; revoke those nobody needs, and wait for their end");
    }
  }

  /// The name that keeps a token revoked goes last.
  private void forget(String id) {
    try {
      Files.deleteIfExists(live(id));
      Files.deleteIfExists(revoked(id));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot delete the token " + id, broken);
    }
  }

  private static Optional<TokenFile> stored(Path file) {
    try {
      return PrivateFile.read(file, TokenFile.MAX_BYTES).flatMap(TokenFile::decode);
    } catch (UnsafeFile unsafe) {
      return Optional.empty();
    }
  }

  private int count() {
    return files(LIVE).size() + files(REVOKED).size();
  }

  private List<Path> files(String kind) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> TokenText.isId(id(file, kind))).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot list " + folder, broken);
    }
  }

  /// The name of a file without its ending; something that is no id if it ends otherwise.
  private static String id(Path file, String kind) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(kind) ? name.substring(0, name.length() - kind.length()) : name;
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Path live(String id) {
    return folder.resolve(id + LIVE);
  }

  private Path revoked(String id) {
    return folder.resolve(id + REVOKED);
  }
}
