package rowlock.kind;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an agent of a kind is started for a wish: the same wish always gives the same start.
///
/// In the arguments of a kind `{brief}`, `{brief_file}`, `{script_file}`, `{task}`, `{title}`,
/// `{agent}`, `{worktree}`, `{folder}`, `{session}`, `{model}` and `{prompt}` are replaced, once;
/// what is put in is never looked through again.
public final class Recipe {
  /// The longest prompt that goes into an argument, in bytes of UTF-8. tmux takes no command of
  /// more than 16 KiB, and Linux no argument of more than 128 KiB; a longer one goes into a file
  /// that the argument names.
  static final int LONGEST_ARGUMENT = 8_000;

  static final String SCHEMA_FILE = "schema.json";
  static final String BRIEF_FILE = "brief.md";
  static final String SCRIPT_FILE = "script.sh";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private final AgentKind kind;
  private final LaunchWish wish;

  private Recipe(AgentKind kind, LaunchWish wish) {
    this.kind = kind;
    this.wish = wish;
  }

  /// How an agent of a kind is started.
  ///
  /// @throws IllegalArgumentException if the wish is for what this kind cannot do: a permission
  ///   mode or a model it does not know, a session to resume
  public static Start of(AgentKind kind, LaunchWish wish) {
    return new Recipe(kind, wish).start();
  }

  /// The variable whose value a home of the agent's own must know the end of, see
  /// [LaunchWish.Choices#withKey]; absent if no key makes a login unnecessary.
  public static Optional<String> keyVariable(AgentKind kind) {
    return kind.installed().login().variables().stream().findFirst();
  }

  private Start start() {
    Launch launch = kind.launch();
    Permissions.Grant grant =
        kind.permissions().of(wish.choices().permissions().orElse(kind.permissions().usual()));
    Wiring wiring = wiring();
    Map<String, String> values = values();
    List<String> argv = new ArrayList<>(filled(launch.command(), values));
    argv.addAll(grant.arguments());
    argv.addAll(filled(model(), values));
    argv.addAll(wiring.arguments());
    argv.addAll(filled(session(), values));
    if (launch.briefing() == Launch.Briefing.PROMPT_ARGUMENT && wish.prompt().isPresent()) {
      argv.addAll(filled(launch.idioms().prompt(), values));
    }
    List<Start.PrivateFile> files = new ArrayList<>(wiring.files());
    files.addAll(ownFiles());
    Map<String, String> environment = new LinkedHashMap<>(wiring.environment());
    environment.putAll(grant.environment());
    return new Start(argv, files, environment, launch.environment(), delivery());
  }

  private Wiring wiring() {
    return ClaudeWiring.of(kind, wish)
        .and(CodexWiring.of(kind, wish))
        .and(GeminiWiring.of(kind, wish))
        .and(OpencodeWiring.of(kind, wish));
  }

  private List<String> model() {
    if (wish.choices().model().isEmpty()) {
      return List.of();
    }
    if (kind.launch().idioms().model().isEmpty()) {
      throw new IllegalArgumentException("agents of kind " + kind.name() + " take no model");
    }
    return kind.launch().idioms().model();
  }

  private List<String> session() {
    return switch (wish.conversation()) {
      case LaunchWish.Conversation.Fresh fresh -> kind.launch().idioms().session();
      case LaunchWish.Conversation.Resumed resumed -> {
        if (kind.launch().idioms().resume().isEmpty()) {
          throw new IllegalArgumentException(
              "agents of kind " + kind.name() + " cannot go on with a session");
        }
        yield kind.launch().idioms().resume();
      }
    };
  }

  private Start.Delivery delivery() {
    return switch (kind.launch().briefing()) {
      case ARGUMENT, FILE, PROMPT_ARGUMENT -> new Start.Delivery.Done();
      case STDIN -> new Start.Delivery.StandardInput(wish.prompt().orElse(""));
      case TYPED ->
          wish.prompt().isPresent()
              ? new Start.Delivery.Typed(wish.prompt().get())
              : new Start.Delivery.Done();
    };
  }

  private List<Start.PrivateFile> ownFiles() {
    List<Start.PrivateFile> files = new ArrayList<>();
    wish.prompt().ifPresent(prompt -> files.add(Start.PrivateFile.of(BRIEF_FILE, prompt)));
    if (kind.needsScript()) {
      String script = wish.subject().flatMap(LaunchWish.Subject::script).orElse("");
      files.add(Start.PrivateFile.of(SCRIPT_FILE, script + "\n"));
    }
    return files;
  }

  private Map<String, String> values() {
    Path folder = wish.places().folder();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("brief", wish.prompt().orElse(""));
    values.put("prompt", promptArgument(folder));
    values.put("brief_file", folder.resolve(BRIEF_FILE).toString());
    values.put("script_file", folder.resolve(SCRIPT_FILE).toString());
    values.put("task", wish.subject().map(task -> task.id().value()).orElse(""));
    values.put("title", wish.subject().map(LaunchWish.Subject::title).orElse(""));
    values.put("agent", wish.agent().value());
    values.put("worktree", wish.places().worktree().toString());
    values.put("folder", folder.toString());
    values.put("model", wish.choices().model().orElse(""));
    values.put(
        "session",
        switch (wish.conversation()) {
          case LaunchWish.Conversation.Fresh fresh -> fresh.id().toString();
          case LaunchWish.Conversation.Resumed resumed -> resumed.id();
        });
    return values;
  }

  private String promptArgument(Path folder) {
    String prompt = wish.prompt().orElse("");
    return prompt.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ARGUMENT
        ? prompt
        : "Read the whole file %s and do what it asks of you."
            .formatted(folder.resolve(BRIEF_FILE));
  }

  static List<String> filled(List<String> argv, Map<String, String> values) {
    return argv.stream().map(argument -> filled(argument, values)).toList();
  }

  private static String filled(String argument, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(argument);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }
}
