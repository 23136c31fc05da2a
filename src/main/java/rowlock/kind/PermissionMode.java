package rowlock.kind;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much an agent may do without asking.
public enum PermissionMode {
  /// It asks before it changes a file or runs a command.
  ASK,
  /// It may change files of its worktree, and asks before it runs commands.
  ACCEPT_EDITS,
  /// It never asks. Only ever used when the user says so.
  BYPASS;

  /// The name in every interface: `ask`, `accept_edits`, `bypass`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode of this name.
  public static Optional<PermissionMode> of(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }
}
