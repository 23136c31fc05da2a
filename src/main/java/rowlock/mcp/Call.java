package rowlock.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A call of a tool that is going on.
public interface Call {
  /// How severe something is, from the least on.
  enum Level {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    static Optional<Level> of(String text) {
      return Arrays.stream(values()).filter(level -> level.text().equals(text)).findFirst();
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Tells how far it is, if the client asked for that. What is not more than before is not told.
  ///
  /// @param done how much is done
  /// @param total how much there is to do, in the same unit; 0 if nobody knows
  /// @param message what is being done, in a few words; may be empty
  void progress(double done, double total, String message);

  /// Tells something on the way, if the client asked for what is so severe.
  void log(Level level, String text);

  /// What the client says of this call under a name, beside its arguments (`_meta`).
  Optional<String> remark(String name);

  /// Whether the client no longer wants it. The calling thread is interrupted, too.
  boolean isCancelled();
}
