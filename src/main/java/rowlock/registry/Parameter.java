package rowlock.registry;

import rowlock.task.Name;
import rowlock.task.Text;

/// One thing an operation takes.
///
/// @param name in every interface
/// @param type what it may be
/// @param description what it means, with its default
/// @param presence whether it must be there
public record Parameter(String name, Type type, String description, Presence presence) {

  /// Whether a parameter must be there.
  public enum Presence {
    /// It must.
    REQUIRED,
    /// It may be left out.
    OPTIONAL,
    /// Only who acts for others gives it; an agent's own token says it already.
    FOR_OTHERS
  }

  public Parameter {
    Name.require("parameter", name);
    Text.line("description", description);
  }

  static Parameter required(String name, Type type, String description) {
    return new Parameter(name, type, description, Presence.REQUIRED);
  }

  static Parameter optional(String name, Type type, String description) {
    return new Parameter(name, type, description, Presence.OPTIONAL);
  }

  /// The agent an operation is about, for those who may act for others.
  static Parameter agent() {
    return new Parameter(Arguments.AGENT, Type.NAME, "the agent it is about", Presence.FOR_OTHERS);
  }
}
