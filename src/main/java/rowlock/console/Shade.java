package rowlock.console;

/// How a piece of text stands out. The text means the same without.
public enum Shade {
  /// Not at all.
  PLAIN(""),
  /// Headings.
  BOLD("1"),
  /// What matters less.
  DIM("2"),
  /// As it should be.
  GOOD("32"),
  /// In motion.
  BUSY("36"),
  /// Look at it.
  WARN("33"),
  /// Failed.
  BAD("31");

  private final String code;

  Shade(String code) {
    this.code = code;
  }

  /// The shade in which a status is shown.
  public static Shade of(String status) {
    return switch (status) {
      case "done", "good", "sound" -> GOOD;
      case "claimed", "in_progress", "submitted", "working", "running" -> BUSY;
      case "failed", "bad", "gone" -> BAD;
      case "limited", "waiting", "partial", "stopped" -> WARN;
      case "blocked", "cancelled", "idle", "unknown" -> DIM;
      default -> PLAIN;
    };
  }

  public String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
