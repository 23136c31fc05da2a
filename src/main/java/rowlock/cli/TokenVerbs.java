package rowlock.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.PrivateFile;
import rowlock.access.Token;
import rowlock.access.Tokens;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.Project;
import rowlock.team.Role;

/// Commands about the tokens by which agents are known.
final class TokenVerbs {
  private TokenVerbs() {}

  static List<Verb> all() {
    return List.of(list(), issue(), revoke());
  }

  private static Verb list() {
    return Verb.named("token list", "Lists the tokens of agents; their texts are kept nowhere.")
        .example("rowlock token list")
        .does(call -> {
          Instant now = now();
          return Outcome.done(
              Fields.of(
                  "tokens",
                  tokens(call).list().stream().map(token -> describe(token, now)).toList()));
        })
        .shows(TokenVerbs::show);
  }

  private static void show(View view, Page page) {
    if (view.objects("tokens").isEmpty()) {
      page.say(Shade.DIM, "no tokens");
      return;
    }
    Table table = new Table("TOKEN", "AGENT", "ROLE", "FOR", "EXPIRES", "STATE");
    for (View token : view.objects("tokens")) {
      table.row(
          Cell.text(token.text("token")),
          Cell.text(token.text("agent")),
          Cell.text(token.text("role")),
          Cell.text(token.has("task") ? token.text("task") : "any task"),
          Cell.shaded(Shade.DIM, token.text("expires")),
          Cell.text(token.isTrue("expired") ? "expired" : "good"));
    }
    page.table(table);
  }

  private static Verb issue() {
    return Verb.named("token issue", "Makes a token, by which an agent you start is known.")
        .says("Its text is written to a new file that only you can read, and kept nowhere else.")
        .takes("AGENT", "who it identifies")
        .option("--role", "ROLE", "what they may do: a role's name; worker unless given")
        .option("--expires", "TIME", "how long it is good for, 1m to 30d; 12h unless given")
        .option("--to", "FILE", "where its text goes; the file must not be there yet")
        .flag("--print", "print its text instead")
        .example("rowlock token issue anna --to anna.token")
        .example("rowlock token issue lee --role lead --expires 7d --to lee.token")
        .does(TokenVerbs::issue)
        .shows(TokenVerbs::showIssued);
  }

  private static Outcome issue(Call call) {
    Optional<Path> file = call.optional("--to").map(call.terminal()::resolve);
    if (file.isPresent() == call.has("--print")) {
      return Outcome.input(
          "the text of the token goes to one place: --to FILE or --print",
          "name a file; printed, it may stay in a terminal's history or a log");
    }
    Duration lifetime = call.duration("--expires").orElse(Grant.STANDARD_LIFETIME);
    Grant grant =
        Grant.of(call.agent(), call.optional("--role").orElse(Role.WORKER)).lasting(lifetime);
    Tokens tokens = tokens(call);
    Instant now = now();
    Issued issued = tokens.issue(grant, now);
    Fields told = describe(issued.token(), now);
    if (file.isEmpty()) {
      return Outcome.done(told.with("secret", issued.secret().reveal()));
    }
    return store(issued, file.get(), tokens)
        ? Outcome.done(told.with("file", file.get()))
        : Outcome.input(
            "there is something at " + file.get() + " already",
            "name a file that is not there; nothing was changed");
  }

  /// Whether its text is in the file; if not, the token is none.
  private static boolean store(Issued issued, Path file, Tokens tokens) {
    boolean stored = false;
    try {
      String text = issued.secret().reveal() + "\n";
      stored = PrivateFile.writeNew(file, text.getBytes(StandardCharsets.US_ASCII));
    } finally {
      if (!stored) {
        tokens.revoke(issued.token().id());
      }
    }
    return stored;
  }

  private static void showIssued(View view, Page page) {
    if (view.has("secret")) {
      page.say(view.text("secret"));
      return;
    }
    page.say(
        "token %s for %s (%s) until %s is in %s"
            .formatted(
                view.text("token"),
                view.text("agent"),
                view.text("role"),
                view.text("expires"),
                view.text("file")));
  }

  private static Verb revoke() {
    return Verb.named("token revoke", "Takes a token back, or all of an agent.")
        .says("It counts at once, also in a hub that runs, and cannot be undone.")
        .takes("TOKEN", "the id of a token, or an agent")
        .example("rowlock token revoke anna")
        .does(call -> revoke(tokens(call), call.text("TOKEN")))
        .shows((view, page) -> page.say("revoked " + view.joined("revoked")));
  }

  private static Outcome revoke(Tokens tokens, String which) {
    List<String> revoked = revoke(tokens, token -> token.id().equals(which));
    if (revoked.isEmpty()) {
      revoked = revoke(tokens, token -> token.agent().value().equals(which));
    }
    return revoked.isEmpty()
        ? new Outcome.NotDone(
            Outcome.Reason.REJECTED,
            "unknown_token",
            "there is no token of that id and none of that agent",
            "`rowlock token list` shows those there are",
            Map.of())
        : Outcome.done(Fields.of("revoked", revoked));
  }

  private static List<String> revoke(Tokens tokens, Predicate<Token> which) {
    return tokens.list().stream().filter(which).map(Token::id).filter(tokens::revoke).toList();
  }

  private static Fields describe(Token token, Instant now) {
    return Fields.of("token", token.id())
        .with("agent", token.agent())
        .with("role", token.role())
        .with("parent", token.parent())
        .with("task", token.claim().map(claim -> claim.task()))
        .with("issued", token.issued())
        .with("expires", token.expires())
        .with("expired", token.isExpired(now));
  }

  private static Tokens tokens(Call call) {
    return Tokens.of(call.folder().resolve(Project.HOME));
  }

  private static Instant now() {
    return InstantSource.system().instant();
  }
}
