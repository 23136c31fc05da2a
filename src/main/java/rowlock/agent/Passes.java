package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import rowlock.access.Claim;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.board.Command;
import rowlock.kind.LaunchWish;
import rowlock.kind.Start;
import rowlock.task.AgentId;

/// How agents get to the hub: a token of its own for each, and the addresses they use.
///
/// @param tokens the project's tokens
/// @param hub the hub's address, without a path
/// @param hooks whether there is a curl, by which command hooks can post
/// @param clock the time of tokens
public record Passes(Tokens tokens, URI hub, HookTool hooks, Supplier<Instant> clock) {
  /// How long a token is good for after an agent was started.
  static final Duration LIFETIME = Duration.ofDays(30);

  private static final String HEADER_FILE = "header";

  /// Whether hooks that can only run commands have something to post with.
  public enum HookTool {
    /// There is a curl.
    CURL,
    /// There is none; only hooks that post by themselves are used.
    NONE
  }

  /// What one agent shows to get in.
  ///
  /// @param way how it reaches the hub
  /// @param token the public name of its token
  /// @param secret the token's text
  record Pass(LaunchWish.Hub way, String token, Secret secret) {}

  /// Gives an agent a token and takes all back that it had before: whoever was started in its name
  /// earlier is not it any more.
  ///
  /// @param folder its private folder
  Pass issue(Resident who, Path folder) {
    tokens.revokeAll(who.id());
    Grant grant = Grant.of(who.id(), who.role()).lasting(LIFETIME);
    Issued issued = tokens.issue(who.parent().map(grant::under).orElse(grant), clock.get());
    Optional<Path> header =
        hooks == HookTool.CURL ? Optional.of(writeHeader(folder, issued)) : Optional.empty();
    LaunchWish.Hub way =
        new LaunchWish.Hub(
            hub, new LaunchWish.Server.Http(hub.resolve("/mcp")), LaunchWish.Hub.TOKEN, header);
    return new Pass(way, issued.token().id(), issued.secret());
  }

  private static Path writeHeader(Path folder, Issued issued) {
    try {
      PrivateFolder.write(
          folder,
          new Start.PrivateFile(
              Path.of(HEADER_FILE), "Authorization: Bearer " + issued.secret().reveal() + "\n"));
      return folder.resolve(HEADER_FILE);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write into " + folder, broken);
    }
  }

  /// Binds an agent's tokens to its claim.
  void bind(AgentId agent, Command.Claim claim) {
    tokens.list().stream()
        .filter(token -> token.agent().equals(agent))
        .forEach(
            token -> tokens.bind(token.id(), new Claim(claim.task(), claim.fence()), clock.get()));
  }

  /// Takes an agent's tokens back.
  void takeBack(AgentId agent) {
    tokens.revokeAll(agent);
  }
}
