package rowlock.process;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A random mark in the environment of a program and so of everything that descends from it.
///
/// A daemon may leave its parent, its group and its session; it seldom cleans its environment.
///
/// @param id 32 hexadecimal digits
public record Leash(String id) {
  /// The name of the environment variable.
  public static final String VARIABLE = "ROWLOCK_LEASH";

  private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{32}");
  private static final int BYTES = 16;

  public Leash {
    if (!WELL_FORMED.matcher(id).matches()) {
      throw new IllegalArgumentException("a leash is 32 hexadecimal digits");
    }
  }

  /// A leash that nothing else carries.
  public static Leash random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Leash(HexFormat.of().formatHex(bytes));
  }
}
