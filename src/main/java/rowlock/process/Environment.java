package rowlock.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment variables a program gets: those let through by name, and those given here.
///
/// Everything else stays behind, so that a secret reaches only the programs it is meant for.
///
/// @param allowed names inherited from this process when present; one that ends in `*` stands for
///   every name with that beginning, `*` alone for all
/// @param extra names and values set in any case; they may be written to disk, so no secrets
public record Environment(List<String> allowed, Map<String, String> extra) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\*?|\\*");

  /// What nearly every program needs to find its files, its terminal and its language.
  public static final Environment BASIC =
      new Environment(
          List.of(
              "PATH",
              "HOME",
              "USER",
              "LOGNAME",
              "SHELL",
              "LANG",
              "LANGUAGE",
              "LC_*",
              "TZ",
              "TMPDIR",
              "TERM",
              "COLORTERM",
              "NO_COLOR",
              "XDG_*",
              "SSL_CERT_FILE",
              "SSL_CERT_DIR"),
          Map.of());

  public Environment {
    allowed = List.copyOf(allowed);
    extra = Map.copyOf(extra);
    for (String name : allowed) {
      if (!ALLOWED.matcher(name).matches()) {
        throw new IllegalArgumentException("not the name of an environment variable: " + name);
      }
    }
    extra.forEach(Environment::requireSettable);
  }

  private static void requireSettable(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of an environment variable: " + name);
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the value of " + name + " contains a NUL");
    }
  }

  /// This environment with one variable more, or with another value for it.
  public Environment with(String name, String value) {
    Map<String, String> more = new TreeMap<>(extra);
    more.put(name, value);
    return new Environment(allowed, more);
  }

  /// This environment letting further names through.
  public Environment allowing(String... names) {
    List<String> more = new ArrayList<>(allowed);
    more.addAll(List.of(names));
    return new Environment(more, extra);
  }

  /// The mark by which stray processes of the program are found, if one was given.
  public Optional<Leash> leash() {
    return Optional.ofNullable(extra.get(Leash.VARIABLE)).map(Leash::new);
  }

  /// This environment with a mark by which everything that descends from the program is found.
  public Environment leashed(Leash leash) {
    return with(Leash.VARIABLE, leash.id());
  }

  /// Whether a variable of this name is inherited.
  boolean allows(String name) {
    for (String pattern : allowed) {
      boolean prefix = pattern.endsWith("*");
      if (prefix
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern)) {
        return NAME.matcher(name).matches();
      }
    }
    return false;
  }

  /// The variables that are let through, of those given; [#extra] is not among them.
  public Map<String, String> inherited(Map<String, String> from) {
    Map<String, String> result = new TreeMap<>();
    from.forEach((name, value) -> {
      if (allows(name)) {
        result.put(name, value);
      }
    });
    return result;
  }

  /// All variables the program gets when this process has those given.
  public Map<String, String> resolve(Map<String, String> from) {
    Map<String, String> result = inherited(from);
    result.putAll(extra);
    return result;
  }

  @Override
  public String toString() {
    return "Environment[allowed=" + allowed + ", extra=" + extra.keySet() + "]";
  }
}
