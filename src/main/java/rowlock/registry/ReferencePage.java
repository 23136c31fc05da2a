package rowlock.registry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rowlock.team.Permission;

/// The reference page of all operations, in Markdown, as `docs/operations.md` holds it.
public final class ReferencePage {
  private ReferencePage() {}

  /// The text of the page.
  public static String of(Registry registry) {
    String list =
        registry.all().stream()
            .map(operation -> "[%1$s](#%1$s)".formatted(operation.name()))
            .collect(Collectors.joining(" · "));
    String sections =
        registry.all().stream().map(ReferencePage::section).collect(Collectors.joining("\n"));
    return """
    # Operations

    What can be asked of rowlock by name: as tools over MCP, as `POST /api/NAME` over HTTP, and as
    `rowlock call NAME JSON`. This page is made from the same list as they are; a test keeps it so.

    Lengths of time are texts like `90s`, `10m` or `1h30m`; names are 1 to 64 letters, digits, `.`,
    `_` and `-`. An agent never says who it is: its token does, so `agent_id` is only for whoever
    may act for others. Of all it may call, a worker is shown the operations marked *worker*; those
    marked *not shown* nobody is, but everybody permitted can call them.

    """
        + list
        + "\n\n"
        + sections;
  }

  private static String section(Operation operation) {
    Right right = operation.right();
    String permission =
        right
            .permission()
            .map(needed -> "permission `" + label(needed) + "`")
            .orElse("any valid token");
    String audience =
        switch (right.audience()) {
          case WORKERS -> " · *worker*";
          case PLANNERS -> "";
          case NOBODY -> " · *not shown*";
        };
    String members =
        operation.returns().stream()
            .map(member ->
                "`%s` (%s%s)"
                    .formatted(
                        member.name(),
                        member.form().name().toLowerCase(Locale.ROOT),
                        member.presence() == Member.Presence.ALWAYS ? "" : ", sometimes"))
            .collect(Collectors.joining(", "));
    return "## %s\n\n%s\n\n%s · %s%s\n\n%sAnswers %s.\n"
        .formatted(
            operation.name(),
            operation.summary(),
            permission,
            right.effect().name().toLowerCase(Locale.ROOT),
            audience,
            table(operation.parameters()),
            members);
  }

  private static String label(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT);
  }

  private static String table(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.stream()
        .map(parameter ->
            "| `%s` | %s | %s | %s |"
                .formatted(
                    parameter.name(),
                    words(parameter.type()),
                    switch (parameter.presence()) {
                      case REQUIRED -> "yes";
                      case OPTIONAL -> "no";
                      case FOR_OTHERS -> "for others";
                    },
                    parameter.description().replace("|", "\\|")))
        .collect(
            Collectors.joining(
                "\n", "| parameter | type | needed | meaning |\n|---|---|---|---|\n", "\n\n"));
  }

  private static String words(Type type) {
    return switch (type) {
      case Type.Words words ->
          "%s, at most %,d characters".formatted(words.form(), words.maxLength());
      case Type.Whole whole -> "whole number, %,d to %,d".formatted(whole.least(), whole.most());
      case Type.Choice choice ->
          choice.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
      case Type.Flag _ -> "`true` or `false`";
      case Type.Several several ->
          "list of at most %,d: %s".formatted(several.most(), words(several.element()));
      case Type.Compound compound -> "object as for `" + compound.shownAs() + "`";
    };
  }
}
