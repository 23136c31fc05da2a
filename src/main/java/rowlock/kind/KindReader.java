package rowlock.kind;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rowlock.task.Text;

/// Reads the description of one kind.
final class KindReader {
  private static final Set<String> FIELDS =
      Set.of(
          "mode",
          "headless",
          "command",
          "brief",
          "prompt",
          "model",
          "session",
          "plan",
          "home",
          "environment",
          "output",
          "screen",
          "mcp",
          "hooks",
          "permissions",
          "account",
          "login",
          "version",
          "install",
          "estimate",
          "prices",
          "capabilities",
          "may_cost");

  private final Fields fields;

  private KindReader(Fields fields) {
    this.fields = fields.knowing(FIELDS);
  }

  /// @throws IllegalArgumentException if the description is wrong; it says what and, where the form
  ///   is wrong, in which field
  static AgentKind read(String name, Fields fields) {
    KindReader reader = new KindReader(fields);
    return new AgentKind(
        name,
        reader.launch(),
        reader.channels(),
        reader.permissions(),
        reader.installed(),
        reader.spending(),
        Text.labels("capabilities", fields.texts("capabilities")));
  }

  private Launch launch() {
    return new Launch(
        mode(),
        fields.texts("command"),
        fields.choice("brief", Launch.Briefing.ARGUMENT),
        fields.choice("home", Launch.Home.USER),
        idioms(),
        fields.texts("environment"));
  }

  private enum Modes {
    HEADLESS,
    INTERACTIVE
  }

  private Launch.Mode mode() {
    Optional<String> headless = fields.text("headless");
    return switch (fields.choice("mode", Modes.HEADLESS)) {
      case INTERACTIVE -> new Launch.Mode.Interactive(headless);
      case HEADLESS -> {
        if (headless.isPresent()) {
          throw fields.wrong("headless", "only a kind with mode: interactive has a headless form");
        }
        yield new Launch.Mode.Headless();
      }
    };
  }

  private Launch.Idioms idioms() {
    Fields session = fields.mapping("session").knowing(Set.of("choose", "resume"));
    return new Launch.Idioms(
        fields.texts("prompt"),
        fields.texts("model"),
        session.texts("choose"),
        session.texts("resume"),
        fields.texts("plan"));
  }

  private Channels channels() {
    return new Channels(
        fields.choice("mcp", Channels.McpForm.NONE),
        fields.choice("hooks", Channels.HookForm.NONE),
        fields.choice("output", Channels.OutputForm.TEXT),
        fields.text("screen").filter(screen -> !screen.equals("none")));
  }

  private Permissions permissions() {
    Fields given =
        fields.mapping("permissions").knowing(Set.of("default", "ask", "accept_edits", "bypass"));
    Map<PermissionMode, Permissions.Grant> modes = new EnumMap<>(PermissionMode.class);
    for (PermissionMode mode : PermissionMode.values()) {
      if (given.has(mode.label())) {
        modes.put(mode, grant(given, mode.label()));
      }
    }
    return new Permissions(given.choice("default", PermissionMode.ASK), modes);
  }

  /// A list of arguments, or a mapping with `arguments` and `environment`.
  private static Permissions.Grant grant(Fields permissions, String mode) {
    if (permissions.values().get(mode) instanceof List<?>) {
      return new Permissions.Grant(permissions.texts(mode), Map.of());
    }
    Fields grant = permissions.mapping(mode).knowing(Set.of("arguments", "environment"));
    Fields environment = grant.mapping("environment");
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : environment.values().keySet()) {
      variables.put(variable, environment.text(variable).orElseThrow());
    }
    return new Permissions.Grant(grant.texts("arguments"), variables);
  }

  private Installed installed() {
    Fields version = fields.mapping("version").knowing(Set.of("command", "minimum"));
    Optional<String> minimum = version.text("minimum");
    Optional<Version> oldest = minimum.flatMap(Version::in);
    if (minimum.isPresent() && oldest.isEmpty()) {
      throw version.wrong("minimum", "must be a version such as \"2.1.0\"");
    }
    Fields login = fields.mapping("login").knowing(Set.of("variables", "files", "patterns"));
    return new Installed(
        version.texts("command"),
        oldest,
        new Installed.Login(
            login.texts("variables"), login.texts("files"), login.texts("patterns")),
        fields.text("install").orElse(""));
  }

  private Spending spending() {
    Fields estimate = fields.mapping("estimate").knowing(Set.of("usd", "tokens"));
    return new Spending(
        fields.flag("may_cost").orElse(true) ? Spending.Cost.MAY_COST : Spending.Cost.FREE,
        fields.text("account"),
        new Spending.Estimate(estimate.dollars("usd"), estimate.count("tokens")),
        prices());
  }

  private SortedMap<String, Spending.Price> prices() {
    SortedMap<String, Spending.Price> prices = new TreeMap<>();
    Fields models = fields.mapping("prices");
    for (String model : models.values().keySet()) {
      Fields price =
          models.mapping(model).knowing(Set.of("input", "output", "cache_read", "cache_write"));
      prices.put(
          model,
          new Spending.Price(
              price.dollars("input"),
              price.dollars("output"),
              price.dollars("cache_read"),
              price.dollars("cache_write")));
    }
    return prices;
  }
}
