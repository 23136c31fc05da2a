package rowlock.structure;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A set of types and members that some code must not touch.
///
/// @param name what is forbidden, as a reader would say it
/// @param types full names of the types, as a pattern
/// @param members `Type.member` with the type's full name, as a pattern
record Forbidden(String name, Pattern types, Pattern members) {
  private static final Pattern NONE = Pattern.compile("(?!)");

  static final Forbidden CLOCK =
      new Forbidden(
          "a clock",
          NONE,
          Pattern.compile(
              "java\\.time\\.\\w+\\.now|java\\.time\\.Clock\\.(system|tick)\\w*"
                  + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"));

  static final Forbidden THREADS =
      new Forbidden(
          "threads, locks or waiting",
          Pattern.compile(
              "java\\.lang\\.(Thread(\\$.*|Group|Local)?|ScopedValue.*|InheritableThreadLocal)"
                  + "|java\\.util\\.(Timer|TimerTask)"
                  + "|java\\.util\\.concurrent\\.(?!TimeUnit$).*"),
          Pattern.compile("java\\.lang\\.Object\\.(wait|notify|notifyAll)|.*\\.parallel(Stream)?"));

  static final Forbidden CHANCE =
      new Forbidden(
          "chance",
          Pattern.compile(
              "java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*"
                  + "|java\\.security\\.SecureRandom"),
          Pattern.compile(
              "java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
                  + "|java\\.util\\.Collections\\.shuffle"
                  + "|java\\.lang\\.System\\.identityHashCode"));

  /// Values such as a path or a reader over a string are fine; what touches the machine is not.
  static final Forbidden OUTSIDE_WORLD =
      new Forbidden(
          "files, the network, a database or the environment",
          Pattern.compile(
              "java\\.io\\.(?!(Serializable|String(Reader|Writer)|Reader|Writer|BufferedReader"
                  + "|UncheckedIOException|IOException)$).*"
                  + "|java\\.nio\\.file\\.(?!(Path|InvalidPathException)$).*"
                  + "|java\\.nio\\.channels\\..*"
                  + "|java\\.net\\.(?!(URI|URISyntaxException)$).*"
                  + "|javax?\\.(sql|net|naming)\\..*"
                  + "|java\\.lang\\.(Process.*|Runtime)"),
          Pattern.compile(
              "java\\.lang\\.System\\.(getenv|getProperty|getProperties|exit|console|in|out|err)"
                  + "|java\\.nio\\.file\\.Path\\.(toRealPath|toAbsolutePath|toFile|register)"
                  + "|java\\.util\\.(Locale|TimeZone)\\.(getDefault|setDefault)"
                  + "|java\\.time\\.ZoneId\\.systemDefault"));

  static final Forbidden CREATING_PROCESSES =
      new Forbidden(
          "ProcessBuilder or Runtime.exec",
          Pattern.compile("java\\.lang\\.ProcessBuilder(\\$.*)?"),
          Pattern.compile("java\\.lang\\.Runtime\\.exec"));

  static final Forbidden STANDARD_STREAMS =
      new Forbidden(
          "System.in, out or err", NONE, Pattern.compile("java\\.lang\\.System\\.(in|out|err)"));

  static final Forbidden ENDING_THE_PROCESS =
      new Forbidden(
          "System.exit or halt",
          NONE,
          Pattern.compile("java\\.lang\\.(System\\.exit|Runtime\\.(exit|halt))"));

  static final Forbidden BANNED =
      new Forbidden(
          "a banned API",
          Pattern.compile(
              "java\\.io\\.Object(Input|Output)Stream|javax\\.script\\..*|sun\\..*|java\\.rmi\\..*"
                  + "|java\\.util\\.(Date|Calendar|Vector|Hashtable|Stack|Timer|TimerTask)"
                  + "|java\\.text\\.SimpleDateFormat|java\\.lang\\.StringBuffer"
                  + "|java\\.beans\\..*|java\\.awt\\..*|javax\\.swing\\..*"),
          Pattern.compile(
              "java\\.lang\\.System\\.(setSecurityManager|runFinalization|gc)"
                  + "|java\\.lang\\.Throwable\\.printStackTrace"
                  + "|java\\.io\\.File\\.createTempFile"
                  + "|java\\.lang\\.Class\\.forName|java\\.lang\\.reflect\\..*\\.setAccessible"));

  static final List<Forbidden> IN_PURE_PACKAGES = List.of(CLOCK, THREADS, CHANCE, OUTSIDE_WORLD);

  /// Each place where a class touches what is forbidden, in sentences.
  Set<String> findIn(JavaClass type) {
    Set<String> found = new TreeSet<>();
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      if (types.matcher(dependency.getTargetClass().getName()).matches()) {
        found.add(sentence(type, dependency.getTargetClass().getName()));
      }
    }
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      AccessTarget target = access.getTarget();
      String member = target.getOwner().getName() + "." + target.getName();
      if (members.matcher(member).matches()) {
        found.add(sentence(type, member));
      }
    }
    return found;
  }

  private String sentence(JavaClass type, String culprit) {
    return type.getName() + " must not use " + name + ": " + culprit;
  }
}
