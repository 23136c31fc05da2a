package rowlock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rowlock.access.Secret;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.hub.Connection;
import rowlock.json.Json;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.RunListener;
import rowlock.operation.RunOperations;
import rowlock.registry.Operation;
import rowlock.registry.Registry;

/// Commands that call operations by name, as agents and other programs do.
final class CallVerbs {
  private static final int MAX_INPUT_CHARACTERS = 4 << 20;

  private CallVerbs() {}

  static List<Verb> all() {
    return List.of(serve(), call(), operations());
  }

  private static Verb serve() {
    return Verb.named("serve", "Serves the project over HTTP and MCP until it is stopped.")
        .says(
            "It listens on loopback only; .rowlock/hub.json has the port and the operator's token.")
        .says("It steps back while a run is the hub. Ctrl-C or `rowlock stop` ends it.")
        .example("rowlock serve")
        .does(call -> {
          Page page =
              call.has(Options.JSON)
                  ? Page.remarks(call.terminal())
                  : Page.answers(call.terminal());
          return new RunOperations(call.desk(), call.tools().workshop())
              .serve(new Lookout(call.terminal(), page));
        })
        .shows((view, page) -> page.say(Shade.DIM, "the hub has ended"));
  }

  /// Whoever started a hub and looks on.
  private record Lookout(Terminal terminal, Page page) implements RunListener {
    @Override
    public void opened(String run, String address) {
      page.say("The hub listens on " + address);
      page.say(Shade.DIM, "  MCP over HTTP: " + address + "/mcp");
      page.say(Shade.DIM, "  the operator's token: .rowlock/hub.json; for agents: rowlock token");
      page.flush();
    }

    @Override
    public void noticed(String text) {
      page.say(Shade.DIM, text);
      page.flush();
    }

    @Override
    public boolean isStopWanted() {
      return terminal.interrupts().getAsInt() > 0;
    }
  }

  private static Verb call() {
    return Verb.named("call", "Calls an operation by name, as agents do over MCP.")
        .says("The answer is JSON. `rowlock operations` lists what there is.")
        .takes("NAME", "the operation: create_task, claim_task, ...")
        .mayTake("JSON", "its parameters as a JSON object; `-` reads them from standard input")
        .option("--token-file", "FILE", "the token of an agent; the operator calls otherwise")
        .option("--key", "KEY", "repeating the call with the same key does it once")
        .example("rowlock call create_task '{\"title\": \"Write the parser\"}'")
        .does(CallVerbs::carryOut)
        .shows(CallVerbs::show)
        .showsDespite();
  }

  /// Calls an operation as the operator: of the hub where one runs, since only it knows what it
  /// does.
  static Outcome ask(Call call, String operation, Map<String, Object> arguments) {
    return through(call, call.folder(), Optional.empty(), new Ask(operation, arguments));
  }

  private record Ask(String operation, Map<String, Object> arguments) {}

  private static Outcome carryOut(Call call) {
    Map<String, Object> arguments = arguments(call);
    Optional<Secret> token = call.optional("--token-file").map(file -> token(call, file));
    return through(
        call,
        call.knownFolder().orElseGet(call::newFolder),
        token,
        new Ask(call.text("NAME"), arguments));
  }

  private static Outcome through(Call call, Path folder, Optional<Secret> token, Ask ask) {
    try (Connection connection =
        new Connection(folder, token, Registry.standard(), InstantSource.system())) {
      return connection.call(ask.operation(), ask.arguments(), call.optional("--key"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.NotDone(
          Outcome.Reason.INTERRUPTED,
          "interrupted",
          "interrupted; whether it was done is unknown",
          "look, or repeat it with the same --key",
          Map.of());
    }
  }

  private static Map<String, Object> arguments(Call call) {
    String text = call.optional("JSON").orElse("{}");
    return Json.STANDARD.parseObject(text.equals("-") ? input(call) : text);
  }

  private static String input(Call call) {
    try {
      char[] buffer = new char[MAX_INPUT_CHARACTERS];
      int length = 0;
      int read = 0;
      while (read >= 0 && length < buffer.length) {
        length += read;
        read = call.terminal().in().read(buffer, length, buffer.length - length);
      }
      return new String(buffer, 0, length);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read standard input", broken);
    }
  }

  private static Secret token(Call call, String file) {
    try {
      return Secret.of(Files.readString(call.terminal().resolve(file)).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void show(View view, Page page) {
    page.say(Json.pretty(view.members()));
  }

  private static Verb operations() {
    return Verb.named("operations", "Lists the operations that agents and programs can call.")
        .example("rowlock operations")
        .does(call -> Outcome.done(Fields.of("operations", list())))
        .shows(CallVerbs::showOperations);
  }

  private static List<Fields> list() {
    return Registry.standard().all().stream()
        .map(operation ->
            Fields.of("name", operation.name())
                .with("summary", operation.summary())
                .with(
                    "permission",
                    operation.right().permission().map(p -> p.name().toLowerCase(Locale.ROOT)))
                .with("parameters", parameters(operation)))
        .toList();
  }

  private static String parameters(Operation operation) {
    return operation.parameters().stream()
        .map(parameter ->
            switch (parameter.presence()) {
              case REQUIRED -> parameter.name();
              case OPTIONAL, FOR_OTHERS -> parameter.name() + "?";
            })
        .collect(Collectors.joining(" "));
  }

  private static void showOperations(View view, Page page) {
    for (View operation : view.objects("operations")) {
      page.say(Shade.BOLD, operation.text("name") + "  " + operation.text("parameters"));
      page.say("  " + operation.text("summary"));
    }
  }
}
